import { QueryCache, QueryClient } from "@tanstack/react-query";
import { failureOf } from "./failures.ts";
import { isPageQuery, keys } from "./keys.ts";
import { retryDelay, shouldRetry } from "./retry.ts";

interface QueryClientOptions {
  /** Backoff before the first retry, milliseconds. */
  retryPauseMs?: number;
  /** From 0 to below 1, for the jitter of retries. */
  random?: () => number;
}

/**
 * The console's query cache.
 *
 * - Requests are sent even when the browser says it is offline: it is often wrong, and a failed request is explained.
 * - Transient failures are retried a few times, visibly: see `retry.ts`.
 * - Unused cache entries are removed after two minutes, and pages beyond the latest ten at once: a page of codes takes
 *   about 55 kB of heap.
 * - The caller is refetched once a request fails as signed out or with a refused token.
 */
export function createQueryClient({
  retryPauseMs = 1000,
  random = Math.random,
}: QueryClientOptions = {}): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const { kind } = failureOf(error);
        if (kind !== "signed-out" && kind !== "token-refused") return;
        if (query.queryKey[0] !== keys.me[0]) void client.invalidateQueries({ queryKey: keys.me });
      },
    }),
    defaultOptions: {
      queries: {
        networkMode: "always",
        retry: shouldRetry,
        retryDelay: retryDelay(retryPauseMs, random),
        gcTime: 120_000,
        refetchOnWindowFocus: true,
        // Its default with `networkMode: "always"` is false.
        refetchOnReconnect: true,
      },
    },
  });
  const cache = client.getQueryCache();
  cache.subscribe(({ type, query }) => {
    if (type !== "added" || !isPageQuery(query)) return;
    // One without an answer is about to be asked for, like the new one itself.
    const kept = cache
      .findAll({ type: "inactive", fetchStatus: "idle", predicate: isPageQuery })
      .filter(({ state }) => state.dataUpdatedAt > 0)
      .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
    for (const old of kept.slice(KEPT_PAGES)) cache.remove(old);
  });
  return client;
}

/** Of pages that are not on screen: those around the one that is, and some of the way back. */
const KEPT_PAGES = 10;
