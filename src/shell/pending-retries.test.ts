import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Failure, failureOf } from "../api/failures.ts";
import { askAgain, nextRetryError } from "../api/retry.ts";
import { onScreen } from "../api/testing/failing-query.ts";
import { retryNow, retryOf, stopRetries } from "./pending-retries.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const network: Failure = { kind: "unreachable", reason: "network" };

test("while a retry is pending, its failure and its time are known", async () => {
  const { client } = onScreen([network]);
  await vi.advanceTimersByTimeAsync(0);
  const error = nextRetryError(client);
  expect(error).not.toBeNull();
  expect(retryOf(client, error as Error)).toEqual({
    failure: network,
    attempt: 2,
    attempts: 5,
    at: Date.now() + 1000,
  });
  await vi.advanceTimersByTimeAsync(1000);
  expect(retryOf(client, nextRetryError(client) as Error).attempt).toBe(3);
});

test("stopping the retries fails with the last error and keeps the data", async () => {
  const failures: (Failure | null)[] = [null];
  const { client, times, result } = onScreen(failures);
  await vi.advanceTimersByTimeAsync(0);
  failures[0] = network;
  askAgain(client, ["things"]);
  await vi.advanceTimersByTimeAsync(0);
  stopRetries(client);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(times).toEqual([0, 0]);
  const { status, fetchStatus, data, error } = result();
  expect({ status, fetchStatus, data }).toEqual({
    status: "error",
    fetchStatus: "idle",
    data: "rows",
  });
  expect(failureOf(error)).toEqual(network);
});

test("a retry made now replaces the one that was pending", async () => {
  const { client, times, result } = onScreen([network, null]);
  await vi.advanceTimersByTimeAsync(400);
  retryNow(client);
  await vi.advanceTimersByTimeAsync(0);
  expect(result().data).toBe("rows");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(times).toEqual([0, 400]);
});
