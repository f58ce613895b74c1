/**
 * Interpolation search: estimates the offset of a time from points around it. Three models are used:
 * - between two points, a monotone cubic Hermite curve, or two straight lines that continue the neighbouring slopes
 *   until they meet; leave-one-out error decides which;
 * - beyond the last point, the last slope continues;
 * - in an earlier state of the list, straight lines between its points.
 *
 * Nothing here is a proof. An estimate only says where to probe, and its margin how far around it.
 */

/** An offset of the list, and the time at which the row there expires, epoch milliseconds; Infinity for never. */
export interface Point {
  offset: number;
  value: number;
}

/** Where a time is expected to lie. */
export interface Estimate {
  offset: number;
  /** How far off it may be, in rows. */
  margin: number;
}

/** Linear interpolation of `value` between these points; null outside of them. */
export function interpolateLinearly(points: readonly Point[], value: number): Estimate | null {
  const index = points.findIndex((point) => point.value >= value);
  const [low, high] = [points[index - 1], points[index]];
  if (high === undefined || (low === undefined && high.value > value)) return null;
  if (low === undefined) return { offset: high.offset, margin: 1 };
  const rows = high.offset - low.offset;
  if (rows <= 1) return { offset: high.offset, margin: 0 };
  if (high.value === Infinity)
    return value === Infinity ? { offset: high.offset, margin: rows / 2 } : null;
  const part = (value - low.value) / (high.value - low.value);
  return { offset: low.offset + part * rows, margin: deviation(rows * part * (1 - part)) };
}

/** Margin where no error is known: more than a window holds. */
const UNKNOWN_MARGIN = 20;
/** Neighbours nearer than this many rows say nothing about the slope. */
export const MIN_NEIGHBOUR_DISTANCE = 12;
/** With a larger leave-one-out error than this, estimates are of no use. */
const MAX_ERROR = 0.2;

/** Estimates the offset of a value between the points `index - 1` and `index`. */
type Model = (points: readonly Point[], index: number, value: number) => number;

/**
 * Estimates the offset of `value` between the points `index - 1` and `index`. Takes the model that would have predicted
 * these two points best if they were not known; null where neither predicts them well enough.
 */
export function interpolate(all: readonly Point[], index: number, value: number): Estimate | null {
  const low = all[index - 1]!;
  const high = all[index]!;
  const rows = high.offset - low.offset;
  const points = all.filter(
    (point) =>
      point === low ||
      point === high ||
      point.offset <= low.offset - MIN_NEIGHBOUR_DISTANCE ||
      point.offset >= high.offset + MIN_NEIGHBOUR_DISTANCE,
  );
  const highIndex = points.indexOf(high);
  const evaluate = (model: Model) => ({
    offset: model(points, highIndex, value),
    error: Math.min(leaveOneOutError(model, points, low), leaveOneOutError(model, points, high)),
  });
  const curve = evaluate(hermiteCurve);
  const lines = evaluate(twoLines);
  const { offset, error } = curve.error <= lines.error ? curve : lines;
  // A gap of more than a quarter of the list: too little is known to trust an estimate near its ends.
  const quarter = rows > (all.at(-1)!.offset + 1) / 4 ? rows / 4 : 0;
  const inside = Math.min(Math.max(offset, low.offset + quarter), high.offset - quarter);
  if (error === Infinity) return { offset: inside, margin: UNKNOWN_MARGIN + rows / 16 };
  if (error > MAX_ERROR) return null;
  const near = Math.max(1, Math.min(inside - low.offset, high.offset - inside));
  const disagreement = Math.abs(curve.offset - lines.offset);
  const margin = deviation(near) + (error * Math.sqrt(near * rows)) / 5 + disagreement / 20;
  return { offset: inside, margin };
}

/**
 * Leave-one-out error: how far the model is off for a point that is taken away, as a share of twice the distance to
 * its nearer neighbour. Infinity for a point without a neighbour on one side.
 */
function leaveOneOutError(model: Model, points: readonly Point[], point: Point): number {
  const rest = points.filter(({ value }) => value !== point.value);
  const index = rest.findIndex(({ value }) => value > point.value);
  const [before, after] = [rest[index - 1], rest[index]];
  if (before === undefined || after === undefined || after.value === Infinity) return Infinity;
  const nearer = Math.min(after.offset - point.offset, point.offset - before.offset);
  return Math.abs(model(rest, index, point.value) - point.offset) / (2 * nearer);
}

/** Monotone cubic Hermite curve: its slopes at both ends follow the neighbouring points. */
function hermiteCurve(points: readonly Point[], index: number, value: number): number {
  const { low, high, rows, width, below, above } = gapAt(points, index);
  const x = (value - low.value) / width;
  const lowSlope = endSlope(low, below, rows / width, width);
  const highSlope = endSlope(high, above, rows / width, width);
  const bent = x * (1 - x) ** 2 * lowSlope - x ** 2 * (1 - x) * highSlope;
  return low.offset + width * bent + x ** 2 * (3 - 2 * x) * rows;
}

/**
 * Two lines: the slope before the gap continues until it meets the one after the gap. A single straight line where the
 * two do not meet inside.
 */
function twoLines(points: readonly Point[], index: number, value: number): number {
  const { low, high, rows, width, below, above } = gapAt(points, index);
  const x = value - low.value;
  const slope = rows / width;
  const before = below && slopeOf(below, low);
  const after = above && slopeOf(high, above);
  if (before === undefined || after === undefined || (before - slope) * (after - slope) >= 0) {
    return low.offset + slope * x;
  }
  const turn = (width * (slope - after)) / (before - after);
  return x < turn ? low.offset + before * x : high.offset - after * (width - x);
}

/** The gap between the points `index - 1` and `index`, and its neighbours. */
function gapAt(points: readonly Point[], index: number) {
  const low = points[index - 1]!;
  const high = points[index]!;
  const above = points.find(({ value }) => value > high.value);
  return {
    low,
    high,
    rows: high.offset - low.offset,
    width: high.value - low.value,
    below: points.findLast(({ value }) => value < low.value),
    above: above?.value === Infinity ? undefined : above,
  };
}

/** Rows per millisecond. */
function slopeOf(low: Point, high: Point): number {
  return (high.offset - low.offset) / (high.value - low.value);
}

/**
 * Rows per millisecond at one end of a gap: a mean of the gap's own slope and the slope beyond, which counts more the
 * nearer the neighbour is. At most three times the gap's slope, which keeps the cubic monotone (Fritsch–Carlson).
 */
function endSlope(end: Point, neighbour: Point | undefined, slope: number, width: number): number {
  if (neighbour === undefined) return slope;
  const beyond = Math.abs(end.value - neighbour.value);
  const outer = Math.abs(end.offset - neighbour.offset) / beyond;
  return Math.min((width * outer + beyond * slope) / (width + beyond), 3 * slope);
}

/** Linear extrapolation beyond the last point, with the slope between the last two. */
export function extrapolate(before: Point, low: Point, value: number): Estimate {
  const measured = low.offset - before.offset;
  const rows = slopeOf(before, low) * (value - low.value);
  return {
    offset: low.offset + rows,
    margin: deviation(rows) + rows / 10 + rows / Math.sqrt(measured),
  };
}

/** Standard deviation of a number of rows that fall at random (Poisson), plus one. */
function deviation(rows: number): number {
  return Math.sqrt(rows) + 1;
}
