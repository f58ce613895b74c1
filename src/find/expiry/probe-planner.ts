import { coveringPage, type PageRequest } from "./page-geometry.ts";
import type { Bracket, KnownPoints } from "./known-points.ts";
import type { Estimate } from "./interpolation.ts";

/** No installation is known to clamp pages of this size. */
export const SMALL_WINDOW = 20;
/** Rows read first at each end of a list: outliers are there. */
const END_ROWS = 10;
/** Probes for one count, without those of the ends. Bisecting a million rows down to a window takes 15. */
export const MAX_PROBES = 23;
/** Requests at the same time. */
const CONCURRENCY = 4;
/** Rows that are read at once to prove a count. */
const WINDOW = 25;
/** After this many probes that leave more than half of a gap, its middle is probed. */
const MAX_MISSES = 3;

/** A page to request next. */
export interface PlannedProbe {
  page: number | "last";
  size: number;
}

export const LAST_PAGE: PlannedProbe = { page: "last", size: END_ROWS };

/** A time whose count is searched. */
export interface ProbeTarget {
  /** Epoch milliseconds: the rows before it are counted. */
  time: number;
  probes: number;
  /** The gap around the time at the latest probe, and how many probes did not halve it. */
  gap: number;
  misses: number;
  /** The proven count, the rows in the whole list, when, and by which answer; null while it is searched. */
  proof: { before: number; count: number; asOf: number; answer: object } | null;
}

/**
 * Decides where to probe next: bracketing with interpolation search, and bisection where estimates do badly. Each probe
 * narrows the gap between the two known points around a time. Once a gap fits into one page, that page proves the
 * count.
 */
export class ProbePlanner {
  /** The largest page size to request; smaller where the server clamps it. */
  private maxSize = WINDOW;
  private readonly known: KnownPoints;

  constructor(known: KnownPoints) {
    this.known = known;
  }

  /** The server gives no more than `pageSize` rows. */
  clamp(pageSize: number): void {
    this.maxSize = Math.min(this.maxSize, pageSize);
  }

  /** The next probes: of both ends of the list, else one for all times between the same two known points. */
  nextProbes(targets: readonly ProbeTarget[]): PlannedProbe[] {
    const groups = new Map<number, ProbeTarget[]>();
    for (const target of targets) {
      if (target.proof || target.probes >= MAX_PROBES || this.isHopeless(target)) continue;
      const { offset } = this.known.bracket(target.time).low;
      groups.set(offset, [...(groups.get(offset) ?? []), target]);
    }
    const ends = this.known.unknownEnds;
    if (groups.size > 0 && ends.length > 0) {
      this.known.unknownEnds = [];
      return ends.map((page) => ({ page, size: END_ROWS }));
    }
    const middle = [...groups.values()].map((group) => group[Math.floor(group.length / 2)]!);
    // The widest gap first: its probe says most about the other gaps.
    const widest = middle.toSorted(
      (one, other) => this.known.gapAt(other.time) - this.known.gapAt(one.time),
    );
    return widest.slice(0, CONCURRENCY).map((target) => this.nextProbe(target));
  }

  /** Whether only unreadable rows are left to look at. */
  private isHopeless({ time }: ProbeTarget): boolean {
    const gap = this.known.gapAt(time);
    return gap > 1 && this.known.unreadableAt(time) === gap - 1;
  }

  private nextProbe(target: ProbeTarget): PlannedProbe {
    const bracket = this.known.bracket(target.time);
    const { low, high } = bracket;
    const gap = high.offset - low.offset;
    target.probes++;
    const window = gap <= this.maxSize - 2 ? this.window(low.offset, high.offset + 1) : null;
    if (window) return window;
    target.misses = gap <= target.gap / 2 ? 0 : target.misses + 1;
    target.gap = gap;
    const estimate = target.misses < MAX_MISSES ? this.estimate(target.time, bracket) : null;
    if (estimate === null || estimate.margin > gap / 4) {
      target.misses = 0;
      return this.singleRow(low.offset + Math.floor(gap / 2), bracket);
    }
    const { offset } = estimate;
    // The more often it missed, the more the list may have moved since.
    const margin = estimate.margin + target.misses * this.known.pace;
    // What is left of the gap must not be more than bisection can finish within the limit.
    const most = Math.max(gap / 2, this.maxSize * 2 ** (MAX_PROBES - 3 - target.probes));
    const [least, greatest] = [high.offset - most, low.offset + most];
    const mayMiss = offset >= least && offset <= greatest;
    const around = mayMiss ? this.windowAround({ offset, margin }) : null;
    if (around) return around;
    // Near one end of the gap it overshoots towards the other, to bracket the time closely from both sides.
    const [down, up] = [offset - low.offset, high.offset - offset];
    const overshoot = up > 6 * down ? margin : down > 6 * up ? -margin : 0;
    return this.singleRow(Math.min(Math.max(offset + overshoot, least), greatest), bracket);
  }

  /** A page around an estimate that has a small margin. */
  private windowAround({ offset, margin }: Estimate): PageRequest | null {
    const most = Math.floor(this.maxSize / 2) - 1;
    if (margin > most + 1) return null;
    const center = Math.round(offset);
    for (let radius = Math.min(most, Math.ceil(margin * 1.5) + 1); radius > 0; radius--) {
      const window = this.window(center - radius - 1, center + radius + 1);
      if (window) return window;
    }
    return null;
  }

  private estimate(time: number, { low, high }: Bracket): Estimate | null {
    if (time !== Infinity) return this.known.estimate(time);
    // The first row that never expires: gallop from the end, since there may be few or many of them.
    const never = this.known.count - high.offset;
    const offset = high.offset - 16 * never;
    return offset > low.offset ? { offset, margin: 8 * never } : null;
  }

  private window(from: number, to: number): PageRequest | null {
    return coveringPage(Math.max(0, from), Math.min(to, this.known.count), this.maxSize);
  }

  /** A page of one row strictly inside the bracket, near the wanted offset and not known to be unreadable. */
  private singleRow(wanted: number, { low, high }: Bracket): PlannedProbe {
    const inside = Math.min(Math.max(Math.round(wanted), low.offset + 1), high.offset - 1);
    const nearby = [0, 1, -1, 2, -2, 3, -3, 4, -4].map((shift) => inside + shift);
    const readable = nearby.find(
      (one) => one > low.offset && one < high.offset && !this.known.unreadable.has(one),
    );
    return { page: (readable ?? inside) + 1, size: 1 };
  }
}
