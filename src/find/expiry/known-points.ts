import type { KnownPoint } from "../fetch-page.ts";
import {
  type Estimate,
  extrapolate,
  interpolate,
  interpolateLinearly,
  MIN_NEIGHBOUR_DISTANCE,
  type Point,
} from "./interpolation.ts";

/** The known points on both sides of a time. */
export interface Bracket {
  /** The last known point before the time; offset -1 when there is none. */
  low: Point;
  /** The first known point at or after the time; at the count, or Infinity, when there is none. */
  high: Point;
}

/** If the count changes by more than this share between two answers, no points from before are kept as current. */
const SMALL_CHANGE = 0.02;

/**
 * The known points of a list in the order `expires,pk`, in two sets: current ones, none of which the latest answer
 * contradicts, and outdated ones from before the list changed. Brackets come from current points only. Outdated points
 * only help to estimate where to probe next.
 */
export class KnownPoints {
  count: number | null;
  /** Ascending in offset and in value. */
  private current: readonly Point[] = [];
  private outdated: readonly Point[];

  /** @param earlier points from an earlier search in the same list. */
  constructor(earlier: readonly KnownPoint[]) {
    this.outdated = ascending(
      earlier.map(({ offset, expiresMs }) => ({ offset, value: expiresMs })),
    );
    this.count = earlier.at(-1)?.count ?? null;
  }

  /**
   * Adds the points of one answer. If they contradict current points, the list has changed, and these are outdated.
   * After a small change of the count, the others stay current: off by a few rows, but still useful in a long list.
   */
  add(added: readonly Point[], count: number | null): void {
    const others = this.current.filter((old) => !added.some(({ offset }) => offset === old.offset));
    const together = [...others, ...added].toSorted((one, other) => one.offset - other.offset);
    const end = count ?? Infinity;
    const agrees =
      this.current.every((old) =>
        added.every(({ offset, value }) => offset !== old.offset || value === old.value),
      ) &&
      isAscending(together) &&
      (together.at(-1)?.offset ?? -1) < end;
    if (agrees) this.current = together;
    else {
      const agreeing = this.hasGrownLittle(count)
        ? others.filter((old) => old.offset < end && added.every((one) => isInOrder(old, one)))
        : [];
      this.markOutdated();
      this.current = [...agreeing, ...added].toSorted((one, other) => one.offset - other.offset);
    }
    if (count !== null) this.count = count;
  }

  private hasGrownLittle(count: number | null): boolean {
    return (
      count !== null &&
      this.count !== null &&
      Math.abs(count - this.count) <= this.count * SMALL_CHANGE
    );
  }

  /** The list turned out to have at most `count` rows. */
  limitCount(count: number): void {
    this.markOutdated();
    this.current = [];
    this.count = Math.min(this.count ?? count, count);
  }

  bracket(time: number): Bracket {
    const index = this.indexOf(time);
    return {
      low: this.current[index - 1] ?? { offset: -1, value: -Infinity },
      high: this.current[index] ?? { offset: this.count ?? Infinity, value: Infinity },
    };
  }

  /** Estimates the number of rows before `time`; null when the known points say nothing about it. */
  estimate(time: number): Estimate | null {
    return this.estimateFromOutdated(time) ?? this.estimateFromCurrent(time);
  }

  /** Index of the first current point at or after `time`. */
  private indexOf(time: number): number {
    const index = this.current.findIndex(({ value }) => value >= time);
    return index < 0 ? this.current.length : index;
  }

  /** Turns the current points into the outdated ones. A single point is not worth replacing a set. */
  private markOutdated(): void {
    if (this.current.length > 1) this.outdated = this.current;
  }

  /** Interpolates in the outdated points, shifted and stretched to fit the current bracket. */
  private estimateFromOutdated(time: number): Estimate | null {
    const { low, high } = this.bracket(time);
    const place = (value: number) =>
      Number.isFinite(value) ? interpolateLinearly(this.outdated, value) : null;
    const then = interpolateLinearly(this.outdated, time);
    const tells = this.outdated.some(({ value }) => value > low.value && value < high.value);
    if (then === null || !tells) return null;
    const [from, to] = [place(low.value), place(high.value)];
    const stretch = from && to ? (high.offset - low.offset) / (to.offset - from.offset) : 1;
    if (!(stretch > 0 && stretch < Infinity)) return null;
    const [end, was] = from ? [low, from] : to ? [high, to] : [then, then];
    return {
      offset: end.offset + (then.offset - was.offset) * stretch,
      margin: then.margin * stretch + (from?.margin ?? 0) + (to?.margin ?? 0),
    };
  }

  /** Interpolates between the current points, or extrapolates beyond the last of them. */
  private estimateFromCurrent(time: number): Estimate | null {
    const index = this.indexOf(time);
    const [low, high] = [this.current[index - 1], this.current[index]];
    if (low === undefined || time === Infinity) return null;
    if (high !== undefined && Number.isFinite(high.value))
      return interpolate(this.current, index, time);
    const before = this.current.findLast(
      ({ offset, value }) => offset <= low.offset - MIN_NEIGHBOUR_DISTANCE && value < low.value,
    );
    return before === undefined ? null : extrapolate(before, low, time);
  }
}

function isInOrder(one: Point, other: Point): boolean {
  return one.offset < other.offset ? one.value <= other.value : one.value >= other.value;
}

function isAscending(points: readonly Point[]): boolean {
  return points.every((point, index) => index === 0 || points[index - 1]!.value <= point.value);
}

/** The points in order of offset, without those whose value goes down again. */
function ascending(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points.toSorted((one, other) => one.offset - other.offset)) {
    const last = kept.at(-1);
    if (last === undefined || (point.offset > last.offset && point.value >= last.value)) {
      kept.push(point);
    }
  }
  return kept;
}
