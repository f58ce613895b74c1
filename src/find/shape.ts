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

/**
 * Where `value` lies between the points `at - 1` and `at`, on a smooth curve through these and their neighbours that
 * never goes down; null where rows of equal times next to it show that nothing is smooth there.
 */
export function curveAt(points: readonly Point[], at: number, value: number): Estimate | null {
  const low = points[at - 1]!;
  const high = points[at]!;
  const rows = high.place - low.place;
  const width = high.value - low.value;
  const slope = rows / width;
  const below = slopeOf(points[at - 2], low);
  const above = slopeOf(high, points[at + 1]);
  if (below === Infinity || above === Infinity) return null;
  const atLow = Math.min(local(below, low, points[at - 2], slope, width), 3 * slope);
  const atHigh = Math.min(local(above, high, points[at + 1], slope, width), 3 * slope);
  const x = (value - low.value) / width;
  const bent =
    width * (x * (1 - x) ** 2 * atLow - x ** 2 * (1 - x) * atHigh) + x ** 2 * (3 - 2 * x) * rows;
  const straight = x * rows;
  const part = Math.min(1, Math.max(0, bent / rows));
  return {
    place: low.place + bent,
    doubt: spread(rows, part) + Math.abs(bent - straight) / 4,
  };
}

/** Rows a millisecond from one point to the next; Infinity between equal times, null where there is nothing to tell. */
function slopeOf(one: Point | undefined, other: Point | undefined): number | null {
  if (one === undefined || other === undefined || other.value === Infinity) return null;
  return other.value === one.value
    ? Infinity
    : (other.place - one.place) / (other.value - one.value);
}

/** The slope in a point: the nearer its neighbour, the more it is as on that side. */
function local(
  outer: number | null,
  point: Point,
  neighbour: Point | undefined,
  slope: number,
  width: number,
): number {
  if (outer === null || neighbour === undefined) return slope;
  const outerWidth = Math.abs(point.value - neighbour.value);
  return (width * outer + outerWidth * slope) / (width + outerWidth);
}

/** How far `rows` that fall where they like are off, at a part of the way. */
function spread(rows: number, part: number): number {
  return Math.sqrt(rows * part * (1 - part)) + 1;
}
