import {
  type FetchStatus,
  matchQuery,
  type QueryClient,
  type QueryFilters,
  type QueryKey,
} from "@tanstack/react-query";
import { type Failure, failureOf } from "./failures.ts";

/** Retries after the first attempt. */
export const RETRIES = 4;

/** The longest `Retry-After` that is waited for, as nobody watches a page for longer; else the failure is shown. */
const LONGEST_WAIT_MS = 60_000;

/** When a failed request is retried, browser's clock, by its error. */
const plans = new WeakMap<Error, number>();

/**
 * Whether a failure is transient and worth a retry: a lost connection, or the answer of a proxy in front of a server
 * that is starting or overloaded. A 500 would fail again, a time-out has taken half a minute already, and the browser
 * reports itself when it is online again. A 429 says when to retry only with `Retry-After`.
 */
export function isPassing(failure: Failure): boolean {
  if (failure.kind === "unreachable") {
    return failure.reason === "network" || failure.reason === "upstream";
  }
  if (failure.kind !== "server") return false;
  const { status, retryAfterMs } = failure;
  if (retryAfterMs !== undefined && retryAfterMs > LONGEST_WAIT_MS) return false;
  return status === 502 || status === 503 || (status === 429 && retryAfterMs !== undefined);
}

/** TanStack Query's `retry`. All requests of this program are safe to repeat. */
export function shouldRetry(failures: number, error: Error): boolean {
  return failures < RETRIES && isPassing(failureOf(error));
}

/**
 * TanStack Query's `retryDelay`: exponential backoff from `pauseMs`, at least `Retry-After`, with a jitter of up to
 * half, so that many open pages do not retry at the same moment.
 *
 * @param random from 0 to below 1.
 */
export function retryDelay(pauseMs: number, random: () => number) {
  return (failures: number, error: Error): number => {
    const failure = failureOf(error);
    const asked = (failure.kind === "server" && failure.retryAfterMs) || 0;
    const pause = pauseMs * 2 ** failures;
    const delay = Math.max(asked, pause) + (pause * random()) / 2;
    plans.set(error, Date.now() + delay);
    return delay;
  };
}

/** The failure of a query's last attempt, also while it waits for a retry. */
export function failureIn(query: {
  error: Error | null;
  failureReason: Error | null;
  fetchStatus: FetchStatus;
}): Failure | undefined {
  // In an idle query, `failureReason` may be older than the data: data set in another way does not reset it.
  const error = query.fetchStatus === "idle" ? query.error : (query.failureReason ?? query.error);
  return error === null ? undefined : failureOf(error);
}

/**
 * Refetches active queries at once, whether they are being fetched, wait for a retry, or neither: those with these
 * keys, and all whose last attempt failed.
 *
 * @param queryKeys keys or prefixes of keys.
 */
export function askAgain(client: QueryClient, ...queryKeys: readonly QueryKey[]): void {
  const filters: QueryFilters = {
    type: "active",
    predicate: (query) =>
      query.state.status === "error" ||
      query.state.fetchFailureCount > 0 ||
      queryKeys.some((queryKey) => matchQuery({ queryKey }, query)),
  };
  const asked = new Set(client.getQueryCache().findAll(filters));
  // Without this, a query that has no data would go on waiting for its retry.
  void client.cancelQueries({ predicate: (query) => asked.has(query) });
  void client.refetchQueries({ predicate: (query) => asked.has(query) });
}

/** The queries that wait for their retry, or make it. */
export function retryingQueries(client: QueryClient) {
  return client.getQueryCache().findAll({
    predicate: ({ state }) => state.fetchStatus !== "idle" && state.fetchFailureCount > 0,
  });
}

/** The error of the request that is retried next, or null. The same object from one attempt to the next. */
export function nextRetryError(client: QueryClient): Error | null {
  const [next] = retryingQueries(client)
    .flatMap(({ state }) => state.fetchFailureReason ?? [])
    .toSorted((a, b) => retryAt(a) - retryAt(b));
  return next ?? null;
}

/** When the request that failed with this error is made again, browser's clock, epoch milliseconds. */
export function retryAt(error: Error): number {
  return plans.get(error) ?? 0;
}
