import type { QueryClient } from "@tanstack/react-query";
import type { Endpoint } from "../api/endpoint.ts";
import { isRowQueryOf } from "../api/keys.ts";

/**
 * Fetches pages for counting, each of them after the rows that the reader asked for meanwhile: a server that is busy
 * with probes would let these wait.
 */
export function fetchAfterRows<T>(
  { name, fetchPage }: Pick<Endpoint<T>, "name" | "fetchPage">,
  client: QueryClient,
): Endpoint<T>["fetchPage"] {
  return async (request, signal) => {
    await noRowsFetched(client, { predicate: isRowQueryOf(name) }, signal);
    signal?.throwIfAborted();
    return fetchPage(request, signal);
  };
}

/** Resolves once none of these queries fetches, or at an abort. */
function noRowsFetched(
  client: QueryClient,
  rows: { predicate: ReturnType<typeof isRowQueryOf> },
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = client.getQueryCache().subscribe(check);
    signal?.addEventListener("abort", done, { once: true });
    check();

    function check(): void {
      if (client.isFetching(rows) === 0) done();
    }

    function done(): void {
      unsubscribe();
      signal?.removeEventListener("abort", done);
      resolve();
    }
  });
}
