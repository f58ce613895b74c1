import fc from "fast-check";
import { expect, test } from "vitest";
import { binsOfTimes } from "./timeline-bins.ts";
import { ALL_TIME, nudge, type Span, spanOfDrag, stopAt } from "../../list/brush/brush-scale.ts";
import { countIn, scaleOf } from "./timeline-scale.ts";

const START = Date.UTC(2026, 10, 22, 12, 0, 0);
const MINUTE = 60_000;
const EDGES = [0, 1, 2, 3, 4].map((minutes) => START + minutes * MINUTE);
const TIMES = [-90, -1, 0, 30, 60, 61, 200, 240, 9000].map((seconds) => START + seconds * 1000);
const BINS = binsOfTimes(EDGES, TIMES, START + 61_000);
const scale = scaleOf(BINS);
const at = (minutes: number) => START + minutes * MINUTE;

test("times run in order from one side to the other, and each stop is found at its position", () => {
  expect(scale.stops).toEqual([-Infinity, ...EDGES, Infinity]);
  expect([-Infinity, at(-99), at(0), at(2), at(4), at(99), Infinity].map(scale.at)).toEqual([
    0, 4, 8, 50, 92, 96, 100,
  ]);
  for (const stop of scale.stops) expect(stopAt(scale, scale.at(stop))).toBe(stop);
  expect(scale.ticks.map(({ time }) => time)).toEqual(expect.arrayContaining(EDGES));
});

test("bins of uneven length are drawn equally wide, with a label at each edge", () => {
  const edges = [0, 1, 10, 60].map((minutes) => START + minutes * MINUTE);
  const uneven = scaleOf(binsOfTimes(edges, TIMES, START));
  expect(uneven.even).toBe(false);
  expect(edges.map((edge) => Math.round(uneven.at(edge)))).toEqual([8, 36, 64, 92]);
  expect(uneven.ticks.map(({ time }) => time)).toEqual(edges);
  expect(uneven.at(at(5.5))).toBeCloseTo(50);
});

test("heights are proportional, full for the largest bin and still visible for the smallest", () => {
  expect(scale.height(0)).toBe(0);
  expect(scale.height(2)).toBe(100);
  expect(scale.height(1)).toBe(50);
  const uneven = scaleOf(binsOfTimes(EDGES, [...Array<number>(9999).fill(at(1)), at(3)], at(2)));
  expect(uneven.height(1)).toBeGreaterThanOrEqual(3);
});

test("a drag takes the nearest stops, a click the bin it is in", () => {
  expect(spanOfDrag(scale, 30, 70)).toEqual({ from: at(1), to: at(3) });
  expect(spanOfDrag(scale, 70, 30)).toEqual({ from: at(1), to: at(3) });
  expect(spanOfDrag(scale, 0, 100)).toEqual(ALL_TIME);
  expect(spanOfDrag(scale, 60, 60)).toEqual({ from: at(2), to: at(3) });
  expect(spanOfDrag(scale, 2, 2)).toEqual({ from: -Infinity, to: at(0) });
  expect(spanOfDrag(scale, 99, 99)).toEqual({ from: at(4), to: Infinity });
  expect(spanOfDrag(scale, 52, 55)).toEqual({ from: at(2), to: at(3) });
});

test("the keyboard moves an end stop by stop, from between stops to the next one", () => {
  expect(nudge(ALL_TIME, "from", 1, scale)).toEqual({ from: at(0), to: Infinity });
  expect(nudge(ALL_TIME, "to", -1, scale)).toEqual({ from: -Infinity, to: at(4) });
  const span: Span = { from: at(1.5), to: at(3) };
  expect(nudge(span, "from", 1, scale).from).toBe(at(2));
  expect(nudge(span, "from", -1, scale).from).toBe(at(1));
  expect(nudge(span, "from", Infinity, scale).from).toBe(at(2));
  expect(nudge(span, "from", -Infinity, scale).from).toBe(-Infinity);
  expect(nudge(span, "to", -Infinity, scale).to).toBe(at(2));
  expect(nudge(span, "to", Infinity, scale).to).toBe(Infinity);
});

test("any span is longer than nothing and ends at stops", () => {
  const percent = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(percent, percent, fc.constantFrom("from", "to"), fc.integer(), (a, b, end, by) => {
      const span = spanOfDrag(scale, a, b);
      const moved = nudge(span, end, by, scale);
      for (const { from, to } of [span, moved]) {
        expect(from).toBeLessThan(to);
        expect(scale.stops).toContain(from);
        expect(scale.stops).toContain(to);
      }
      expect(countIn(BINS, moved)).toBe(
        TIMES.filter((time) => time >= moved.from && time < moved.to).length,
      );
    }),
  );
});

test("a span that cuts through a bin with rows has no known count", () => {
  expect(countIn(BINS, { from: at(0.5), to: at(1) })).toBeNull();
  expect(countIn(BINS, { from: at(2), to: at(2.5) })).toBe(0);
});
