/** A place of a list, and the time at which the row there expires, epoch milliseconds; Infinity for never. */
export interface Point {
  place: number;
  value: number;
}

/** Where a number is thought to lie, in places. */
export interface Guess {
  place: number;
  /** How far off it may be. */
  doubt: number;
}

/** Where `value` lies if the list has the shape of these points; null outside of them. */
export function lineAt(shape: readonly Point[], value: number): Guess | null {
  const at = shape.findIndex((point) => point.value >= value);
  const [low, high] = [shape[at - 1], shape[at]];
  if (high === undefined || (low === undefined && high.value > value)) return null;
  if (low === undefined) return { place: high.place, doubt: 1 };
  const rows = high.place - low.place;
  if (rows <= 1) return { place: high.place, doubt: 0 };
  if (high.value === Infinity)
    return value === Infinity ? { place: high.place, doubt: rows / 2 } : null;
  const part = (value - low.value) / (high.value - low.value);
  return { place: low.place + part * rows, doubt: spread(rows * part * (1 - part)) };
}

/** More than a window is read for. */
const SLACK = 20;
/** Points nearer than this to the ends of a gap say nothing about how steep the list is there. */
export const NEAR = 12;
/** Beyond this part of the rows around it, a missed point shows that guessing is of no use. */
const ASTRAY = 0.2;

/** Where a value lies between the points `at - 1` and `at`: its place. */
type Model = (points: readonly Point[], at: number, value: number) => number;

/**
 * Where `value` lies between the points `at - 1` and `at`, by the model that would have found these two best if they
 * were not known; null where none does.
 */
export function guessBetween(all: readonly Point[], index: number, value: number): Guess | null {
  const low = all[index - 1]!;
  const high = all[index]!;
  const rows = high.place - low.place;
  const points = all.filter(
    (point) =>
      point === low ||
      point === high ||
      point.place <= low.place - NEAR ||
      point.place >= high.place + NEAR,
  );
  const at = points.indexOf(high);
  const tried = [curve, bend].map((model) => ({
    place: model(points, at, value),
    missed: Math.min(missedBy(model, points, low), missedBy(model, points, high)),
  }));
  const [one, other] = tried as [(typeof tried)[0], (typeof tried)[0]];
  const { place, missed } = one.missed <= other.missed ? one : other;
  // Little is known: whatever the line says, the middle half is worth a look.
  const quarter = rows > (all.at(-1)!.place + 1) / 4 ? rows / 4 : 0;
  const inside = Math.min(Math.max(place, low.place + quarter), high.place - quarter);
  if (missed === Infinity) return { place: inside, doubt: SLACK + rows / 16 };
  if (missed > ASTRAY) return null;
  const near = Math.max(1, Math.min(inside - low.place, high.place - inside));
  const doubt =
    spread(near) + (missed * Math.sqrt(near * rows)) / 5 + Math.abs(one.place - other.place) / 20;
  return { place: inside, doubt };
}

/**
 * How far the model is off for a point that is taken away, as part of the places between it and the nearer of its
 * neighbours, halved; Infinity for a point that has none on one side.
 */
function missedBy(model: Model, points: readonly Point[], point: Point): number {
  const rest = points.filter(({ value }) => value !== point.value);
  const at = rest.findIndex(({ value }) => value > point.value);
  const [before, after] = [rest[at - 1], rest[at]];
  if (before === undefined || after === undefined || after.value === Infinity) return Infinity;
  const nearer = Math.min(after.place - point.place, point.place - before.place);
  return Math.abs(model(rest, at, point.value) - point.place) / (2 * nearer);
}

/** The line between the two points, bent to be as steep at its ends as the list is around these, and never going down. */
function curve(points: readonly Point[], at: number, value: number): number {
  const { low, high, rows, width, below, above } = gapAt(points, at);
  const x = (value - low.value) / width;
  const atLow = blended(low, below, rows / width, width);
  const atHigh = blended(high, above, rows / width, width);
  const bent = x * (1 - x) ** 2 * atLow - x ** 2 * (1 - x) * atHigh;
  return low.place + width * bent + x ** 2 * (3 - 2 * x) * rows;
}

/** On as steep as before the gap, up to where it must turn to meet what is as steep as after it. */
function bend(points: readonly Point[], at: number, value: number): number {
  const { low, high, rows, width, below, above } = gapAt(points, at);
  const x = value - low.value;
  const slope = rows / width;
  const before = below && slopeOf(below, low);
  const after = above && slopeOf(high, above);
  if (before === undefined || after === undefined || (before - slope) * (after - slope) >= 0) {
    return low.place + slope * x;
  }
  const turn = (width * (slope - after)) / (before - after);
  return x < turn ? low.place + before * x : high.place - after * (width - x);
}

function gapAt(points: readonly Point[], at: number) {
  const low = points[at - 1]!;
  const high = points[at]!;
  const above = points.find(({ value }) => value > high.value);
  return {
    low,
    high,
    rows: high.place - low.place,
    width: high.value - low.value,
    below: points.findLast(({ value }) => value < low.value),
    above: above?.value === Infinity ? undefined : above,
  };
}

/** Rows a millisecond. */
function slopeOf(low: Point, high: Point): number {
  return (high.place - low.place) / (high.value - low.value);
}

/**
 * Rows a millisecond at the end of a gap that has `slope` all in all: the nearer the neighbour beyond, the more it is
 * as on that side. Never so steep that the curve would go down elsewhere.
 */
function blended(end: Point, neighbour: Point | undefined, slope: number, width: number): number {
  if (neighbour === undefined) return slope;
  const beyond = Math.abs(end.value - neighbour.value);
  const outer = Math.abs(end.place - neighbour.place) / beyond;
  return Math.min((width * outer + beyond * slope) / (width + beyond), 3 * slope);
}

/** As if the list went on as it did between the two points. */
export function guessBeyond(before: Point, low: Point, value: number): Guess {
  const known = low.place - before.place;
  const rows = slopeOf(before, low) * (value - low.value);
  return { place: low.place + rows, doubt: spread(rows) + rows / 10 + rows / Math.sqrt(known) };
}

/** How far off so many rows are that fall where they like. */
function spread(rows: number): number {
  return Math.sqrt(rows) + 1;
}
