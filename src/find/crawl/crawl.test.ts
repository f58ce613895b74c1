import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ApiError } from "../../api/failures.ts";
import type { ReadResult } from "./read-result.ts";
import {
  withFaultyRows,
  applyChange,
  rowsOf,
  simulatedServer,
  type Change,
  type SimRow,
} from "../testing/simulated-server.ts";
import { crawl } from "./crawl.ts";

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom<Change["kind"]>("front", "at", "new", "swap"),
  rows: fc.nat({ max: 60 }),
  part: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
});

function rowsInMixedOrder(count: number): SimRow[] {
  return rowsOf(Array.from({ length: count }, (_, index) => (index * 7) % 50));
}

function pks(result: ReadResult<SimRow>): number[] {
  return result.rows.flatMap((row) => (row.readable ? [row.value.pk] : []));
}

describe("a crawl", () => {
  test.each([20, 100])("reads all rows once, in order, with pages of %d", async (clamp) => {
    const server = simulatedServer(rowsInMixedOrder(1234), { clamp });
    const result = await crawl(server.fetchPage, { provider: "3" });
    expect(pks(result)).toEqual(Array.from({ length: 1234 }, (_, index) => index + 1));
    expect(result).toMatchObject({ count: 1234, read: 1234, done: true, capped: false });
    expect(result.moved).toBe(false);
    expect(result.requests).toBe(server.asked.length);
    expect(server.asked.length).toBeLessThan((1234 / clamp) * 1.4 + 4);
    expect(server.atOnce).toBe(2);
    expect(server.asked[0]).toMatchObject({ ordering: "pk", filters: { provider: "3" } });
  });

  test("reads an empty list", async () => {
    const { fetchPage } = simulatedServer([]);
    expect(await crawl(fetchPage, {})).toMatchObject({ rows: [], count: 0, done: true });
  });

  test("stops at the cap and reports how many rows there are", async () => {
    const { fetchPage } = simulatedServer(rowsInMixedOrder(500));
    const result = await crawl(fetchPage, {}, { cap: 150 });
    expect(result).toMatchObject({ read: 150, count: 500, done: true, capped: true });
    const all = await crawl(fetchPage, {}, { cap: 500 });
    expect(all).toMatchObject({ read: 500, count: 500, done: true, capped: false });
  });

  test("reports its progress", async () => {
    const { fetchPage } = simulatedServer(rowsInMixedOrder(500));
    const read: number[] = [];
    await crawl(fetchPage, {}, { onProgress: (result) => read.push(result.read) });
    expect(read).toEqual(read.toSorted((one, other) => one - other));
    expect(read.length).toBeGreaterThan(2);
    expect(read.at(-1)).toBe(500);
  });

  test("can be cancelled", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const server = simulatedServer(rowsInMixedOrder(500));
    const onProgress = () => controller.abort();
    await expect(crawl(server.fetchPage, {}, { signal, onProgress })).rejects.toThrow("abort");
    expect(server.asked).toHaveLength(1);
  });

  test("resumes where it failed", async () => {
    let partial: ReadResult<SimRow> | undefined;
    const failure = new ApiError({ kind: "unreachable", reason: "network" });
    const rows = rowsInMixedOrder(900);
    const failing = simulatedServer(rows, { fails: (_, asked) => (asked > 4 ? failure : null) });
    const onProgress = (result: ReadResult<SimRow>) => (partial = result);
    await expect(crawl(failing.fetchPage, {}, { onProgress })).rejects.toBe(failure);
    expect(partial).toMatchObject({ done: false });
    const server = simulatedServer(rows.filter(({ pk }) => pk > 50));
    const result = await crawl(server.fetchPage, {}, { resume: partial! });
    expect(pks(result)).toEqual(Array.from({ length: 900 }, (_, index) => index + 1));
    expect(server.asked.length).toBeLessThan(9);
  });

  test("no row that exists throughout is missing or repeated; what is not called moved was so at that time", async () => {
    let inTheEnd = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 900 }),
        fc.array(change, { maxLength: 60 }),
        fc.constantFrom(20, 100),
        fc.integer({ min: 1, max: 4 }),
        async (count, changes, clamp, concurrency) => {
          const pending = [...changes];
          let pk = 10_000;
          let throughout: Set<number> | null = null;
          const moments = new Map<number, ReadonlySet<number>>();
          const server = simulatedServer(rowsInMixedOrder(count), {
            clamp,
            meanwhile(server) {
              const next = pending.shift();
              if (next && throughout !== null) {
                server.rows = applyChange(server.rows, next, (pk += 100));
              }
              const current = new Set(server.rows.map((row) => row.pk));
              throughout = new Set([...(throughout ?? current)].filter((one) => current.has(one)));
              moments.set(server.now + 1, current);
            },
          });
          const result = await crawl(server.fetchPage, {}, { concurrency });
          const read = pks(result);
          expect(result.done).toBe(true);
          expect(new Set(read).size).toBe(read.length);
          expect(read).toEqual(read.toSorted((one, other) => one - other));
          const wasRead = new Set(read);
          expect([...throughout!].filter((one) => !wasRead.has(one))).toEqual([]);
          expect(result.requests).toBe(server.asked.length);
          if (concurrency > 1 || result.moved) return;
          expect(wasRead).toEqual(moments.get(result.asOf) ?? new Set());
          if (result.asOf === server.now && server.asked.length > 1) inTheEnd++;
        },
      ),
      { numRuns: 150, interruptAfterTimeLimit: 3000 },
    );
    // The list changed, but all rows that were read were still there at the end.
    expect(inTheEnd).toBeGreaterThan(1);
  });
});

/** A list that changes once, before a page of `size` rows is answered. */
function changingBefore(size: number, rows: SimRow[], change: (rows: SimRow[]) => SimRow[]) {
  let isPending = true;
  return simulatedServer(rows, {
    meanwhile(server) {
      if (!isPending || server.asked.at(-1)?.page_size !== size) return;
      isPending = false;
      server.rows = change(server.rows);
    },
  });
}

describe("read in turn, a result is not called unchanged", () => {
  const inTurn = { concurrency: 1 };

  test("where a row went while another one came", async () => {
    const { fetchPage } = changingBefore(98, rowsInMixedOrder(300), (rows) => [
      ...rows.filter(({ pk }) => pk !== 1),
      { pk: 301, expiresMs: 60 },
    ]);
    expect(await crawl(fetchPage, {}, inTurn)).toMatchObject({ read: 301, moved: true });
  });

  test("where a deleted row and one that the server fails on cancel each other out", async () => {
    const server = changingBefore(99, rowsOf(Array.from({ length: 102 }, () => 1)), (rows) =>
      rows.filter(({ pk }) => pk !== 1),
    );
    const fetchPage = withFaultyRows(server, ({ pk }) => pk >= 100);
    expect(await crawl(fetchPage, {}, inTurn)).toMatchObject({ moved: true });
  });

  test("where what is resumed may lack rows", async () => {
    const rows = rowsInMixedOrder(150);
    const all = await crawl(simulatedServer(rows).fetchPage, {}, inTurn);
    const part = { ...all, rows: all.rows.slice(0, 100).filter((_, at) => at !== 49) };
    const resume = { ...part, read: 99, done: false, moved: true };
    const { fetchPage } = simulatedServer(rows.filter(({ pk }) => pk !== 10));
    expect(await crawl(fetchPage, {}, { ...inTurn, resume })).toMatchObject({ moved: true });
  });
});

test("each row keeps when it was read, also of a part that is resumed", async () => {
  const rows = rowsInMixedOrder(250);
  const parts: ReadResult<SimRow>[] = [];
  const first = simulatedServer(rows);
  await crawl(first.fetchPage, {}, { concurrency: 1, onProgress: (part) => parts.push(part) });
  const server = simulatedServer(rows);
  server.now += 60_000;
  const { rows: read, asOf } = await crawl(
    server.fetchPage,
    {},
    { concurrency: 1, resume: parts[0]! },
  );
  const times = read.map((row) => (row.readable ? row.asOf : undefined));
  expect(times.slice(0, 100)).toEqual(Array(100).fill(parts[0]!.asOf));
  expect(Math.min(...times.slice(100).map(Number))).toBeGreaterThan(parts[0]!.asOf + 60_000 - 10);
  expect(asOf).toBe(server.now);
});

describe("poisoned rows", () => {
  test.each([
    ["alone", [57]],
    ["where pages meet", [99, 100, 101, 199, 200]],
    ["first and last", [1, 2, 250]],
  ])("are counted once each, and not mistaken for a change: %s", async (_, faulty) => {
    for (const clamp of [20, 100]) {
      const server = simulatedServer(rowsInMixedOrder(250), { clamp });
      const fetchPage = withFaultyRows(server, ({ pk }) => faulty.includes(pk));
      const result = await crawl(fetchPage, {});
      expect(pks(result)).toHaveLength(250 - faulty.length);
      const all = { count: 250, missing: faulty.length, done: true, moved: false };
      expect(result).toMatchObject({ ...all, read: 250 - faulty.length, capped: false });
      let partial: ReadResult<SimRow> | undefined;
      const stop = (result: ReadResult<SimRow>) => {
        partial = result;
        throw new Error("enough");
      };
      await crawl(fetchPage, {}, { onProgress: stop, concurrency: 1 }).catch(() => null);
      expect(await crawl(fetchPage, {}, { resume: partial! })).toMatchObject(all);
      const most = 250 - faulty.length;
      expect(await crawl(fetchPage, {}, { cap: most })).toMatchObject({ ...all, capped: false });
      const capped = await crawl(fetchPage, {}, { cap: 98 });
      expect(capped).toMatchObject({ read: 98, count: 250, capped: true });
      expect(await crawl(fetchPage, {}, { resume: capped })).toMatchObject(all);
    }
  });
});
