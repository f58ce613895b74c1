import type { KnownPoint } from "../fetch-page.ts";
import {
  type Guess,
  guessBetween,
  guessBeyond,
  lineAt,
  NEAR,
  type Point,
} from "./interpolation.ts";

export interface Bracket {
  /** The last known place with a row before the time; -1 when there is none. */
  low: Point;
  /** The first known place with a row that is not; the count, or Infinity, when there is none. */
  high: Point;
}

/**
 * What is known of the order `expires,pk`: points that were seen, and the shape of the list as it was seen before it
 * moved. Numbers come from points alone; the shape only says where to look next.
 */
export class KnownPoints {
  count: number | null;
  /** Ascending in place and in value. */
  private points: readonly Point[] = [];
  private shape: readonly Point[];

  constructor(hint: readonly KnownPoint[]) {
    this.shape = ascending(hint.map(({ place, expiresMs }) => ({ place, value: expiresMs })));
    this.count = hint.at(-1)?.count ?? null;
  }

  /**
   * Takes what one answer shows. What it contradicts was seen before the list moved: then all that was seen before is
   * but shape from now on.
   */
  add(seen: readonly Point[], count: number | null): void {
    const others = this.points.filter((old) => !seen.some(({ place }) => place === old.place));
    const together = [...others, ...seen].toSorted((one, other) => one.place - other.place);
    const end = count ?? Infinity;
    const agrees =
      this.points.every((old) =>
        seen.every(({ place, value }) => place !== old.place || value === old.value),
      ) &&
      isAscending(together) &&
      (together.at(-1)?.place ?? -1) < end;
    if (agrees) this.points = together;
    else {
      this.becomesShape();
      this.points = [...seen];
    }
    if (count !== null) this.count = count;
  }

  /** The list turned out to have at most so many rows. */
  endsBy(count: number): void {
    this.becomesShape();
    this.points = [];
    this.count = Math.min(this.count ?? count, count);
  }

  bracket(time: number): Bracket {
    const at = this.splitAt(time);
    return {
      low: this.points[at - 1] ?? { place: -1, value: -Infinity },
      high: this.points[at] ?? { place: this.count ?? Infinity, value: Infinity },
    };
  }

  /** Where the number of rows before `time` probably lies; null when what is known says nothing about it. */
  guess(time: number): Guess | null {
    return this.byShape(time) ?? this.byPoints(time);
  }

  private splitAt(time: number): number {
    const at = this.points.findIndex(({ value }) => value >= time);
    return at < 0 ? this.points.length : at;
  }

  private becomesShape(): void {
    if (this.points.length > 1) this.shape = this.points;
  }

  /** As in the shape, shifted and stretched to fit the points on both sides. */
  private byShape(time: number): Guess | null {
    const { low, high } = this.bracket(time);
    const inside = this.shape.filter(({ value }) => value > low.value && value < high.value);
    const at = lineAt(this.shape, time);
    if (inside.length === 0 || at === null) return null;
    const from = Number.isFinite(low.value) ? lineAt(this.shape, low.value) : null;
    const to = Number.isFinite(high.value) ? lineAt(this.shape, high.value) : null;
    if (from !== null && to !== null) {
      if (!(to.place > from.place)) return null;
      const stretch = (high.place - low.place) / (to.place - from.place);
      return {
        place: low.place + (at.place - from.place) * stretch,
        doubt: at.doubt * stretch + from.doubt + to.doubt,
      };
    }
    if (from !== null) {
      return { place: low.place + at.place - from.place, doubt: at.doubt + from.doubt };
    }
    if (to !== null) {
      return { place: high.place + at.place - to.place, doubt: at.doubt + to.doubt };
    }
    return at;
  }

  /** As the points around it lie. */
  private byPoints(time: number): Guess | null {
    const at = this.splitAt(time);
    const [low, high] = [this.points[at - 1], this.points[at]];
    if (low === undefined || time === Infinity) return null;
    if (high !== undefined && Number.isFinite(high.value))
      return guessBetween(this.points, at, time);
    const before = this.points.findLast(
      ({ place, value }) => place <= low.place - NEAR && value < low.value,
    );
    return before === undefined ? null : guessBeyond(before, low, time);
  }
}

function isAscending(points: readonly Point[]): boolean {
  return points.every((point, index) => index === 0 || points[index - 1]!.value <= point.value);
}

/** The points in order of place, without those that go down again. */
function ascending(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points.toSorted((one, other) => one.place - other.place)) {
    const last = kept.at(-1);
    if (last === undefined || (point.place > last.place && point.value >= last.value)) {
      kept.push(point);
    }
  }
  return kept;
}
