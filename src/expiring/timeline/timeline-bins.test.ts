import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseEdges, stillReaches } from "./choose-edges.ts";
import { largestShare, quantileOffsets } from "./quantiles.ts";
import { type Bin, binsOfCounts, binsOfTimes, edgesOf, isTelling } from "./timeline-bins.ts";

const NOW = Date.UTC(2026, 10, 22, 12, 4, 30);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Quantiles of rows spread evenly between two times. */
const fromTo = (first: number, last: number) => ({
  times: Array.from({ length: 7 }, (_, index) => first + ((last - first) * index) / 6),
  at: NOW,
});

const isEven = (edges: readonly number[]) =>
  edges.every((edge, index) => edge === edges[0]! + index * (edges[1]! - edges[0]!));

describe("edges", () => {
  const CASES: [
    string,
    start: number,
    reach: number,
    rows: number,
    count: number,
    width: number,
  ][] = [
    ["a life of a minute after the clean-up of 12:02", 2.5 * MINUTE, MINUTE, 312, 12, 20 * SECOND],
    ["the same, a long list", 2.5 * MINUTE, MINUTE, 50_000, 7, 40 * SECOND],
    ["a life of ten minutes", 2.5 * MINUTE, 10 * MINUTE, 312, 10, 1.5 * MINUTE],
    ["a clean-up that stopped three days ago", 3 * DAY, MINUTE, 312, 8, 12 * HOUR],
    ["nothing at all: back to the clean-up", 0, 0, 0, 12, 20 * SECOND],
  ];
  test.each(CASES)("%s", (_, start, reach, rows, count, width) => {
    const edges = chooseEdges(fromTo(NOW - start, NOW + reach), NOW, rows);
    const [first = 0, second = 0] = edges;
    expect([edges.length, second - first]).toEqual([count, width]);
  });

  test("cover the window evenly, at whole multiples of their width, and are few", () => {
    const span = fc.integer({ min: 0, max: 3000 * DAY });
    fc.assert(
      fc.property(span, span, fc.nat(100_000), (start, reach, rows) => {
        // Two quantiles say nothing about how the rows are distributed between them.
        const quantiles = { times: [NOW - start, NOW + reach], at: NOW };
        const edges = chooseEdges(quantiles, NOW, rows);
        expect(isEven(edges)).toBe(true);
        const [first = 0, second = 0] = edges;
        const width = second - first;
        expect(edges.length).toBeGreaterThanOrEqual(2);
        expect(edges.length).toBeLessThanOrEqual(rows > 1000 ? 8 : 12);
        expect(first).toBeLessThanOrEqual(NOW - start);
        expect(edges.at(-1)).toBeGreaterThan(NOW + Math.max(reach, MINUTE));
        expect(Math.abs(first % width)).toBe(0);
        expect(stillReaches(edges, quantiles, NOW)).toBe(true);
      }),
    );
  });
});

const times = fc.array(fc.integer({ min: NOW - HOUR, max: NOW + HOUR }), { maxLength: 60 });
const edges = fc
  .uniqueArray(fc.integer({ min: NOW - HOUR, max: NOW + HOUR }), { minLength: 2, maxLength: 12 })
  .map((some) => some.toSorted((a, b) => a - b));

describe("bins", () => {
  test("contain each row once, on the right side of now", () => {
    fc.assert(
      fc.property(edges, times, (edges, times) => {
        const bins = binsOfTimes(edges, times, NOW);
        expect(edgesOf(bins)).toEqual(edges);
        expect([bins[0]?.from, bins.at(-1)?.to]).toEqual([-Infinity, Infinity]);
        for (const { from, to, past, ahead } of bins) {
          const inside = times.filter((time) => time >= from && time < to);
          expect(past).toBe(inside.filter((time) => time < NOW).length);
          expect(ahead).toBe(inside.filter((time) => time >= NOW).length);
        }
      }),
    );
  });

  test("are never negative, whatever a changing list reported", () => {
    const sums = fc.array(fc.nat(50), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(sums, fc.nat(50), fc.nat(50), (before, beforeNow, finite) => {
        const bins = binsOfCounts([1, 2, 3], before, beforeNow, finite);
        expect(bins.every(({ past, ahead }) => past >= 0 && ahead >= 0)).toBe(true);
      }),
    );
  });
});

const quantilesOf = (sorted: readonly number[]) => ({
  times: quantileOffsets(sorted.length).map((offset) => sorted[offset]!),
  at: NOW,
});
const rowsIn = ({ past, ahead }: Bin) => past + ahead;

test("quantiles leave out outliers, and a window made from them is telling", () => {
  fc.assert(
    fc.property(times, (times) => {
      const sorted = times.toSorted((a, b) => a - b);
      const quantiles = quantilesOf(sorted);
      expect(quantiles.times.every((time) => sorted.includes(time))).toBe(true);
      const edges = chooseEdges(quantiles, NOW, sorted.length);
      expect(isTelling(binsOfTimes(edges, sorted, NOW))).toBe(true);
    }),
  );
  const oneOfLastYear = [NOW - 400 * DAY, NOW, NOW + SECOND, NOW + 2 * SECOND];
  expect(quantilesOf(oneOfLastYear).times[0]).toBe(NOW);
});

describe("edges where most rows expire within a small part of the window", () => {
  const lists: Record<string, number[]> = {
    "a minute's codes and a backlog of days": [
      ...Array.from({ length: 60 }, (_, index) => NOW - index * HOUR),
      ...Array.from({ length: 240 }, (_, index) => NOW + index * 250),
    ],
    "validities of a minute, ten minutes and an hour": Array.from({ length: 1000 }, (_, index) =>
      index < 700 ? NOW + index * 80 : NOW + (index - 699) * (index < 900 ? 3000 : 12_000),
    ),
  };
  test.each(Object.entries(lists))("%s: no bar contains most of them", (_, list) => {
    const sorted = list.toSorted((a, b) => a - b);
    const edges = chooseEdges(quantilesOf(sorted), NOW, sorted.length);
    const bins = binsOfTimes(edges, sorted, NOW);
    expect(Math.max(...bins.map(rowsIn))).toBeLessThan(sorted.length / 2);
    expect(edges).toEqual(edges.toSorted((a, b) => a - b));
    for (const edge of edges) expect(edge % SECOND).toBe(0);
  });

  test("whatever the rows, edges ascend, and are uneven only where that helps", () => {
    fc.assert(
      fc.property(times, fc.nat(1_000_000), (times, rows) => {
        const quantiles = quantilesOf(times.toSorted((a, b) => a - b));
        const edges = chooseEdges(quantiles, NOW, rows);
        expect(edges.length).toBeGreaterThanOrEqual(2);
        expect(edges.length).toBeLessThanOrEqual(12);
        edges.slice(1).forEach((edge, index) => expect(edge).toBeGreaterThan(edges[index]!));
        if (!isEven(edges)) expect(largestShare(quantiles.times, edges)).toBeLessThan(1);
      }),
    );
  });
});
