/**
 * Interpolation search: estimates how many rows are before a time, from known points around it. An estimate only says
 * where to probe; it proves nothing.
 */

/** An offset of the list, and the time at which the row there expires, epoch milliseconds; Infinity for never. */
export interface Point {
  offset: number;
  expiresMs: number;
}

/** Where a time is expected to lie. */
export interface Estimate {
  offset: number;
  /** How far off it may be, in rows. */
  margin: number;
}

/** Neighbours nearer than this many rows say nothing about the density of rows. */
const MIN_DISTANCE = 12;

/** Where the rows beside a gap are so many times denser than in it, interpolation does worse than bisection. */
const MAX_DENSER = 100;

/**
 * Estimates the offset of `time` between the points `index - 1` and `index`. Rows often lie in stretches of one
 * density each. So the density before the gap continues until it meets the one after the gap. Where the two do not meet
 * inside, a cubic that begins and ends with them takes their place. Null where nothing can be said.
 */
export function interpolate(
  points: readonly Point[],
  index: number,
  time: number,
): Estimate | null {
  const [low, high] = [points[index - 1], points[index]];
  if (low === undefined || time === Infinity) return null;
  const below = points.findLast(
    ({ offset, expiresMs }) => offset <= low.offset - MIN_DISTANCE && expiresMs < low.expiresMs,
  );
  if (high === undefined || high.expiresMs === Infinity)
    return below ? extrapolate(below, low, time) : null;
  const above = points.find(
    ({ offset, expiresMs }) =>
      offset >= high.offset + MIN_DISTANCE && expiresMs > high.expiresMs && expiresMs < Infinity,
  );
  const [rows, width] = [high.offset - low.offset, high.expiresMs - low.expiresMs];
  const x = (time - low.expiresMs) / width;
  // How many rows more there would be in the gap if it were as dense as before or after.
  const before = below ? density(below, low) * width - rows : 0;
  const after = above ? density(high, above) * width - rows : 0;
  if (Math.max(before, after) > MAX_DENSER * rows) return null;
  const isCubic = before * after >= 0;
  const bend = isCubic
    ? x * (1 - x) * ((1 - x) * Math.min(before, 2 * rows) - x * Math.min(after, 2 * rows))
    : x < after / (after - before)
      ? before * x
      : -after * (1 - x);
  const spread = x * (1 - x);
  const unevenness = Math.min(spread * Math.max(Math.abs(before), Math.abs(after)), rows / 2);
  const missing = (below ? 0 : 1) + (above ? 0 : 1);
  return {
    offset: low.offset + x * rows + bend,
    margin: deviation(rows * spread) + unevenness / 10 + (missing * rows) / 32,
  };
}

/** Beyond the last point rows are as dense as before it. */
function extrapolate(before: Point, low: Point, time: number): Estimate {
  const rows = density(before, low) * (time - low.expiresMs);
  return {
    offset: low.offset + rows,
    margin: deviation(rows) + rows / 8,
  };
}

/** Rows per millisecond. */
function density(from: Point, to: Point): number {
  return (to.offset - from.offset) / (to.expiresMs - from.expiresMs);
}

/** Standard deviation of a number of rows that fall at random (Poisson), and one row. */
function deviation(rows: number): number {
  return Math.sqrt(rows) + 1;
}
