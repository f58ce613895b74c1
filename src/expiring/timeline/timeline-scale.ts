import { scaleLinear, scaleTime } from "d3-scale";
import type { BrushScale, Span } from "../../list/brush/brush-scale.ts";
import { isEven } from "./choose-edges.ts";
import type { Bin } from "./timeline-bins.ts";

/** The width of the bin before the window, and of that after it, per cent. */
const END = 8;

/** Share of the height that the highest bar takes, per cent. */
const HIGHEST = 100;

/** The least height of a bar with at least one row, per cent. */
const LOWEST = 4;

/**
 * Positions of times and heights of counts, all in per cent of the drawing. A time outside the window is in the middle
 * of the bin at that end; a brush can end at the edges, and at the two ends of time.
 */
export interface Scale extends BrushScale {
  /** Whether all bins but the first and the last are equally long spans of time. */
  even: boolean;
  /** Times with a label, and its position. */
  ticks: readonly { time: number; at: number }[];
  /** The height of a bar. */
  height(count: number): number;
}

/** @param bins of a timeline, at least three. */
export function scaleOf(bins: readonly Bin[]): Scale {
  const edges = bins.slice(1).map(({ from }) => from);
  const stops = [-Infinity, ...edges, Infinity];
  const first = edges[0] ?? 0;
  const last = edges.at(-1) ?? first;
  // All bins are drawn equally wide, whatever their duration, so that counts can be compared by height alone.
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

/** The number of rows in the span; null when it cuts a bin with rows, since their exact times are unknown. */
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
