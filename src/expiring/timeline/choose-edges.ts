import { previousCleanup } from "../../model/clean-up.ts";
import { largestShare, type Quantiles, timeOfShare } from "./quantiles.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The widths that a bin may have: common units of time. */
const WIDTHS: readonly number[] = [
  ...[5, 10, 15, 20, 30, 40].map((seconds) => seconds * SECOND),
  ...[1, 1.5, 2, 3, 4, 5, 10, 15, 20, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((days) => days * DAY),
];

/** The most edges: each costs a few requests, and more in a longer list. */
function mostEdges(rows: number): number {
  if (rows > 100_000) return 6;
  return rows > 1000 ? 8 : 12;
}

/** The most uneven edges, since each one has a label. */
const MOST_UNEVEN = 8;

/** authentik's own default for the validity of a code; the window extends at least this far ahead of now. */
const LEAST_REACH = MINUTE;

/**
 * The edges between the histogram bins, ascending, at least two; one more bin lies before the first edge and one after
 * the last. The window goes back at least to the previous clean-up: rows that expired before it are usually deleted.
 * Its bins are equally wide unless one of them would hold most of the rows: then they are narrow where many expire.
 *
 * @param now the server's clock, epoch milliseconds.
 * @param rows number of rows in the list, approximately.
 */
export function chooseEdges({ times }: Quantiles, now: number, rows: number): number[] {
  const start = Math.min(times[0] ?? now, previousCleanup(now));
  const end = Math.max(times.at(-1) ?? now, now + LEAST_REACH);
  const most = mostEdges(rows);
  const even = evenEdges(start, end, most);
  if (times.length < 3 || largestShare(times, even) <= 1 / 2) return even;
  const uneven = unevenEdges(times, Math.min(most, MOST_UNEVEN));
  const helps = uneven.length > 2 && largestShare(times, uneven) < largestShare(times, even);
  return helps ? uneven : even;
}

/** Whether the window still extends far enough ahead of now to be kept. */
export function stillReaches(
  edges: readonly number[],
  { times, at }: Quantiles,
  now: number,
): boolean {
  if (!isEven(edges)) return true;
  const reach = Math.max((times.at(-1) ?? at) - at, LEAST_REACH);
  return (edges.at(-1) ?? 0) - now >= reach / 2;
}

/** Multiples of one of the `WIDTHS`, from the last one up to `start` to the first beyond `end`. */
function evenEdges(start: number, end: number, most: number): number[] {
  const count = (width: number) => Math.floor(end / width) - Math.floor(start / width) + 2;
  // None of them is wide enough: as many whole years as needed.
  const width =
    WIDTHS.find((one) => count(one) <= most) ??
    365 * DAY * Math.ceil((end - start) / (365 * DAY * (most - 3)));
  const first = Math.floor(start / width) * width;
  return Array.from({ length: count(width) }, (_, index) => first + index * width);
}

/** Edges at quantiles, so that about equally many rows lie between any two, moved to the roundest times nearby. */
function unevenEdges(times: readonly number[], most: number): number[] {
  const wanted = Array.from({ length: most }, (_, index) => timeOfShare(times, index / (most - 1)));
  const edges = wanted.map((time, index) => {
    const [before, after] = [wanted[index - 1], wanted[index + 1]];
    const from = (time + (before ?? 2 * time - (after ?? time))) / 2;
    const to = (time + (after ?? 2 * time - (before ?? time))) / 2;
    return roundestTime(from, to);
  });
  return edges.filter((edge) => edge !== null);
}

/** The roundest time from `from` (inclusive) to `to` (exclusive); null where there is no whole second. */
function roundestTime(from: number, to: number): number | null {
  for (const width of [...WIDTHS.toReversed(), SECOND]) {
    const time = Math.ceil(from / width) * width;
    if (time < to) return time;
  }
  return null;
}

/** Whether these times are equally far apart. */
export function isEven(times: readonly number[]): boolean {
  const [first = 0, second = 0] = times;
  return times.every((time, index) => time === first + index * (second - first));
}
