import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ApiError, failureOf } from "../../api/failures.ts";
import { NEVER_RANGE, type ExpiryRange } from "../fetch-page.ts";
import { readRange } from "./read-range.ts";
import { fetchSlicePage, type SliceAnswer } from "./slice.ts";
import {
  withFaultyRows,
  applyChange,
  rowsOf,
  simulatedServer,
  type Change,
  type SimRow,
  type SimulatedServer,
} from "../testing/simulated-server.ts";

const times = fc.array(fc.option(fc.integer({ min: 0, max: 50 }), { freq: 5 }), {
  maxLength: 250,
  size: "max",
});
const time = fc.integer({ min: 0, max: 51 });
const ranges: fc.Arbitrary<ExpiryRange> = fc.oneof(
  fc.tuple(time, time).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
  time.map((to) => ({ from: -Infinity, to })),
  time.map((from) => ({ from, to: Infinity })),
  fc.constant(NEVER_RANGE),
);
const sizes = fc.constantFrom(1, 7, 20, 50, 100, 150);
const clamps = fc.constantFrom(20, 100);
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom<Change["kind"]>("front", "at", "new", "late"),
  rows: fc.nat({ max: 30 }),
  part: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
});

function isIn({ from, to }: ExpiryRange, { expiresMs }: SimRow): boolean {
  if (from === Infinity) return expiresMs === null;
  return expiresMs !== null && expiresMs >= from && expiresMs < to;
}

function pks(rows: SliceAnswer<SimRow>["rows"]): number[] {
  return rows.flatMap((row) => (row.readable ? [row.value.pk] : []));
}

function page(
  { fetchPage }: SimulatedServer,
  range: ExpiryRange,
  number: number | "last",
  size: number,
  ordering = "expires",
) {
  return fetchSlicePage(fetchPage, { page: number, page_size: size, ordering, filters: {} }, range);
}

describe("while nothing changes", () => {
  test("the pages of a slice, joined, are the rows of its range", async () => {
    await fc.assert(
      fc.asyncProperty(
        times,
        ranges,
        sizes,
        clamps,
        fc.constantFrom("expires", "-expires"),
        async (expires, range, size, clamp, ordering) => {
          const server = simulatedServer(rowsOf(expires), { clamp });
          const wanted = server.rows.filter((row) => isIn(range, row)).map(({ pk }) => pk);
          if (ordering === "-expires") wanted.reverse();
          const given = Math.min(size, clamp);
          const read: number[] = [];
          for (let number: number | null = 1; number !== null;) {
            const answer: SliceAnswer<SimRow> = await page(server, range, number, size, ordering);
            const { rows, next, previous, start, end, count, pages } = answer;
            read.push(...pks(rows));
            expect(answer.moved).toBe(false);
            expect({ count, pages, previous }).toEqual({
              count: wanted.length,
              pages: Math.max(1, Math.ceil(wanted.length / answer.pageSize)),
              previous: number === 1 ? null : number - 1,
            });
            if (wanted.length > given) expect(answer.pageSize).toBe(given);
            expect([start, end]).toEqual(
              rows.length === 0 ? [0, 0] : [read.length - rows.length + 1, read.length],
            );
            number = next;
          }
          expect(read).toEqual(wanted);
          const last = await page(server, range, "last", size, ordering);
          expect(last.next).toBeNull();
          expect(pks(last.rows)).toEqual(wanted.slice(wanted.length - last.rows.length));
          const past = await page(server, range, last.page + 1, size, ordering).catch(failureOf);
          expect(past).toEqual({ kind: "past-end" });
        },
      ),
      { numRuns: 60, interruptAfterTimeLimit: 3000 },
    );
  });

  test("one page holds what is asked for where the sizes allow it", async () => {
    const server = simulatedServer(rowsOf(Array.from({ length: 1000 }, (_, index) => index)));
    const { rows, boundaries } = await page(server, { from: 333, to: 700 }, 3, 20);
    expect(pks(rows)).toEqual(Array.from({ length: 20 }, (_, index) => 374 + index));
    expect(server.asked.length).toBe(boundaries.requests + 1);
  });

  test("all rows of a range are read", async () => {
    await fc.assert(
      fc.asyncProperty(times, ranges, clamps, async (expires, range, clamp) => {
        const server = simulatedServer(rowsOf(expires), { clamp });
        const wanted = server.rows.filter((row) => isIn(range, row)).map(({ pk }) => pk);
        const result = await readRange(server.fetchPage, {}, range, { cap: 1000 });
        expect(pks([...result.rows])).toEqual(wanted);
        expect(result).toMatchObject({ done: true, capped: false, moved: false });
        expect(result.requests).toBe(server.asked.length);
        expect(result.count).toBe(wanted.length);
        const capped = await readRange(server.fetchPage, {}, range, { cap: 30 });
        expect(pks([...capped.rows])).toEqual(wanted.slice(0, 30));
        expect(capped).toMatchObject({ capped: wanted.length > 30, count: wanted.length });
      }),
      { numRuns: 60, interruptAfterTimeLimit: 3000 },
    );
  });
});

test("unreadable rows at an end of the range are not taken for a change of the list", async () => {
  const rows = rowsOf(Array.from({ length: 300 }, (_, index) => index));
  const server = simulatedServer(rows, { unreadable: ({ pk }) => pk > 99 && pk < 103 });
  const range = { from: 101, to: Infinity };
  const answer = await page(server, range, 1, 20);
  expect(answer).toMatchObject({ moved: false, boundaries: { exact: false, unreadable: true } });
  const result = await readRange(server.fetchPage, {}, range, { cap: 1000 });
  expect(result).toMatchObject({ moved: false, done: true, boundaries: { unreadable: true } });
});

describe("rows that the server fails on", () => {
  const times = [...Array.from({ length: 230 }, (_, index) => index), null];
  const never = { page: 1, page_size: 20, ordering: "expires", filters: {} };

  test.each([1, "last" as const])("the only row of a slice is a gap, on page %s", async (page) => {
    for (const clamp of [20, 100]) {
      const server = simulatedServer(rowsOf(times), { clamp });
      const fetchPage = withFaultyRows(server, ({ pk }) => pk === 231);
      const answer = await fetchSlicePage(fetchPage, { ...never, page }, NEVER_RANGE);
      expect(answer).toMatchObject({ rows: [], count: 1, start: 1, end: 1, moved: false });
      expect(answer.parts).toEqual({ gaps: [{ index: 0, place: 1, count: 1 }], moved: false });
      const result = await readRange(fetchPage, {}, NEVER_RANGE, { cap: 1000 });
      expect(result).toMatchObject({ rows: [], count: 1, missing: 1, done: true, moved: false });
    }
  });

  test("among rows that never expire, each page shows them at their positions", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 130 }),
        fc.integer({ min: 1, max: 45 }),
        fc.uniqueArray(fc.nat({ max: 44 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(1, 7, 20, 50),
        clamps,
        async (finite, many, faulty, size, clamp) => {
          const rows = rowsOf([
            ...Array.from({ length: finite + 60 }, (_, index) => index),
            ...Array(many).fill(null),
          ]);
          const isFaulty = ({ pk }: SimRow) => faulty.includes(pk - finite - 61);
          const fetchPage = withFaultyRows(simulatedServer(rows, { clamp }), isFaulty);
          const shown: (number | null)[] = [];
          for (let number: number | null = 1; number !== null;) {
            const params = { ...never, page: number, page_size: size };
            const answer: SliceAnswer<SimRow> = await fetchSlicePage(
              fetchPage,
              params,
              NEVER_RANGE,
            );
            expect(answer).toMatchObject({ count: many, moved: false });
            const slots: (number | null)[] = pks(answer.rows);
            for (const { index, count } of (answer.parts?.gaps ?? []).toReversed()) {
              slots.splice(index, 0, ...Array(count).fill(null));
            }
            shown.push(...slots);
            number = answer.next;
          }
          expect(shown).toEqual(
            rows.slice(finite + 60).map((row) => (isFaulty(row) ? null : row.pk)),
          );
        },
      ),
      { numRuns: 60, interruptAfterTimeLimit: 3000 },
    );
  });

  test("a server that always fails is not taken for an empty slice", async () => {
    const failure = new ApiError({ kind: "server", status: 500 });
    const server = simulatedServer(rowsOf(times));
    const { boundaries } = await fetchSlicePage(server.fetchPage, never, NEVER_RANGE);
    const fails = (_: unknown, asked: number) => (asked > boundaries.requests ? failure : null);
    const failing = simulatedServer(rowsOf(times), { fails });
    await expect(fetchSlicePage(failing.fetchPage, never, NEVER_RANGE)).rejects.toBe(failure);
  });
});

describe("while the list changes", () => {
  test("the last page is found, even when its rows were deleted before it was requested", async () => {
    let gone = 0;
    const server = simulatedServer(rowsOf(Array.from({ length: 200 }, (_, index) => index)), {
      meanwhile(server) {
        if (server.asked.at(-1)!.page_size !== 20 || gone++ >= 2) return;
        server.rows = server.rows.slice(0, -20);
      },
    });
    const answer = await page(server, { from: 0, to: Infinity }, "last", 20);
    expect(answer).toMatchObject({ count: 160, page: 8, next: null });
    expect(answer.rows).toHaveLength(20);
  });

  test("a page holds only rows of its range, each once, and its numbers agree", async () => {
    await fc.assert(
      fc.asyncProperty(
        times,
        ranges,
        sizes,
        clamps,
        fc.array(change, { maxLength: 30 }),
        fc.constantFrom(1, 2, "last" as const),
        async (expires, range, size, clamp, changes, number) => {
          let pk = 10_000;
          const server = simulatedServer(rowsOf(expires), {
            clamp,
            meanwhile(server) {
              const next = changes.shift();
              if (next) server.rows = applyChange(server.rows, next, (pk += 100));
            },
          });
          const answer = await page(server, range, number, size).catch(failureOf);
          if ("kind" in answer) {
            expect(answer).toEqual({ kind: "past-end" });
            return;
          }
          const { rows, start, end, count, pages, next } = answer;
          for (const row of rows) expect(row.readable && isIn(range, row.value)).toBe(true);
          expect(new Set(pks(rows)).size).toBe(rows.length);
          if (rows.length > 0) expect(end - start + 1).toBe(rows.length);
          expect(end).toBeLessThanOrEqual(count);
          expect(pages).toBe(Math.max(1, Math.ceil(count / answer.pageSize)));
          expect(next === null).toBe(answer.page === pages);
        },
      ),
      { numRuns: 100, interruptAfterTimeLimit: 3000 },
    );
  });

  test("no row of the range that exists throughout is missing or repeated", async () => {
    await fc.assert(
      fc.asyncProperty(
        times,
        ranges,
        clamps,
        fc.array(change, { maxLength: 30 }),
        async (expires, range, clamp, changes) => {
          let pk = 10_000;
          let throughout: number[] | null = null;
          const server = simulatedServer(rowsOf(expires), {
            clamp,
            meanwhile(server) {
              const next = throughout && changes.shift();
              if (next) server.rows = applyChange(server.rows, next, (pk += 100));
              const current = new Set(server.rows.map((row) => row.pk));
              throughout = (throughout ?? [...current]).filter((one) => current.has(one));
            },
          });
          const wanted = new Set(
            server.rows.filter((row) => isIn(range, row)).map((row) => row.pk),
          );
          const result = await readRange(server.fetchPage, {}, range, { cap: 10_000 });
          const read = new Set(pks([...result.rows]));
          expect(read.size).toBe(result.rows.length);
          expect(result.done).toBe(true);
          for (const row of result.rows) expect(row.readable && isIn(range, row.value)).toBe(true);
          const missing = throughout!.filter((one) => wanted.has(one) && !read.has(one));
          expect(missing).toEqual([]);
        },
      ),
      { numRuns: 100, interruptAfterTimeLimit: 3000 },
    );
  });

  test("resumed from the cap, later and with the clock, it repeats no row and misses none", async () => {
    await fc.assert(
      fc.asyncProperty(
        times,
        ranges,
        clamps,
        fc.nat({ max: 120 }),
        fc.nat({ max: 20 }),
        fc.array(change, { maxLength: 20 }),
        async (expires, range, clamp, cap, later, changes) => {
          let pk = 10_000;
          let throughout: number[] | null = null;
          const server = simulatedServer(rowsOf(expires), {
            clamp,
            meanwhile(server) {
              const next = throughout && changes.shift();
              if (next) server.rows = applyChange(server.rows, next, (pk += 100));
              const current = new Set(server.rows.map((row) => row.pk));
              throughout = (throughout ?? [...current]).filter((one) => current.has(one));
            },
          });
          const to = range.to + later;
          const now = { from: Math.min(range.from + later, to), to };
          const wanted = new Set(server.rows.filter((row) => isIn(now, row)).map((row) => row.pk));
          const half = await readRange(server.fetchPage, {}, range, { cap });
          const result = await readRange(server.fetchPage, {}, now, { cap: 10_000, resume: half });
          const read = new Set(pks([...result.rows]));
          expect(read.size).toBe(result.rows.length);
          for (const row of result.rows) expect(row.readable && isIn(now, row.value)).toBe(true);
          expect(throughout!.filter((one) => wanted.has(one) && !read.has(one))).toEqual([]);
          expect(result).toMatchObject({ done: true, capped: false });
          expect(result.asOf).toBeLessThanOrEqual(half.asOf);
          expect(result.requests).toBe(server.asked.length);
        },
      ),
      { numRuns: 150, interruptAfterTimeLimit: 3000 },
    );
  });

  test("resuming costs what is left; an earlier range is read afresh; a change is reported", async () => {
    const server = simulatedServer(rowsOf(Array.from({ length: 1000 }, (_, index) => index)));
    const range = { from: 100, to: 900 };
    const half = await readRange(server.fetchPage, {}, range, { cap: 600 });
    const asked = server.asked.length;
    const whole = await readRange(server.fetchPage, {}, range, {
      cap: 1000,
      resume: half,
      hint: half.boundaries!.knownPoints,
    });
    expect(whole).toMatchObject({ read: 800, count: 800, done: true, moved: false });
    const [low] = half.boundaries!.before;
    const offsets = server.asked
      .slice(asked + whole.boundaries!.requests)
      .map(({ page, page_size: size }) => Number(page) * size! - 1);
    expect(Math.min(...offsets)).toBeGreaterThan(low! + 598);

    const earlier = { from: 50, to: 900 };
    const afresh = await readRange(server.fetchPage, {}, earlier, { cap: 1000, resume: half });
    expect(pks([...afresh.rows])).toEqual(Array.from({ length: 850 }, (_, index) => index + 51));

    server.rows = server.rows.slice(1);
    const moved = await readRange(server.fetchPage, {}, range, { cap: 1000, resume: half });
    expect(moved).toMatchObject({ read: 800, moved: true });
  });
});
