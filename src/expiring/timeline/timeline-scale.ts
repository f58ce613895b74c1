import { scaleLinear, scaleTime } from "d3-scale";
import type { Bin } from "./timeline-bins.ts";

/** What was chosen of time: from (inclusive) to (exclusive), epoch milliseconds, either end may be infinite. */
export interface Span {
  from: number;
  to: number;
}

/** The whole of time: nothing chosen. */
export const ALL_TIME: Span = { from: -Infinity, to: Infinity };

/** What the bins before and after the window take of the width, per cent. */
const END = 8;

/** Share of the height that the highest bar takes, per cent. */
const HIGHEST = 100;

/** A bar is at least so high, per cent, when it stands for anything at all. */
const LOWEST = 4;

/** Where times and counts lie in the drawing, all in per cent of it. */
export interface Scale {
  /** Whether all bins but the first and the last stand for equally long times. */
  even: boolean;
  /** From the left; what lies outside the window is in the middle of the end it lies at. */
  at(time: number): number;
  /** The nearest of the stops to a place. */
  stopAt(percent: number): number;
  /** Where a brush can end: the edges, and the two ends of time. Ascending. */
  stops: readonly number[];
  /** Times worth a label, with its place. */
  ticks: readonly { time: number; at: number }[];
  /** How high a bar is. */
  height(count: number): number;
}

/** @param bins of a timeline, at least three. */
export function scaleOf(bins: readonly Bin[]): Scale {
  const edges = bins.slice(1).map(({ from }) => from);
  const stops = [-Infinity, ...edges, Infinity];
  const first = edges[0] ?? 0;
  const last = edges.at(-1) ?? first;
  // All bins are drawn equally wide, whatever time they stand for: counts then compare by height alone.
  const step = (100 - 2 * END) / Math.max(1, edges.length - 1);
  const time = scaleTime(
    edges,
    edges.map((_, index) => END + index * step),
  );
  const most = Math.max(1, ...bins.map(({ past, ahead }) => past + ahead));
  const count = scaleLinear([0, most], [0, HIGHEST]);

  function at(moment: number): number {
    if (moment === -Infinity) return 0;
    if (moment === Infinity) return 100;
    if (moment < first) return END / 2;
    return moment > last ? 100 - END / 2 : time(moment);
  }

  return {
    even: isEven(edges),
    at,
    stops,
    stopAt: (percent) =>
      stops.reduce((near, stop) =>
        Math.abs(at(stop) - percent) < Math.abs(at(near) - percent) ? stop : near,
      ),
    ticks: ticksOf(edges).map((moment) => ({ time: moment, at: at(moment) })),
    height: (rows) => (rows === 0 ? 0 : Math.max(LOWEST, count(rows))),
  };
}

/** Round times where the bins are equally wide, else each edge. */
function ticksOf(edges: readonly number[]): readonly number[] {
  if (!isEven(edges)) return edges;
  return scaleTime([edges[0] ?? 0, edges.at(-1) ?? 0], [0, 1])
    .ticks(6)
    .map((date) => date.getTime());
}

/** Whether these times are equally far apart. */
function isEven(times: readonly number[]): boolean {
  const [first = 0, second = 0] = times;
  return times.every((time, index) => time === first + index * (second - first));
}

/** The stops on both sides of a press and where the pointer is now; a press alone chooses the bin it is in. */
export function spanOfDrag(scale: Scale, pressed: number, now: number): Span {
  const [low, high] = [Math.min(pressed, now), Math.max(pressed, now)];
  const bin = (percent: number) =>
    Math.max(0, scale.stops.slice(1, -1).filter((stop) => scale.at(stop) <= percent).length);
  if (high - low < 1) {
    const index = bin(low);
    return { from: scale.stops[index] ?? -Infinity, to: scale.stops[index + 1] ?? Infinity };
  }
  const from = scale.stopAt(low);
  const to = scale.stopAt(high);
  if (from < to) return { from, to };
  const index = bin((low + high) / 2);
  return { from: scale.stops[index] ?? -Infinity, to: scale.stops[index + 1] ?? Infinity };
}

/**
 * Moves one end of a span along the stops; the other end stays, and is never reached.
 *
 * @param steps how many stops, negative to the left; infinite for as far as it goes.
 */
export function nudge(span: Span, end: "from" | "to", steps: number, scale: Scale): Span {
  const free = scale.stops.filter((stop) => (end === "from" ? stop < span.to : stop > span.from));
  const here = span[end];
  const index =
    steps < 0
      ? free.filter((stop) => stop < here).length + steps
      : free.filter((stop) => stop <= here).length - 1 + steps;
  const next = free[Math.max(0, Math.min(free.length - 1, index))] ?? here;
  return { ...span, [end]: next };
}

/** How many rows the span holds; null when it cuts a bin, whose rows cannot be told apart. */
export function countIn(bins: readonly Bin[], { from, to }: Span): number | null {
  let count = 0;
  for (const bin of bins) {
    if (bin.to <= from || bin.from >= to) continue;
    const rows = bin.past + bin.ahead;
    if (rows > 0 && (bin.from < from || bin.to > to)) return null;
    count += rows;
  }
  return count;
}
