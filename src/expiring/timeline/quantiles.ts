/** Quantiles of a list's expiry times: the window of the timeline is chosen by these. */
export interface Quantiles {
  /**
   * Expiry times at equal steps in the order of expiry, ascending, epoch milliseconds; the first and the last leave the
   * outliers out. Empty where nothing expires.
   */
  times: readonly number[];
  /** As of when, epoch milliseconds. */
  at: number;
}

const QUANTILES = 7;

/** How many outliers may lie before the window, and after it: a twentieth of the rows, or a few of a short list. */
export function outliers(rows: number): number {
  return Math.max(0, Math.min(Math.floor((rows - 1) / 2), Math.max(Math.floor(rows / 20), 3)));
}

/** Offsets of the quantiles among rows in the order of expiry. */
export function quantileOffsets(rows: number): number[] {
  if (rows === 0) return [];
  const [low, high] = [outliers(rows), rows - 1 - outliers(rows)];
  const offsets = Array.from({ length: QUANTILES }, (_, index) =>
    Math.round(low + (index / (QUANTILES - 1)) * (high - low)),
  );
  return [...new Set(offsets)];
}

/** How long quantiles are reused, milliseconds: the codes in a list change within minutes. */
const TRUSTED_MS = 120_000;

export function isYoung({ at }: Quantiles, now: number): boolean {
  return now - at < TRUSTED_MS;
}

/** The time before which a share of the rows expires, from 0 to 1; epoch milliseconds. */
export function timeOfShare(times: readonly number[], share: number): number {
  const place = share * (times.length - 1);
  const index = Math.min(Math.floor(place), times.length - 2);
  const [low = 0, high = low] = [times[Math.max(0, index)], times[index + 1]];
  return low + (place - Math.max(0, index)) * (high - low);
}

/** The largest share of the rows, from 0 to 1, that expires between two edges next to each other. */
export function largestShare(times: readonly number[], edges: readonly number[]): number {
  const before = [0, ...edges.map((edge) => shareBefore(times, edge)), 1];
  return Math.max(...before.slice(1).map((share, index) => share - before[index]!));
}

function shareBefore(times: readonly number[], time: number): number {
  const index = times.findIndex((one) => one >= time);
  if (index === -1) return 1;
  const [low, high] = [times[index - 1], times[index]];
  if (low === undefined || high === undefined) return 0;
  return (index - 1 + (time - low) / (high - low)) / (times.length - 1);
}
