import fc from "fast-check";
import { expect, test } from "vitest";
import { failureOf } from "../../failures.ts";
import type { ListAnswer } from "../../list-answer.ts";
import { badRow } from "../../wire/page.ts";
import { pageOneByOne } from "./one-by-one.ts";

/** A list of numbers on a server that pages as authentik does; its requests are counted. */
function listOf(numbers: readonly number[], asked: { requests: number }) {
  return async (page: number, pageSize: number): Promise<ListAnswer<never>> => {
    asked.requests += 1;
    const rows = numbers.slice((page - 1) * pageSize, page * pageSize).map((n) => badRow(n, []));
    const count = numbers.length;
    const pages = Math.max(1, Math.ceil(count / pageSize));
    const shape = { page, pages, pageSize, start: 0, end: 0, next: null, previous: null };
    return { ...shape, rows, count, asOf: 1, receivedAt: 1, requestId: null };
  };
}

test("pages of several lists are those of one after the other", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 130 }), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(1, 20, 50, 100, 1000),
      async (lengths, page_size) => {
        let next = 0;
        const lists = lengths.map((length) => Array.from({ length }, () => next++));
        const all = lists.flat();
        const size = Math.min(page_size, 100);
        const asked = { requests: 0 };
        const fetchers = lists.map((list) => listOf(list, asked));
        const pages = Math.max(1, Math.ceil(all.length / size));
        for (const page of new Set([1, Math.ceil(pages / 2), pages])) {
          asked.requests = 0;
          const answer = await pageOneByOne({ page, page_size }, fetchers);
          const expected = all.slice((page - 1) * size, page * size);
          expect(answer?.rows.map(({ raw }) => raw)).toEqual(expected);
          expect(answer).toMatchObject({ count: all.length, page, pages, pageSize: size });
          expect(answer?.next).toBe(page < pages ? page + 1 : null);
          expect(answer?.end).toBe(expected.length === 0 ? 0 : (page - 1) * size + expected.length);
          expect(asked.requests).toBeLessThanOrEqual(3 * lists.length);
        }
        const last = await pageOneByOne({ page: "last", page_size }, fetchers);
        expect(last?.page).toBe(pages);
        const past = await pageOneByOne({ page: pages + 1, page_size }, fetchers).catch(failureOf);
        expect(past).toMatchObject({ kind: "past-end" });
      },
    ),
    { numRuns: 60 },
  );
});

test("a list that cannot be used is left out; without any there is no page", async () => {
  const asked = { requests: 0 };
  const none = () => Promise.resolve(null);
  expect(await pageOneByOne({}, [none, listOf([7], asked)])).toMatchObject({ count: 1 });
  expect(await pageOneByOne({}, [none])).toBeNull();
});
