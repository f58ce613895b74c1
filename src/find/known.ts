import type { Probe } from "./fetch-page.ts";

/** A place of which something is known; -1 and the count are places outside. */
export interface Point {
  place: number;
  /** -Infinity before the first place; Infinity where rows never expire, and after the last. */
  value: number;
}

/**
 * What is known of the order `expires,pk`: points that were seen, and the shape of the list as it was seen before it
 * moved. Numbers come from points alone; the shape only says where to look next.
 */
export class Known {
  /** Ascending in place and in value. */
  private points: Point[] = [];
  private shape: readonly Point[];
  count: number | null;
  /** How often the list was seen to have moved. */
  moves = 0;

  constructor(hint: readonly Probe[]) {
    this.shape = ascending(hint.map(({ place, expiresMs }) => ({ place, value: expiresMs })));
    this.count = null;
  }

  /** Takes what one answer shows. What it contradicts was seen before the list moved, and is only shape from now on. */
  add(seen: readonly Point[], count: number | null): void {
    const together = [...this.points.filter(({ place }) => !has(seen, place)), ...seen].toSorted(
      (one, other) => one.place - other.place,
    );
    const replaced = this.points.some((old) =>
      seen.some(({ place, value }) => place === old.place && value !== old.value),
    );
    const end = count ?? Infinity;
    if (!replaced && isAscending(together) && (together.at(-1)?.place ?? -1) < end) {
      this.points = together;
    } else {
      if (this.points.length > 1) this.shape = this.points;
      this.points = [...seen];
      this.moves++;
    }
    if (count !== null) this.count = count;
  }

  /** The list turned out to have at most so many rows. */
  endsBy(count: number): void {
    if (this.points.length > 1) this.shape = this.points;
    this.points = this.points.filter(({ place }) => place < count);
    this.count = Math.min(this.count ?? count, count);
    this.moves++;
  }

  /** The closest places around the number of rows before `time`: it is above `low.place` and at most `high.place`. */
  bracket(time: number): { low: Point; high: Point } {
    const at = this.points.findIndex(({ value }) => value >= time);
    const split = at < 0 ? this.points.length : at;
    return {
      low: this.points[split - 1] ?? { place: -1, value: -Infinity },
      high: this.points[split] ?? { place: this.count ?? Infinity, value: Infinity },
    };
  }

  /** The place where `time` would be if the list were as even, between what is known, as its shape; null when nothing tells. */
  guess(time: number): number | null {
    const { low, high } = this.bracket(time);
    const shape = this.shape;
    const inside = shape.filter(({ value }) => value > low.value && value < high.value).length > 0;
    if (Number.isFinite(low.value) && Number.isFinite(high.value)) {
      const along = inside ? (value: number) => placeIn(shape, value) : (value: number) => value;
      const [from, to, at] = [along(low.value), along(high.value), along(time)];
      if (from === null || to === null || at === null || !(to > from)) return null;
      return low.place + ((at - from) / (to - from)) * (high.place - low.place);
    }
    const at = placeIn(shape, time);
    if (at !== null) {
      if (Number.isFinite(low.value)) return low.place + at - (placeIn(shape, low.value) ?? at);
      if (Number.isFinite(high.value)) return high.place - (placeIn(shape, high.value) ?? at) + at;
      return at;
    }
    return this.beyond(time);
  }

  /** Goes on from the last two points before `time` as they lie. */
  private beyond(time: number): number | null {
    const before = this.points.filter(({ value }) => value < time);
    const [one, other] = before.slice(-2);
    if (!one || !other || other.value === one.value || time === Infinity) return null;
    const slope = (other.place - one.place) / (other.value - one.value);
    return other.place + slope * (time - other.value);
  }
}

function has(points: readonly Point[], place: number): boolean {
  return points.some((point) => point.place === place);
}

function isAscending(points: readonly Point[]): boolean {
  return points.every((point, index) => index === 0 || points[index - 1]!.value <= point.value);
}

/** The points in order of place, without those that go down again. */
function ascending(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points.toSorted((a, b) => a.place - b.place)) {
    const last = kept.at(-1);
    if (last === undefined || (point.place > last.place && point.value >= last.value))
      kept.push(point);
  }
  return kept;
}

/** Where `value` lies in a shape; null outside of it. */
function placeIn(shape: readonly Point[], value: number): number | null {
  const at = shape.findIndex((point) => point.value >= value);
  const [low, high] = [shape[at - 1], shape[at]];
  if (high === undefined) return null;
  if (high.value === value || low === undefined) return high.value === value ? high.place : null;
  if (high.value === Infinity) return null;
  const part = (value - low.value) / (high.value - low.value);
  return low.place + part * (high.place - low.place);
}
