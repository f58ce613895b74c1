import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ApiError, failureOf } from "../../api/failures.ts";
import { NEVER_RANGE, type ExpiryRange } from "../fetch-page.ts";
import {
  clamps,
  expiryRanges,
  expiryTimes,
  isInRange,
  listChange,
  pksOf,
} from "../testing/expiry-arbitraries.ts";
import {
  applyChange,
  rowsOf,
  simulatedServer,
  type SimRow,
  type SimulatedServer,
  withFaultyRows,
} from "../testing/simulated-server.ts";
import { fetchSlicePage, type SliceAnswer } from "./slice.ts";

const sizes = fc.constantFrom(1, 7, 20, 50, 100, 150);

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
        expiryTimes,
        expiryRanges,
        sizes,
        clamps,
        fc.constantFrom("expires", "-expires"),
        async (expires, range, size, clamp, ordering) => {
          const server = simulatedServer(rowsOf(expires), { clamp });
          const wanted = server.rows.filter((row) => isInRange(range, row)).map(({ pk }) => pk);
          if (ordering === "-expires") wanted.reverse();
          const given = Math.min(size, clamp);
          const read: number[] = [];
          for (let number: number | null = 1; number !== null;) {
            const answer: SliceAnswer<SimRow> = await page(server, range, number, size, ordering);
            const { rows, next, previous, start, end, count, pages } = answer;
            read.push(...pksOf(rows));
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
          expect(pksOf(last.rows)).toEqual(wanted.slice(wanted.length - last.rows.length));
          const past = await page(server, range, last.page + 1, size, ordering).catch(failureOf);
          expect(past).toEqual({ kind: "past-end" });
        },
      ),
      { numRuns: 60, interruptAfterTimeLimit: 3000 },
    );
  });

  test("where the sizes allow it, one request is enough for a page", async () => {
    const server = simulatedServer(rowsOf(Array.from({ length: 1000 }, (_, index) => index)));
    const { rows, counts } = await page(server, { from: 333, to: 700 }, 3, 20);
    expect(pksOf(rows)).toEqual(Array.from({ length: 20 }, (_, index) => 374 + index));
    expect(server.asked.length).toBe(counts.requests + 1);
  });
});

test("unreadable rows at an end of the range are not mistaken for a change of the list", async () => {
  const rows = rowsOf(Array.from({ length: 300 }, (_, index) => index));
  const server = simulatedServer(rows, { unreadable: ({ pk }) => pk > 99 && pk < 103 });
  const range = { from: 101, to: Infinity };
  const answer = await page(server, range, 1, 20);
  expect(answer).toMatchObject({ moved: false, counts: { exact: false, unreadable: true } });
});

describe("poisoned rows", () => {
  const times = [...Array.from({ length: 230 }, (_, index) => index), null];
  const never = { page: 1, page_size: 20, ordering: "expires", filters: {} };

  test.each([1, "last" as const])("the only row of a slice is a gap, on page %s", async (page) => {
    for (const clamp of [20, 100]) {
      const server = simulatedServer(rowsOf(times), { clamp });
      const fetchPage = withFaultyRows(server, ({ pk }) => pk === 231);
      const answer = await fetchSlicePage(fetchPage, { ...never, page }, NEVER_RANGE);
      expect(answer).toMatchObject({ rows: [], count: 1, start: 1, end: 1, moved: false });
      expect(answer.parts).toEqual({ gaps: [{ index: 0, place: 1, count: 1 }], moved: false });
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
        async (finite, neverCount, faulty, size, clamp) => {
          const rows = rowsOf([
            ...Array.from({ length: finite + 60 }, (_, index) => index),
            ...Array(neverCount).fill(null),
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
            expect(answer).toMatchObject({ count: neverCount, moved: false });
            const slots: (number | null)[] = pksOf(answer.rows);
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
      { numRuns: 60, interruptAfterTimeLimit: 3000, examples: [[6, 30, [19, 29, 24, 14], 1, 20]] },
    );
  });

  test("a server that always fails is not mistaken for an empty slice", async () => {
    const failure = new ApiError({ kind: "server", status: 500 });
    const server = simulatedServer(rowsOf(times));
    const { counts } = await fetchSlicePage(server.fetchPage, never, NEVER_RANGE);
    const fails = (_: unknown, asked: number) => (asked >= counts.requests ? failure : null);
    const failing = simulatedServer(rowsOf(times), { fails });
    await expect(fetchSlicePage(failing.fetchPage, never, NEVER_RANGE)).rejects.toBe(failure);
  });
});

describe("while the list changes", () => {
  test("rows that never expire are all found, whatever changes at the other end", async () => {
    for (const ordering of ["expires", "-expires"]) {
      const times = [...Array.from({ length: 500 }, (_, index) => index), null, null, null];
      let pk = 10_000;
      const server = simulatedServer(rowsOf(times), {
        meanwhile(server) {
          const change = { kind: "late", rows: 7, part: 0.99 } as const;
          server.rows = applyChange(server.rows.slice(3), change, (pk += 100));
        },
      });
      for (const number of [1, "last"] as const) {
        const answer = await page(server, NEVER_RANGE, number, 20, ordering);
        expect(pksOf(answer.rows).toSorted()).toEqual([501, 502, 503]);
        expect(answer).toMatchObject({ count: 3, moved: false, counts: { exact: true } });
      }
    }
  });

  test("an empty slice is reported as empty where one response proves it", async () => {
    const server = simulatedServer(rowsOf(Array.from({ length: 500 }, (_, index) => index)));
    const answer = await page(server, NEVER_RANGE, 1, 20);
    expect(answer).toMatchObject({ count: 0, rows: [], start: 0, end: 0, moved: false });
    expect(server.asked.length).toBe(1);
  });

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

  test("a slice whose two counts were equal at different moments is not mistaken for an empty one", async () => {
    for (let moment = 1; moment <= 12; moment++) {
      const server = simulatedServer(rowsOf(Array.from({ length: 300 }, (_, index) => index)), {
        meanwhile(server) {
          if (server.asked.length === moment) server.rows = server.rows.slice(20);
        },
      });
      const { rows, count } = await page(server, { from: 100, to: 120 }, 1, 50);
      expect({ read: rows.length, count }).toEqual({ read: 20, count: 20 });
    }
  });

  test("a page has only rows of its range, each once, and its numbers agree", async () => {
    await fc.assert(
      fc.asyncProperty(
        expiryTimes,
        expiryRanges,
        sizes,
        clamps,
        fc.array(listChange, { maxLength: 30 }),
        fc.constantFrom(1, 2, "last" as const),
        async (expires, range, size, clamp, allChanges, number) => {
          const changes = [...allChanges];
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
          for (const row of rows) expect(row.readable && isInRange(range, row.value)).toBe(true);
          expect(new Set(pksOf(rows)).size).toBe(rows.length);
          if (rows.length > 0) expect(end - start + 1).toBe(rows.length);
          expect(end).toBeLessThanOrEqual(count);
          expect(pages).toBe(Math.max(1, Math.ceil(count / answer.pageSize)));
          expect(next === null).toBe(answer.page === pages);
        },
      ),
      { numRuns: 100, interruptAfterTimeLimit: 3000 },
    );
  });
});
