import { expect, test } from "vitest";
import { ApiError, type Failure } from "../../api/failures.ts";
import { deleteEach, type DeletionResult } from "./delete-each.ts";

/** Deletes 20 numbers; `fail` says which of them go wrong. */
async function deleteTwenty(fail: (item: number) => Failure | undefined, stopAt = Infinity) {
  const controller = new AbortController();
  const results = new Map<number, DeletionResult>();
  const watch = { now: 0, most: 0 };
  await deleteEach(
    Array.from({ length: 20 }, (_, index) => index),
    {
      signal: controller.signal,
      async remove(item) {
        watch.most = Math.max(watch.most, (watch.now += 1));
        await new Promise(setImmediate);
        watch.now -= 1;
        if (item === stopAt) controller.abort();
        const failure = fail(item);
        if (failure) throw new ApiError(failure);
        return "deleted";
      },
      onResult: (item, result) => void results.set(item, result),
    },
  );
  return { results, most: watch.most };
}

test("four at a time, each once; one that fails is told, and the others go on", async () => {
  const failure: Failure = { kind: "server", status: 500 };
  const { results, most } = await deleteTwenty((item) => (item === 7 ? failure : undefined));
  expect(most).toBe(4);
  expect(results.size).toBe(20);
  expect(results.get(7)).toEqual(failure);
  expect([...results.values()].filter((result) => result === "deleted").length).toBe(19);
});

test.each<Failure>([
  { kind: "signed-out" },
  { kind: "token-refused" },
  { kind: "unreachable", reason: "network" },
  { kind: "server", status: 405 },
  { kind: "server", status: 503 },
])("what all others would fail with too ends it: %j", async (failure) => {
  const { results } = await deleteTwenty((item) => (item >= 5 ? failure : undefined));
  // Those under way are four at most.
  expect(results.size).toBeLessThanOrEqual(9);
  expect(results.get(4)).toBe("deleted");
});

test("stopped, no more are begun, and those under way have their results", async () => {
  const { results } = await deleteTwenty(() => undefined, 5);
  expect(results.size).toBeGreaterThanOrEqual(6);
  expect(results.size).toBeLessThanOrEqual(9);
});
