import { coveringPage, type PageRequest } from "./page-geometry.ts";
import type { Bracket, KnownPoints } from "./known-points.ts";
import type { Estimate } from "./interpolation.ts";

/** No installation is known to clamp pages of this size. */
export const SMALL_WINDOW = 20;
/** Rows read first at each end of a list: outliers are there. */
export const END_ROWS = 10;
/** Requests for one count. Bisecting a million rows down to a window takes 15. */
export const MAX_PROBES = 25;
/** Requests at the same time. */
const CONCURRENCY = 4;
/** Rows that are read at once to prove a count. */
const WINDOW = 38;
/** An estimate with at most this margin is read together with the rows around it. */
const MAX_WINDOW_MARGIN = 19;
/** After this many estimates in a row that leave more than half of a gap, bisection takes over. */
const MAX_ATTEMPTS = 4;

/** A page to request next. */
export interface PlannedProbe {
  page: number | "last";
  size: number;
}

/** A time whose count is searched. */
export interface ProbeTarget {
  /** Epoch milliseconds: the rows before it are counted. */
  time: number;
  requests: number;
  /** Estimates tried since the gap around the time was last halved, and its width at the latest of them. */
  attempts: number;
  gap: number;
  /** The proven count, the rows in the whole list, when, and by which answer; null while it is searched. */
  proof: { before: number; count: number; asOf: number; answer: object } | null;
}

/**
 * Decides where to probe next: bracketing with interpolation search, and bisection where estimates do badly. Each probe
 * narrows the gap between the two known points around a time. Once a gap fits into one page, that page proves the
 * count.
 */
export class ProbePlanner {
  /** Offsets of rows whose time could not be read. */
  readonly unreadable = new Set<number>();
  /** By how many rows the list grew or shrank while the latest probes were answered. */
  pace = 0;
  /** The largest page size to request; smaller where the server clamps it. */
  private maxSize = WINDOW;
  private readonly known: KnownPoints;

  constructor(known: KnownPoints) {
    this.known = known;
  }

  /** The server clamps pages to `pageSize` rows. */
  clamp(pageSize: number): void {
    this.maxSize = Math.min(this.maxSize, pageSize);
  }

  /** The next probes: one for all times between the same two known points. */
  nextProbes(targets: readonly ProbeTarget[]): PlannedProbe[] {
    const groups = new Map<number, ProbeTarget[]>();
    for (const target of targets) {
      if (target.proof || target.requests >= MAX_PROBES || this.isHopeless(target)) continue;
      const { offset } = this.known.bracket(target.time).low;
      groups.set(offset, [...(groups.get(offset) ?? []), target]);
    }
    const middle = [...groups.values()].map((group) => group[Math.floor(group.length / 2)]!);
    // The widest gap first: its probe says most about the other gaps.
    const widest = middle.toSorted((one, other) => this.gapAround(other) - this.gapAround(one));
    return widest.slice(0, CONCURRENCY).map((target) => {
      target.requests++;
      return this.nextProbe(target);
    });
  }

  /** Whether only unreadable rows are left to look at. */
  private isHopeless({ time }: ProbeTarget): boolean {
    const { low, high } = this.known.bracket(time);
    if (high.offset - low.offset > this.maxSize || high.offset - low.offset < 2) return false;
    for (let offset = low.offset + 1; offset < high.offset; offset++) {
      if (!this.unreadable.has(offset)) return false;
    }
    return true;
  }

  private gapAround({ time }: ProbeTarget): number {
    const { low, high } = this.known.bracket(time);
    return high.offset - low.offset;
  }

  private nextProbe(target: ProbeTarget): PlannedProbe {
    const bracket = this.known.bracket(target.time);
    const { low, high } = bracket;
    const gap = high.offset - low.offset;
    const window = gap <= this.maxSize - 2 ? this.window(low.offset, high.offset + 1) : null;
    if (window) return window;
    if (gap <= target.gap / 2) target.attempts = 0;
    target.gap = gap;
    const estimate = this.mayEstimate(target, gap) ? this.estimate(target, bracket) : null;
    const overshoot = estimate && this.overshoot(estimate, bracket, target.attempts);
    if (estimate === null || overshoot === null) {
      target.attempts = 0;
      return this.singleRow(low.offset + Math.max(1, Math.floor(gap / 2)), bracket);
    }
    target.attempts++;
    const around = target.attempts < 3 ? this.windowAround(estimate) : null;
    return around ?? this.singleRow(Math.round(estimate.offset + overshoot), bracket);
  }

  /** Whether bisection could still finish within the limit if the estimate turned out worthless. */
  private mayEstimate({ attempts, requests }: ProbeTarget, gap: number): boolean {
    const bisections = Math.max(0, Math.ceil(Math.log2(gap / this.maxSize)));
    return attempts < MAX_ATTEMPTS && requests + bisections + 2 <= MAX_PROBES;
  }

  /**
   * How far to probe beyond the estimate. Near one end of the gap it overshoots towards the far end, so that the probe
   * brackets the time closely from both sides. The overshoot triples with each miss. Null when bisection does as well.
   */
  private overshoot(
    { offset, margin }: Estimate,
    { low, high }: Bracket,
    misses: number,
  ): number | null {
    const gap = high.offset - low.offset;
    if (margin > gap / 4) return null;
    const [down, up] = [offset - low.offset, high.offset - offset];
    const distance = margin * 3 ** misses;
    return up > 6 * down ? distance : down > 6 * up ? -distance : 0;
  }

  /** A page around an estimate that has a small margin. */
  private windowAround({ offset, margin }: Estimate): PageRequest | null {
    if (margin > MAX_WINDOW_MARGIN) return null;
    const center = Math.round(offset);
    for (
      let radius = Math.min(Math.floor(this.maxSize / 2) - 1, Math.ceil(margin * 1.5) + 1);
      radius > 0;
      radius--
    ) {
      const window = this.window(center - radius - 1, center + radius + 1);
      if (window) return window;
    }
    return null;
  }

  /** An estimate strictly inside the bracket. After a miss, its margin allows for changes until the answer. */
  private estimate({ time, attempts }: ProbeTarget, { low, high }: Bracket): Estimate | null {
    const estimate = this.known.estimate(time);
    if (estimate !== null) {
      const offset = Math.min(Math.max(estimate.offset, low.offset + 1), high.offset - 1);
      return { offset, margin: estimate.margin + (attempts > 0 ? 2 * this.pace : 0) };
    }
    // The first row that never expires: gallop from the end, since there may be few or many of them.
    if (time !== Infinity || high.value !== Infinity) return null;
    const never = (this.known.count ?? 0) - high.offset;
    const offset = high.offset - 16 * never;
    return offset > low.offset ? { offset, margin: 8 * never } : null;
  }

  private window(from: number, to: number): PageRequest | null {
    const count = this.known.count ?? Infinity;
    return coveringPage(Math.max(0, from), Math.min(to, count), this.maxSize);
  }

  /** A page of one row strictly inside the bracket, near the wanted offset and not known to be unreadable. */
  private singleRow(wanted: number, { low, high }: Bracket): PlannedProbe {
    const nearby = [0, 1, -1, 2, -2, 3, -3, 4, -4].map((shift) => wanted + shift);
    const offset = nearby.find(
      (one) => one > low.offset && one < high.offset && !this.unreadable.has(one),
    );
    return { page: (offset ?? low.offset + 1) + 1, size: 1 };
  }
}
