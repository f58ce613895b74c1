import type { QueryClient } from "@tanstack/react-query";
import type { Endpoint } from "../api/endpoint.ts";
import { isRowQueryOf } from "../api/keys.ts";

/**
 * A `fetchPage` for counts that waits for pending row queries before each request: a server busy with probes would
 * delay the user's rows.
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

/** Resolves once none of these queries is fetching, or on abort. */
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
