import fc from "fast-check";
import { expect, test } from "vitest";
import { fetchPageInParts, type AskPage } from "./fetch-page-in-parts.ts";
import { ApiError, failureOf } from "./failures.ts";

interface Thing {
  pk: number;
}

const FAULT = new ApiError({ kind: "server", status: 500, requestId: "f00d" });

/** A server with rows 1 to `count` that fails on every page with a poisoned one. */
function server(count: number, bad: ReadonlySet<number>, clamp = Infinity) {
  const asked: string[] = [];
  const ask: AskPage<Thing> = async (page, asks) => {
    const pageSize = Math.min(asks, clamp);
    asked.push(`${page}×${asks}`);
    const start = (page - 1) * pageSize + 1;
    if (start > count && page > 1) throw new ApiError({ kind: "past-end" });
    const end = Math.min(count, page * pageSize);
    const pks = Array.from({ length: end - start + 1 }, (_, index) => start + index);
    if (pks.some((pk) => bad.has(pk))) throw FAULT;
    const pages = Math.max(1, Math.ceil(count / pageSize));
    return {
      rows: pks.map((pk) => ({ readable: true, value: { pk }, raw: {}, problems: [] })),
      count,
      page,
      pages,
      pageSize,
      start,
      end,
      next: page < pages ? page + 1 : null,
      previous: page > 1 ? page - 1 : null,
      asOf: 1000 + asked.length,
      receivedAt: 2000 + asked.length,
      requestId: null,
    };
  };
  return { ask, asked };
}

const pksOf = (answer: Awaited<ReturnType<typeof fetchPageInParts<Thing>>>) =>
  answer.rows.flatMap((row) => (row.readable ? [row.value.pk] : []));

test("whichever rows are poisoned, the others keep their order and each poisoned one leaves a gap", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(20, 50, 100),
      fc.integer({ min: 2, max: 330 }),
      fc.nat(),
      fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 3 }),
      async (size, count, at, places) => {
        const page = (at % Math.ceil(count / size)) + 1;
        const first = (page - 1) * size + 1;
        const last = Math.min(count, page * size);
        const here = Array.from({ length: last - first + 1 }, (_, index) => first + index);
        const bad = new Set(places.map((place) => here[place % here.length] ?? first));
        const { ask, asked } = server(count, bad);
        const number = page === Math.ceil(count / size) && at % 2 === 0 ? "last" : page;
        let answer;
        try {
          answer = await fetchPageInParts(FAULT, number, size, ask);
        } catch (error) {
          // Faults in every part of the first two rounds look like a server that always fails.
          expect(error).toBe(FAULT);
          const width = size === 100 ? 25 : 5;
          const parts = new Set(here.map((pk) => Math.floor((pk - 1) / width)));
          const spoilt = new Set([...bad].map((pk) => Math.floor((pk - 1) / width)));
          expect(spoilt).toEqual(parts);
          return;
        }
        expect(pksOf(answer)).toEqual(here.filter((pk) => !bad.has(pk)));
        const gaps = answer.parts?.gaps ?? [];
        expect(gaps.map(({ place }) => place)).toEqual([...bad].toSorted((a, b) => a - b));
        for (const gap of gaps) {
          expect(gap.count).toBe(1);
          expect(gap.index).toBe(here.filter((pk) => pk < gap.place && !bad.has(pk)).length);
        }
        expect(answer).toMatchObject({ count, page, start: first, end: last, pageSize: size });
        expect(answer.parts?.moved).toBe(false);
        expect(asked.length).toBeLessThanOrEqual(65);
      },
    ),
    { seed: 20261122, numRuns: 400 },
  );
});

test.each([
  [20, 9],
  [50, 13],
  [100, 15],
])("one poisoned row in a page of %d costs %d requests", async (size, requests) => {
  const { ask, asked } = server(1000, new Set([size + 3]));
  const answer = await fetchPageInParts(FAULT, 2, size, ask);
  expect(answer.rows).toHaveLength(size - 1);
  expect(asked).toHaveLength(requests);
  // The earliest of the parts that arrived; the first of them comes after the failed half.
  expect(answer.asOf).toBe(size === 20 ? 1002 : 1003);
  expect(answer.requestId).toBe("f00d");
});

test.each([83, 89, 94, 97])("a poisoned row in a page of %d is found as well", async (size) => {
  for (const row of [1, 40, size]) {
    const { ask, asked } = server(1000, new Set([3 * size + row]));
    const answer = await fetchPageInParts(FAULT, 4, size, ask);
    expect(answer.rows).toHaveLength(size - 1);
    expect(answer.parts?.gaps).toEqual([{ index: row - 1, place: 3 * size + row, count: 1 }]);
    expect(asked.length).toBeLessThanOrEqual(26);
  }
});

test("a server that always fails gets six more requests and no more", async () => {
  let asked = 0;
  const ask: AskPage<Thing> = async () => {
    asked += 1;
    throw new ApiError({ kind: "server", status: 500 });
  };
  await expect(fetchPageInParts(FAULT, 3, 20, ask)).rejects.toBe(FAULT);
  expect(asked).toBe(6);
});

test("more poisoned rows than can be told apart leave one wider gap", async () => {
  const bad = new Set(Array.from({ length: 25 }, (_, index) => index * 2 + 1));
  const { ask, asked } = server(100, bad);
  const answer = await fetchPageInParts(FAULT, 1, 100, ask);
  const gaps = answer.parts?.gaps ?? [];
  expect(asked.length).toBeLessThanOrEqual(60);
  expect(gaps.some(({ count }) => count > 1)).toBe(true);
  const missing = gaps.reduce((sum, { count }) => sum + count, 0);
  expect(answer.rows.length + missing).toBe(100);
});

test("a filter whose only row is poisoned gives a gap and nothing else", async () => {
  const { ask } = server(1, new Set([1]));
  const answer = await fetchPageInParts(FAULT, 1, 20, ask);
  expect(answer).toMatchObject({ rows: [], count: 1, start: 1, end: 1, pages: 1 });
  expect(answer.parts?.gaps).toEqual([{ index: 0, place: 1, count: 1 }]);
});

test("a fault that has passed gives the whole page", async () => {
  const { ask } = server(45, new Set());
  const answer = await fetchPageInParts(FAULT, 2, 20, ask);
  expect(pksOf(answer)).toEqual(Array.from({ length: 20 }, (_, index) => 21 + index));
  expect(answer.parts).toEqual({ gaps: [], moved: false });
});

test.each([20, 50, 60])(
  "pages that the server clamps to %d keep the size it reports",
  async (clamp) => {
    const { ask } = server(300, new Set([clamp + 5]), clamp);
    const answer = await fetchPageInParts(FAULT, 2, 100, ask);
    expect(answer).toMatchObject({
      pageSize: clamp,
      start: clamp + 1,
      end: 2 * clamp,
      pages: Math.ceil(300 / clamp),
    });
    expect(answer.rows).toHaveLength(clamp - 1);
  },
);

test("a row that moves from one part into the next is shown once, and the move is reported", async () => {
  const { ask } = server(40, new Set([2]));
  const answer = await fetchPageInParts(FAULT, 1, 20, async (page, size) => {
    const part = await ask(page, size);
    // The second half after a row has been inserted before it.
    const later = page === 2 && size === 10;
    return later ? { ...part, rows: part.rows.map((row) => shifted(row)) } : part;
  });
  expect(answer.parts?.moved).toBe(true);
  expect(new Set(pksOf(answer)).size).toBe(pksOf(answer).length);
});

test("a list that changes between two parts is reported as moved, and shows no row twice", async () => {
  const before = server(40, new Set([2]));
  const after = server(41, new Set([2]));
  let calls = 0;
  const answer = await fetchPageInParts(FAULT, 1, 20, async (page, size) => {
    calls += 1;
    // In the second response, every row is one place further down.
    if (calls !== 2) return before.ask(page, size);
    const part = await after.ask(page, size);
    return { ...part, rows: (await before.ask(page, size)).rows.map((row) => shifted(row)) };
  });
  expect(answer.parts?.moved).toBe(true);
  const pks = pksOf(answer);
  expect(new Set(pks).size).toBe(pks.length);
});

function shifted<R extends { readable: boolean }>(row: R): R {
  return "value" in row ? { ...row, value: { pk: (row.value as Thing).pk - 1 } } : row;
}

test("another failure of a part fails the whole page", async () => {
  const ask: AskPage<Thing> = async () => {
    throw new ApiError({ kind: "server", status: 503 });
  };
  const error = await fetchPageInParts(FAULT, 1, 20, ask).catch((caught: unknown) => caught);
  expect(failureOf(error)).toEqual({ kind: "server", status: 503 });
});
