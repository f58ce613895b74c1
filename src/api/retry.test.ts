import { QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError, type Failure, failureOf } from "./failures.ts";
import { onScreen } from "./testing/failing-query.ts";
import { askAgain, isPassing, nextRetryError } from "./retry.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const network: Failure = { kind: "unreachable", reason: "network" };

test.each<[boolean, Failure]>([
  [true, network],
  [true, { kind: "unreachable", reason: "upstream" }],
  [true, { kind: "server", status: 502 }],
  [true, { kind: "server", status: 503 }],
  [true, { kind: "server", status: 503, retryAfterMs: 60_000 }],
  [true, { kind: "server", status: 429, retryAfterMs: 1000 }],
  [false, { kind: "server", status: 429 }],
  [false, { kind: "server", status: 503, retryAfterMs: 60_001 }],
  [false, { kind: "server", status: 500 }],
  [false, { kind: "server", status: 504 }],
  [false, { kind: "unreachable", reason: "timeout" }],
  [false, { kind: "unreachable", reason: "upstream-timeout" }],
  [false, { kind: "unreachable", reason: "offline" }],
  [false, { kind: "unreachable", reason: "certificate" }],
  [false, { kind: "forbidden" }],
  [false, { kind: "signed-out" }],
  [false, { kind: "token-refused" }],
  [false, { kind: "not-found" }],
  [false, { kind: "past-end" }],
  [false, { kind: "invalid", fields: {}, general: [] }],
  [false, { kind: "unreadable", what: "html" }],
  [false, { kind: "aborted" }],
])("is transient: %s for %j", (passes, failure) => {
  expect(isPassing(failure)).toBe(passes);
});

test("the backoff doubles, and the query fails after the fifth attempt", async () => {
  const { client, times, result } = onScreen([network]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(times).toEqual([0, 1000, 3000, 7000, 15_000]);
  expect(result().status).toBe("error");
  expect(failureOf(result().error)).toEqual(network);
  expect(nextRetryError(client)).toBeNull();
});

test("the backoff is spread by up to half", async () => {
  const { times } = onScreen([network, null], 0.5);
  await vi.advanceTimersByTimeAsync(1249);
  expect(times).toEqual([0]);
  await vi.advanceTimersByTimeAsync(1);
  expect(times).toHaveLength(2);
});

test("Retry-After is respected", async () => {
  const { times, result } = onScreen([{ kind: "server", status: 503, retryAfterMs: 5000 }, null]);
  await vi.advanceTimersByTimeAsync(4999);
  expect(times).toEqual([0]);
  await vi.advanceTimersByTimeAsync(1);
  expect(times).toEqual([0, 5000]);
  expect(result().data).toBe("rows");
});

test("a failure that is not transient is not retried", async () => {
  const { times, result } = onScreen([{ kind: "server", status: 500 }]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(times).toEqual([0]);
  expect(result().status).toBe("error");
});

test("a refetch during the backoff is sent at once and replaces the retry", async () => {
  const { client, times, result } = onScreen([network, null]);
  await vi.advanceTimersByTimeAsync(400);
  askAgain(client, ["things"]);
  await vi.advanceTimersByTimeAsync(0);
  expect(result().data).toBe("rows");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(times).toEqual([0, 400]);
});

test("refetching one query also refetches every failed query on screen, each only once", async () => {
  const rows = onScreen([network]);
  const { client } = rows;
  let names = 0;
  const leave = new QueryObserver(client, {
    queryKey: ["names"],
    queryFn: () => {
      names += 1;
      throw new ApiError({ kind: "server", status: 500 });
    },
  }).subscribe(() => {});
  await vi.advanceTimersByTimeAsync(60_000);
  const before = rows.times.length;
  askAgain(client, ["things"], ["things", "list"]);
  await vi.advanceTimersByTimeAsync(0);
  expect(names).toBe(2);
  expect(rows.times).toHaveLength(before + 1);
  leave();
});
