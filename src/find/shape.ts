/** A place of a list, and the time at which the row there expires, epoch milliseconds; Infinity for never. */
export interface Point {
  place: number;
  value: number;
}

interface Estimate {
  place: number;
  /** How far off it may be. */
  doubt: number;
}

/** Where `value` lies if the list has the shape of these points; null outside of them. */
export function lineAt(shape: readonly Point[], value: number): Estimate | null {
  const at = shape.findIndex((point) => point.value >= value);
  const [low, high] = [shape[at - 1], shape[at]];
  if (high === undefined || (low === undefined && high.value > value)) return null;
  if (low === undefined) return { place: high.place, doubt: 1 };
  const rows = high.place - low.place;
  if (rows <= 1) return { place: high.place, doubt: 0 };
  if (high.value === Infinity)
    return value === Infinity ? { place: high.place, doubt: rows / 2 } : null;
  const part = (value - low.value) / (high.value - low.value);
  return { place: low.place + part * rows, doubt: spread(rows, part) };
}

/** So many rows of the same time are taken for a step. */
const STEP = 50;

/**
 * Where `value` lies between the points `at - 1` and `at`, on a smooth curve through these and their neighbours that
 * never goes down; null where many rows of the same time next to it show that nothing is smooth there.
 */
export function curveAt(points: readonly Point[], at: number, value: number): Estimate | null {
  const low = points[at - 1]!;
  const high = points[at]!;
  const rows = high.place - low.place;
  const width = high.value - low.value;
  const before = points.findLast((point) => point.value < low.value);
  const after = points.find((point) => point.value > high.value);
  const flat =
    points.some(({ place, value }) => value === low.value && low.place - place > STEP) ||
    points.some(({ place, value }) => value === high.value && place - high.place > STEP);
  if (flat) return null;
  const atLow = slopeIn(low, before, rows / width, width);
  const atHigh = slopeIn(high, after, rows / width, width);
  const x = (value - low.value) / width;
  const bent =
    width * (x * (1 - x) ** 2 * atLow - x ** 2 * (1 - x) * atHigh) + x ** 2 * (3 - 2 * x) * rows;
  return {
    place: low.place + bent,
    doubt: spread(rows, bent / rows) + Math.abs(bent - x * rows) / 4,
  };
}

/**
 * Rows a millisecond at the end of an interval that has `slope` all in all: the nearer the neighbour beyond, the more
 * it is as on that side. Never so steep that the curve would go down elsewhere.
 */
function slopeIn(end: Point, neighbour: Point | undefined, slope: number, width: number): number {
  if (neighbour === undefined || neighbour.value === Infinity) return slope;
  const beyond = Math.abs(end.value - neighbour.value);
  const outer = Math.abs(end.place - neighbour.place) / beyond;
  return Math.min((width * outer + beyond * slope) / (width + beyond), 3 * slope);
}

/** How far `rows` that fall where they like are off, at a part of the way. */
function spread(rows: number, part: number): number {
  return Math.sqrt(rows * part * (1 - part)) + 1;
}
