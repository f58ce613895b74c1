import { QueryCache, QueryClient } from "@tanstack/react-query";
import { failureOf } from "./failures.ts";
import { keys } from "./keys.ts";
import { retryDelay, shouldRetry } from "./retry.ts";

interface QueryClientOptions {
  /** Before the first repetition, milliseconds. */
  retryPauseMs?: number;
  /** From 0 to below 1, for spreading repetitions. */
  random?: () => number;
}

/**
 * The console's query cache.
 *
 * - Requests go out even when the browser says it is offline: it is often wrong, and a failed request says so in words.
 * - What tends to pass by itself is asked again a few times, in sight: see `retry.ts`.
 * - A page of codes costs about 55 kB of heap; what nobody looks at is let go after two minutes.
 * - Whoever was signed in is asked for anew once an answer says that nobody is.
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
        // With "always" it would be off.
        refetchOnReconnect: true,
      },
    },
  });
  return client;
}
