import type { KnownPoint } from "../fetch-page.ts";
import type { AnsweredRows } from "./count-proof.ts";
import { type Estimate, interpolate, type Point } from "./interpolation.ts";

/** The known points on both sides of a time. */
export interface Bracket {
  /** The last known point before the time; offset -1 when there is none. */
  low: Point;
  /** The first known point at or after the time; at the count, or Infinity, when there is none. */
  high: Point;
}

/** If the count changes by more than this share, and a point from before contradicts the answer, none is kept. */
const SMALL_CHANGE = 0.02;

/** Earlier points that are taken over: each search leaves some more, and each is compared with all others. */
const MOST_EARLIER = 500;

const BOTH_ENDS = [1, "last"] as const;

/**
 * The known points of a list in the order `expires,pk`, from this search and from earlier ones. They never contradict
 * each other, but for those of one answer.
 */
export class KnownPoints {
  points: readonly KnownPoint[] = [];
  /** Offsets of rows whose time could not be read. */
  readonly unreadable = new Set<number>();
  /** Ends of the list of which nothing is known, or whose offset may have changed. */
  unknownEnds: readonly (1 | "last")[] = BOTH_ENDS;
  /** Rows in the list; Infinity until an answer says it. */
  count = Infinity;
  /** By how many rows the list grew or shrank between the latest two answers. */
  pace = 0;
  private changes = 0;

  /** @param earlier points of earlier searches in the same list. */
  constructor(earlier: readonly KnownPoint[]) {
    const byTime = earlier.toSorted((one, other) => one.asOf - other.asOf);
    for (const point of byTime.slice(-MOST_EARLIER)) this.keepAgreeing([point], point.count);
    if (this.points.length > 1) this.unknownEnds = [];
    this.changes = 0;
  }

  /** Adds the points of an answer. */
  add({ start, values, count, asOf }: AnsweredRows): void {
    const added: KnownPoint[] = [];
    for (const [index, expiresMs] of values.entries()) {
      const offset = start + index;
      if (expiresMs === null) this.unreadable.add(offset);
      else added.push({ offset, expiresMs, count, asOf });
    }
    this.keepAgreeing(added, count);
  }

  /**
   * Where points from before contradict new ones, the list has changed, and they are dropped. The others are off by a
   * few rows, but still useful in a long list, unless it has changed much.
   */
  private keepAgreeing(added: readonly KnownPoint[], count: number): void {
    const agrees = (old: KnownPoint) =>
      old.offset < count && added.every((one) => isInOrder(old, one));
    const isOther =
      Math.abs(count - this.count) > this.count * SMALL_CHANGE && !this.points.every(agrees);
    // Only once: of a list that goes on changing much, nothing else would be asked.
    if (isOther && this.changes++ === 0) this.unknownEnds = BOTH_ENDS;
    const kept = isOther ? [] : this.points.filter(agrees);
    this.points = [...kept, ...added].toSorted((one, other) => one.offset - other.offset);
    this.pace = this.count < Infinity ? Math.abs(count - this.count) : 0;
    this.count = count;
  }

  /** The list turned out to be shorter than was known. */
  forget(): void {
    this.points = [];
    this.unknownEnds = BOTH_ENDS;
  }

  /** Rows that never expire are at the end of the list, whose offset may have changed. */
  forgetNever(): void {
    this.points = this.points.filter(({ expiresMs }) => expiresMs < Infinity);
    if (this.unknownEnds.length === 0) this.unknownEnds = ["last"];
  }

  bracket(time: number): Bracket {
    const index = this.indexOf(time);
    return {
      low: this.points[index - 1] ?? { offset: -1, expiresMs: -Infinity },
      high: this.points[index] ?? { offset: this.count, expiresMs: Infinity },
    };
  }

  /** The distance of the known points on both sides of a time, in rows. */
  gapAt(time: number): number {
    const { low, high } = this.bracket(time);
    return high.offset - low.offset;
  }

  /** How many of the rows between the known points on both sides of a time cannot be read. */
  unreadableAt(time: number): number {
    const { low, high } = this.bracket(time);
    return [...this.unreadable].filter((one) => one > low.offset && one < high.offset).length;
  }

  /** Estimates the number of rows before `time`; null when the known points say nothing about it. */
  estimate(time: number): Estimate | null {
    return interpolate(this.points, this.indexOf(time), time);
  }

  /** Index of the first point at or after `time`. */
  private indexOf(time: number): number {
    const index = this.points.findIndex(({ expiresMs }) => expiresMs >= time);
    return index < 0 ? this.points.length : index;
  }
}

function isInOrder(one: Point, other: Point): boolean {
  const [first, second] = one.offset < other.offset ? [one, other] : [other, one];
  return first.offset < second.offset && first.expiresMs <= second.expiresMs;
}
