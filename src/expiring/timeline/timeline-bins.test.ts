import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  binsOfCounts,
  binsOfTimes,
  chooseEdges,
  edgesOf,
  isTelling,
  shapeOf,
  shapePlaces,
  stillReaches,
} from "./timeline-bins.ts";

const NOW = Date.UTC(2026, 10, 22, 12, 4, 30);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

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
    ["nothing at all", 0, 0, 0, 8, 10 * SECOND],
  ];
  test.each(CASES)("%s", (_, start, reach, rows, count, width) => {
    const edges = chooseEdges(NOW - start, reach, NOW, rows);
    const [first = 0, second = 0] = edges;
    expect([edges.length, second - first]).toEqual([count, width]);
  });

  test("hold the window, evenly, on whole multiples, and are few", () => {
    const span = fc.integer({ min: 0, max: 3000 * DAY });
    fc.assert(
      fc.property(span, span, fc.nat(1_000_000), (start, reach, rows) => {
        const edges = chooseEdges(NOW - start, reach, NOW, rows);
        const [first = 0, second = 0] = edges;
        const width = second - first;
        expect(edges.length).toBeGreaterThanOrEqual(2);
        expect(edges.length).toBeLessThanOrEqual(rows > 1000 ? 8 : 12);
        expect(first).toBeLessThanOrEqual(NOW - start);
        expect(edges.at(-1)).toBeGreaterThan(NOW + Math.max(reach, MINUTE));
        edges.forEach((edge, index) => expect(edge).toBe(first + index * width));
        expect(Math.abs(first % width)).toBe(0);
        const shape = { low: NOW - start, reach, at: NOW };
        expect(stillReaches(edges, shape, NOW)).toBe(true);
      }),
    );
  });
});

const times = fc.array(fc.integer({ min: NOW - HOUR, max: NOW + HOUR }), { maxLength: 60 });
const edges = fc
  .uniqueArray(fc.integer({ min: NOW - HOUR, max: NOW + HOUR }), { minLength: 2, maxLength: 12 })
  .map((some) => some.toSorted((a, b) => a - b));

describe("bins", () => {
  test("hold each row once, on the right side of now", () => {
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

  test("never go below nothing, whatever a moving list said", () => {
    const sums = fc.array(fc.nat(50), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(sums, fc.nat(50), fc.nat(50), (before, beforeNow, finite) => {
        const bins = binsOfCounts([1, 2, 3], before, beforeNow, finite);
        expect(bins.every(({ past, ahead }) => past >= 0 && ahead >= 0)).toBe(true);
      }),
    );
  });
});

test("the shape leaves strays out, and a window made by it tells", () => {
  fc.assert(
    fc.property(times, (times) => {
      const sorted = times.toSorted((a, b) => a - b);
      const places = shapePlaces(sorted.length);
      expect(places.every((place) => place >= 0 && place < Math.max(1, sorted.length))).toBe(true);
      const shape = shapeOf(
        places.map((place) => sorted[place] ?? 0),
        NOW,
      );
      const edges = chooseEdges(shape.low, shape.reach, NOW, sorted.length);
      expect(isTelling(binsOfTimes(edges, sorted, NOW))).toBe(true);
    }),
  );
  const oneOfLastYear = [NOW - 400 * DAY, NOW, NOW + SECOND, NOW + 2 * SECOND];
  expect(shapeOf([oneOfLastYear[shapePlaces(4)[0] ?? 0] ?? 0], NOW).low).toBe(NOW);
});
