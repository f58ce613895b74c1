import type { QueryClient } from "@tanstack/react-query";
import { type Failure, failureOf } from "../api/failures.ts";
import { RETRIES, retryAt, retryingQueries } from "../api/retry.ts";

/** A failed request that will be retried. */
export interface Retry {
  failure: Failure;
  /** The number of the next attempt, from 2. */
  attempt: number;
  /** The most attempts. */
  attempts: number;
  /** When it is made, browser's clock, epoch milliseconds; in the past while it is under way. */
  at: number;
}

/** Details of the request that failed with this error. */
export function retryOf(client: QueryClient, error: Error): Retry {
  const query = retryingQueries(client).find(({ state }) => state.fetchFailureReason === error);
  return {
    failure: failureOf(error),
    attempt: (query?.state.fetchFailureCount ?? 1) + 1,
    attempts: RETRIES + 1,
    at: retryAt(error),
  };
}

/** Cancels all retries: each request fails with its last error. */
export function stopRetries(client: QueryClient): void {
  for (const query of retryingQueries(client)) {
    const { fetchFailureReason: error, data, dataUpdatedAt } = query.state;
    // Data is kept; otherwise the state is that of a failure without retries.
    void query.cancel({ revert: true });
    const failed = { status: "error", error, fetchFailureReason: error } as const;
    query.setState({ ...failed, data, dataUpdatedAt, fetchStatus: "idle" });
  }
}

/** Makes all pending retries now. */
export function retryNow(client: QueryClient): void {
  for (const query of retryingQueries(client)) {
    void query.cancel({ revert: true });
    query.fetch().catch(() => {
      // The error is in the query's state, where components read it.
    });
  }
}
