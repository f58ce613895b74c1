import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NEVER_RANGE } from "../fetch-page.ts";
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
  type Change,
  rowsOf,
  simulatedServer,
  withFaultyRows,
} from "../testing/simulated-server.ts";
import { readRange } from "./read-range.ts";

/** A server whose list changes before each response but the first, and the keys of the rows that exist throughout. */
function changingServer(
  expires: readonly (number | null)[],
  clamp: number,
  changes: readonly Change[],
) {
  const left = [...changes];
  let pk = 10_000;
  let throughout: number[] | null = null;
  const server = simulatedServer(rowsOf(expires), {
    clamp,
    meanwhile(server) {
      const next = throughout && left.shift();
      if (next) server.rows = applyChange(server.rows, next, (pk += 100));
      const current = new Set(server.rows.map((row) => row.pk));
      throughout = (throughout ?? [...current]).filter((one) => current.has(one));
    },
  });
  return { server, throughout: () => throughout! };
}

describe("while nothing changes", () => {
  test("all rows of a range are read", async () => {
    await fc.assert(
      fc.asyncProperty(expiryTimes, expiryRanges, clamps, async (expires, range, clamp) => {
        const server = simulatedServer(rowsOf(expires), { clamp });
        const wanted = server.rows.filter((row) => isInRange(range, row)).map(({ pk }) => pk);
        const result = await readRange(server.fetchPage, {}, range, { cap: 1000 });
        expect(pksOf(result.rows)).toEqual(wanted);
        expect(result).toMatchObject({ done: true, capped: false, moved: false });
        expect(result.requests).toBe(server.asked.length);
        expect(result.count).toBe(wanted.length);
        const capped = await readRange(server.fetchPage, {}, range, { cap: 30 });
        expect(pksOf(capped.rows)).toEqual(wanted.slice(0, 30));
        expect(capped).toMatchObject({ capped: wanted.length > 30, count: wanted.length });
      }),
      { numRuns: 60, interruptAfterTimeLimit: 3000 },
    );
  });

  test("unreadable rows at an end of the range are not mistaken for a change of the list", async () => {
    const rows = rowsOf(Array.from({ length: 300 }, (_, index) => index));
    const server = simulatedServer(rows, { unreadable: ({ pk }) => pk > 99 && pk < 103 });
    const range = { from: 101, to: Infinity };
    const result = await readRange(server.fetchPage, {}, range, { cap: 1000 });
    expect(result).toMatchObject({ moved: false, done: true, counts: { unreadable: true } });
  });

  test("a poisoned row counts as missing", async () => {
    const times = [...Array.from({ length: 230 }, (_, index) => index), null];
    for (const clamp of [20, 100]) {
      const server = simulatedServer(rowsOf(times), { clamp });
      const fetchPage = withFaultyRows(server, ({ pk }) => pk === 231);
      const result = await readRange(fetchPage, {}, NEVER_RANGE, { cap: 1000 });
      expect(result).toMatchObject({ rows: [], count: 1, missing: 1, done: true, moved: false });
    }
  });
});

describe("while the list changes", () => {
  test("a range whose two counts were equal at different moments is not mistaken for an empty one", async () => {
    for (let moment = 1; moment <= 12; moment++) {
      const server = simulatedServer(rowsOf(Array.from({ length: 300 }, (_, index) => index)), {
        meanwhile(server) {
          if (server.asked.length === moment) server.rows = server.rows.slice(20);
        },
      });
      const result = await readRange(server.fetchPage, {}, { from: 100, to: 120 }, { cap: 1000 });
      expect(pksOf(result.rows)).toEqual(Array.from({ length: 20 }, (_, index) => index + 101));
    }
  });

  test("no row of the range that exists throughout is missing or repeated", async () => {
    await fc.assert(
      fc.asyncProperty(
        expiryTimes,
        expiryRanges,
        clamps,
        fc.array(listChange, { maxLength: 30 }),
        async (expires, range, clamp, changes) => {
          const { server, throughout } = changingServer(expires, clamp, changes);
          const wanted = new Set(
            server.rows.filter((row) => isInRange(range, row)).map((row) => row.pk),
          );
          const result = await readRange(server.fetchPage, {}, range, { cap: 10_000 });
          const read = new Set(pksOf(result.rows));
          expect(read.size).toBe(result.rows.length);
          expect(result.done).toBe(true);
          for (const row of result.rows)
            expect(row.readable && isInRange(range, row.value)).toBe(true);
          const missing = throughout().filter((one) => wanted.has(one) && !read.has(one));
          expect(missing).toEqual([]);
        },
      ),
      { numRuns: 100, interruptAfterTimeLimit: 3000 },
    );
  });

  test("resumed from the cap later, with a moved range, it repeats no row and misses none", async () => {
    await fc.assert(
      fc.asyncProperty(
        expiryTimes,
        expiryRanges,
        clamps,
        fc.nat({ max: 120 }),
        fc.nat({ max: 20 }),
        fc.array(listChange, { maxLength: 20 }),
        async (expires, range, clamp, cap, later, changes) => {
          const { server, throughout } = changingServer(expires, clamp, changes);
          const to = range.to + later;
          const now = { from: Math.min(range.from + later, to), to };
          const wanted = new Set(
            server.rows.filter((row) => isInRange(now, row)).map((row) => row.pk),
          );
          const half = await readRange(server.fetchPage, {}, range, { cap });
          const result = await readRange(server.fetchPage, {}, now, { cap: 10_000, resume: half });
          const read = new Set(pksOf(result.rows));
          expect(read.size).toBe(result.rows.length);
          for (const row of result.rows)
            expect(row.readable && isInRange(now, row.value)).toBe(true);
          expect(throughout().filter((one) => wanted.has(one) && !read.has(one))).toEqual([]);
          expect(result).toMatchObject({ done: true, capped: false });
          expect(result.asOf).toBeLessThanOrEqual(half.asOf);
          expect(result.requests).toBe(server.asked.length);
        },
      ),
      { numRuns: 150, interruptAfterTimeLimit: 3000 },
    );
  });

  test("resuming reads only the rest; an earlier range is read from the start; a change is reported", async () => {
    const server = simulatedServer(rowsOf(Array.from({ length: 1000 }, (_, index) => index)));
    const range = { from: 100, to: 900 };
    const half = await readRange(server.fetchPage, {}, range, { cap: 600 });
    const asked = server.asked.length;
    const whole = await readRange(server.fetchPage, {}, range, {
      cap: 1000,
      resume: half,
      knownPoints: half.counts!.knownPoints,
    });
    expect(whole).toMatchObject({ read: 800, count: 800, done: true, moved: false });
    const [low] = half.counts!.before;
    const offsets = server.asked
      .slice(asked + whole.counts!.requests)
      .map(({ page, page_size: size }) => Number(page) * size! - 1);
    expect(Math.min(...offsets)).toBeGreaterThan(low! + 598);

    const earlier = { from: 50, to: 900 };
    const afresh = await readRange(server.fetchPage, {}, earlier, { cap: 1000, resume: half });
    expect(pksOf(afresh.rows)).toEqual(Array.from({ length: 850 }, (_, index) => index + 51));

    server.rows = server.rows.slice(1);
    const moved = await readRange(server.fetchPage, {}, range, { cap: 1000, resume: half });
    expect(moved).toMatchObject({ read: 800, moved: true });
  });
});
