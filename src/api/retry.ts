import {
  type FetchStatus,
  matchQuery,
  type QueryClient,
  type QueryFilters,
  type QueryKey,
} from "@tanstack/react-query";
import { type Failure, failureOf } from "./failures.ts";

/** After the first attempt. */
const RETRIES = 4;

/** Nobody watches a page for longer; a server that asks for more is told to the administrator instead. */
const LONGEST_WAIT_MS = 60_000;

/** When a failed request is repeated, browser's clock, by the error it failed with. */
const plans = new WeakMap<Error, number>();

/**
 * Whether a failure tends to pass by itself: the connection, and what stands in front of a server that starts or is
 * overloaded. A 500 comes again, a time-out has cost half a minute already, and the browser says itself when it is
 * online again. A 429 only says when it ends with `Retry-After`.
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

/** TanStack Query's `retry`. All requests of this program are safe ones. */
export function shouldRetry(failures: number, error: Error): boolean {
  return failures < RETRIES && isPassing(failureOf(error));
}

/**
 * TanStack Query's `retryDelay`: doubles from `pauseMs`, never less than the server asks for, and spread by up to
 * half so that many pages do not come back at the same moment.
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

/** What a query's last attempt failed with, also while it waits for the next. */
export function failureIn(query: {
  error: Error | null;
  failureReason: Error | null;
  fetchStatus: FetchStatus;
}): Failure | undefined {
  // Of a request that is over, the reason may be older than the data: it is not reset when those come another way.
  const error = query.fetchStatus === "idle" ? query.error : (query.failureReason ?? query.error);
  return error === null ? undefined : failureOf(error);
}

/**
 * Asks at once for what is on screen, whether a request is under way, waits for its next attempt, or neither; and for
 * all else on screen whose last attempt failed.
 *
 * @param queryKeys or the beginnings of several.
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
  // A query without data is otherwise left to the attempt it waits for.
  void client.cancelQueries({ predicate: (query) => asked.has(query) });
  void client.refetchQueries({ predicate: (query) => asked.has(query) });
}

/** What a request that will be repeated failed with. */
export interface Retry {
  failure: Failure;
  /** The attempt that comes next, from 2. */
  attempt: number;
  /** How many there are at most. */
  attempts: number;
  /** When it is made, browser's clock, epoch milliseconds; in the past while it is under way. */
  at: number;
}

function retryingQueries(client: QueryClient) {
  return client.getQueryCache().findAll({
    predicate: ({ state }) => state.fetchStatus !== "idle" && state.fetchFailureCount > 0,
  });
}

/** The error of the request that is repeated next, or null. Keeps its identity from one attempt to the next. */
export function nextRetryError(client: QueryClient): Error | null {
  const [next] = retryingQueries(client)
    .flatMap(({ state }) => state.fetchFailureReason ?? [])
    .toSorted((a, b) => (plans.get(a) ?? 0) - (plans.get(b) ?? 0));
  return next ?? null;
}

/** What is known of the request that failed with this error. */
export function retryOf(client: QueryClient, error: Error): Retry {
  const query = retryingQueries(client).find(({ state }) => state.fetchFailureReason === error);
  return {
    failure: failureOf(error),
    attempt: (query?.state.fetchFailureCount ?? 1) + 1,
    attempts: RETRIES + 1,
    at: plans.get(error) ?? 0,
  };
}

/** No request is repeated any more: each has failed with what it failed with last. */
export function stopRetries(client: QueryClient): void {
  for (const query of retryingQueries(client)) {
    const { fetchFailureReason: error, data, dataUpdatedAt } = query.state;
    // What is on screen stays; the rest is as if it had not been repeated.
    void query.cancel({ revert: true });
    const failed = { status: "error", error, fetchFailureReason: error } as const;
    query.setState({ ...failed, data, dataUpdatedAt, fetchStatus: "idle" });
  }
}

/** All that wait for another attempt make it now. */
export function retryNow(client: QueryClient): void {
  for (const query of retryingQueries(client)) {
    void query.cancel({ revert: true });
    query.fetch().catch(() => {
      // It is in the query's state, where all who show it look.
    });
  }
}
