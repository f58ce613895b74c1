import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ApiError } from "../../api/failures.ts";
import { countBefore } from "./count-before.ts";
import {
  withFaultyRows,
  applyChange,
  trueCountBefore,
  rowsOf,
  simulatedServer,
  type Change,
  type SimRow,
} from "../testing/simulated-server.ts";

const expires = fc.array(fc.option(fc.integer({ min: 0, max: 200 }), { freq: 6 }), {
  maxLength: 400,
  size: "max",
});
const asked = fc.array(fc.oneof(fc.integer({ min: -1, max: 202 }), fc.constant(Infinity)), {
  minLength: 1,
  maxLength: 5,
});
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom<Change["kind"]>("front", "at", "new", "late"),
  rows: fc.nat({ max: 40 }),
  part: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
});
const clamp = fc.constantFrom(20, 100);

/** A list that changes before each response while there are changes left, and its rows at each response. */
function changing(start: SimRow[], changes: readonly Change[], size: number) {
  const pending = [...changes];
  const moments = new Map<number, readonly SimRow[]>();
  let pk = 10_000;
  const server = simulatedServer(start, {
    clamp: size,
    meanwhile(server) {
      const next = pending.shift();
      if (next) server.rows = applyChange(server.rows, next, (pk += 100));
      moments.set(server.now + 1, server.rows);
    },
  });
  return { server, moments };
}

describe("while nothing changes", () => {
  test("counts what a linear scan counts", async () => {
    await fc.assert(
      fc.asyncProperty(expires, asked, clamp, async (times, at, clamp) => {
        const server = simulatedServer(rowsOf(times), { clamp });
        const counts = await countBefore(server.fetchPage, {}, at);
        expect(counts.before).toEqual(at.map((time) => trueCountBefore(server.rows, time)));
        expect(counts).toMatchObject({ exact: true, count: times.length, times: at });
        expect(counts.requests).toBe(server.asked.length);
        const again = await countBefore(server.fetchPage, {}, at, {
          knownPoints: counts.knownPoints,
        });
        expect(again.before).toEqual(counts.before);
        expect(again.exact).toBe(true);
      }),
      { numRuns: 150, interruptAfterTimeLimit: 3000 },
    );
  });

  test.each([
    ["an empty list", [], [0, 5, Infinity], [0, 0, 0]],
    ["rows that all never expire", Array(50).fill(null), [0, Infinity], [0, 0]],
    ["rows of one time", Array(50).fill(5), [4, 5, 6, Infinity], [0, 0, 50, 50]],
    ["times in any order and twice", [1, 2, 3], [Infinity, 2, 2, -Infinity], [3, 1, 1, 0]],
  ])("%s", async (_, times, at, before) => {
    const { fetchPage } = simulatedServer(rowsOf(times));
    expect(await countBefore(fetchPage, {}, at)).toMatchObject({ before, exact: true });
  });

  test("counts a short list with two requests, and with one when points are known", async () => {
    const server = simulatedServer(rowsOf([1, 2, 3, null]));
    const { knownPoints } = await countBefore(server.fetchPage, {}, [1, 2, 3, Infinity]);
    expect(server.asked).toHaveLength(2);
    await countBefore(server.fetchPage, {}, [1, 2, 3, Infinity], { knownPoints: knownPoints });
    expect(server.asked).toHaveLength(3);
  });

  test("sends its filters with each request, and at most four requests at once", async () => {
    const server = simulatedServer(rowsOf(Array.from({ length: 5000 }, (_, n) => n * n)));
    const times = [1e3, 1e4, 1e5, 1e6, 5e6, 1e7, 2e7];
    await countBefore(server.fetchPage, { provider: "7" }, times);
    expect(server.atOnce).toBe(4);
    for (const { ordering, filters } of server.asked) {
      expect(filters).toEqual({ provider: "7" });
      // The end of the list is read backwards.
      expect(ordering).toMatch(/^-?expires$/);
    }
  });
});

describe("unreadable rows", () => {
  test("at the boundary are named as the reason, also where the reverse order shows another row there", async () => {
    const times = [0, 0, null, null, null, null, 0, null, 0, 0, null, 0, null, 0];
    const rows = rowsOf([...times, null, null, 0, 0, null, 0]);
    const { fetchPage } = simulatedServer(rows, { unreadable: ({ pk }) => pk % 3 === 0 });
    expect(await countBefore(fetchPage, {}, [Infinity])).toMatchObject({
      before: [10],
      exact: false,
      unreadable: true,
    });
  });

  test("are skipped", async () => {
    await fc.assert(
      fc.asyncProperty(expires, asked, fc.integer({ min: 2, max: 9 }), async (times, at, every) => {
        const rows = rowsOf(times);
        const unreadable = ({ pk }: SimRow) => pk % every === 0;
        const { fetchPage } = simulatedServer(rows, { unreadable });
        const counts = await countBefore(fetchPage, {}, at);
        expect(counts.unreadable).toBe(!counts.exact);
        for (const [index, time] of at.entries()) {
          const truth = trueCountBefore(rows, time);
          const beside = [rows[truth - 1], rows[truth]];
          const areNeighboursReadable = beside.every(
            (row) => row === undefined || !unreadable(row),
          );
          if (areNeighboursReadable && counts.exact) expect(counts.before[index]).toBe(truth);
          expect(Math.abs(counts.before[index]! - truth)).toBeLessThanOrEqual(counts.margin);
        }
      }),
      { numRuns: 100 },
    );
  });
});

test("a long run of unreadable rows is not mistaken for a change of the list", async () => {
  const rows = rowsOf(Array.from({ length: 1000 }, (_, index) => index));
  const unreadable = ({ pk }: SimRow) => pk > 300 && pk < 600;
  const server = simulatedServer(rows, { unreadable });
  const counts = await countBefore(server.fetchPage, {}, [100, 450]);
  expect(counts).toMatchObject({ exact: false, unreadable: true });
  expect(counts.before[0]).toBe(100);
});

describe("poisoned rows", () => {
  test("are counted among those that never expire", async () => {
    const times = [...Array.from({ length: 300 }, (_, index) => index), null, null, null, null];
    const fetchPage = withFaultyRows(simulatedServer(rowsOf(times)), ({ pk }) => pk >= 303);
    const counts = await countBefore(fetchPage, {}, [-1, 17, 299, 300, Infinity]);
    expect(counts).toMatchObject({ before: [0, 17, 299, 300, 300], count: 304, exact: true });
  });
});

describe("failures", () => {
  test("of the server are thrown", async () => {
    const failure = new ApiError({ kind: "server", status: 502 });
    const { fetchPage } = simulatedServer(rowsOf([1]), { fails: () => failure });
    await expect(countBefore(fetchPage, {}, [1])).rejects.toBe(failure);
  });

  test("a cancelled search sends no more requests", async () => {
    const controller = new AbortController();
    const server = simulatedServer(rowsOf(Array.from({ length: 5000 }, (_, n) => n * n)), {
      meanwhile: () => controller.abort(),
    });
    const { signal } = controller;
    await expect(countBefore(server.fetchPage, {}, [1e6], { signal })).rejects.toThrow("abort");
    expect(server.asked).toHaveLength(2);
  });
});

describe("while the list changes", () => {
  test.each([40, 60, 100, 400, 1000])(
    "a list of %d rows that goes on changing by more than a fiftieth is counted in a few requests",
    async (count) => {
      const rows = rowsOf(Array.from({ length: count }, (_, index) => index));
      const fewer = rows.slice(Math.ceil(count * 0.03));
      const server = simulatedServer(rows, {
        meanwhile(server) {
          server.rows = server.asked.length % 2 === 0 ? fewer : rows;
        },
      });
      const { before } = await countBefore(server.fetchPage, {}, [count / 2]);
      expect(server.asked.length).toBeLessThanOrEqual(10);
      expect([count / 2, count / 2 - Math.ceil(count * 0.03)]).toContain(before[0]);
    },
  );

  test("an exact count was true at a moment between its start and end", async () => {
    let exact = 0;
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        expires,
        asked,
        fc.array(change, { maxLength: 60, size: "max" }),
        clamp,
        async (times, at, changes, size) => {
          const { server, moments } = changing(rowsOf(times), changes, size);
          const counts = await countBefore(server.fetchPage, {}, at);
          runs++;
          expect(counts.requests).toBe(server.asked.length);
          expect(counts.requests).toBeLessThanOrEqual(5 + 25 * at.length);
          if (!counts.exact) return;
          exact++;
          for (const [index, time] of at.entries()) {
            const truths = [...moments]
              .filter(([asOf]) => asOf >= counts.asOf && asOf <= counts.until)
              .map(([, rows]) => trueCountBefore(rows, time));
            expect(truths).toContain(counts.before[index]);
          }
        },
      ),
      { numRuns: 150, interruptAfterTimeLimit: 3000 },
    );
    expect(exact / runs).toBeGreaterThan(0.8);
  });

  test("once the list has stopped changing counts are exact, but for one in hundreds, which says how far off it is", async () => {
    let inexact = 0;
    await fc.assert(
      fc.asyncProperty(
        expires,
        asked,
        fc.array(change, { maxLength: 6 }),
        async (times, at, changes) => {
          const { server } = changing(rowsOf(times), changes, 100);
          const counts = await countBefore(server.fetchPage, {}, at);
          if (counts.exact) return;
          inexact++;
          for (const [index, time] of at.entries()) {
            const off = Math.abs(counts.before[index]! - trueCountBefore(server.rows, time));
            expect(off).toBeLessThanOrEqual(counts.margin + counts.drift);
          }
        },
      ),
      { numRuns: 150, interruptAfterTimeLimit: 3000 },
    );
    // The list's last change came too late for the requests that were left.
    expect(inexact).toBeLessThanOrEqual(2);
  });
});
