import { outliers } from "./quantiles.ts";

/** A histogram bin: a span of time, and how many rows expire in it. */
export interface Bin {
  /** Inclusive, epoch milliseconds; -Infinity for the first. */
  from: number;
  /** Exclusive, epoch milliseconds; Infinity for the last. */
  to: number;
  /** Its rows whose expiry time was past when they were counted. */
  past: number;
  /** Its other rows. */
  ahead: number;
}

/** The edges between these bins. */
export function edgesOf(bins: readonly Bin[]): number[] {
  return bins.slice(1).map(({ from }) => from);
}

/**
 * Bins from how many rows expire before each edge.
 *
 * @param before one number for each edge.
 * @param beforeNow rows that expire before the moment of counting.
 * @param finite rows that expire at all.
 */
export function binsOfCounts(
  edges: readonly number[],
  before: readonly number[],
  beforeNow: number,
  finite: number,
): Bin[] {
  const times = [-Infinity, ...edges, Infinity];
  // Counts of a changing list may contradict each other, which must not make a bin negative.
  let most = 0;
  const sums = [0, ...before, finite].map(
    (sum) => (most = Math.min(Math.max(most, sum), Math.max(finite, 0))),
  );
  return times.slice(1).map((to, index) => {
    const [low = 0, high = 0] = sums.slice(index, index + 2);
    const past = Math.min(high, beforeNow) - Math.min(low, beforeNow);
    return { from: times[index] ?? -Infinity, to, past, ahead: high - low - past };
  });
}

/** Bins from the rows themselves: when each of them expires, epoch milliseconds, in any order. */
export function binsOfTimes(
  edges: readonly number[],
  expiries: readonly number[],
  now: number,
): Bin[] {
  const sorted = expiries.toSorted((a, b) => a - b);
  const beforeTime = (time: number) => {
    const place = sorted.findIndex((expiry) => expiry >= time);
    return place === -1 ? sorted.length : place;
  };
  return binsOfCounts(edges, edges.map(beforeTime), beforeTime(now), sorted.length);
}

/** Whether the window fits: at each of its ends, at most twice the allowed number of outliers lie outside. */
export function isTelling(bins: readonly Bin[]): boolean {
  const rows = (some: readonly Bin[]) => some.reduce((sum, bin) => sum + bin.past + bin.ahead, 0);
  const allowed = outliers(rows(bins)) * 2;
  return [bins.slice(0, 1), bins.slice(-1)].every((some) => rows(some) <= allowed);
}
