/** A stretch of time and how many rows expire in it. */
export interface Bin {
  /** Inclusive, epoch milliseconds; -Infinity for the first. */
  from: number;
  /** Exclusive, epoch milliseconds; Infinity for the last. */
  to: number;
  /** Of its rows, those whose time was past when they were counted. */
  past: number;
  /** The others of its rows. */
  ahead: number;
}

/** How far from now most rows lie: all that the window is chosen by. */
export interface Shape {
  /** Before it lie few rows; epoch milliseconds. */
  low: number;
  /** How far after now most rows still lie: about the usual validity; milliseconds. */
  reach: number;
  /** As of when, epoch milliseconds. */
  at: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How wide a bin may be: what people count time in. */
const WIDTHS: readonly number[] = [
  ...[5, 10, 15, 20, 30, 40].map((seconds) => seconds * SECOND),
  ...[1, 1.5, 2, 3, 4, 5, 10, 15, 20, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((days) => days * DAY),
];

/** Each edge costs a few requests, and more of them the longer the list: so many edges at most. */
function mostEdges(rows: number): number {
  if (rows > 100_000) return 6;
  return rows > 1000 ? 8 : 12;
}

/** authentik's own default for the validity of a code; the window reaches at least so far. */
const LEAST_REACH = MINUTE;

/**
 * The edges between the bins, ascending, at least two: whole multiples of a handy width. Before the first and from the
 * last on lies one more bin each.
 *
 * @param start what the window must include, epoch milliseconds; not after `now`.
 * @param reach how far it must go beyond `now`, milliseconds.
 * @param rows of the list, about.
 */
export function chooseEdges(start: number, reach: number, now: number, rows: number): number[] {
  const end = now + Math.max(reach, LEAST_REACH);
  const most = mostEdges(rows);
  const fits = (width: number) => edgeCount(start, end, width) <= most;
  // Beyond the widest of them: whole years, as many as it takes.
  const width =
    WIDTHS.find(fits) ?? 365 * DAY * Math.ceil((end - start) / (365 * DAY * (most - 3)));
  const first = Math.floor(start / width) * width;
  return Array.from({ length: edgeCount(start, end, width) }, (_, index) => first + index * width);
}

/** The edges these bins lie between. */
export function edgesOf(bins: readonly Bin[]): number[] {
  return bins.slice(1).map(({ from }) => from);
}

/** Whether the window still reaches far enough, so that it can stay where it is for a while. */
export function stillReaches(edges: readonly number[], { reach }: Shape, now: number): boolean {
  return (edges.at(-1) ?? 0) - now >= Math.max(reach, LEAST_REACH) / 2;
}

/** Edges from the last multiple up to `start` to the first beyond `end`. */
function edgeCount(start: number, end: number, width: number): number {
  return Math.floor(end / width) - Math.floor(start / width) + 2;
}

/**
 * Bins from how many rows expire before each edge.
 *
 * @param before one number for each edge.
 * @param beforeNow rows before the moment of counting.
 * @param finite rows that expire at all.
 */
export function binsOfCounts(
  edges: readonly number[],
  before: readonly number[],
  beforeNow: number,
  finite: number,
): Bin[] {
  const times = [-Infinity, ...edges, Infinity];
  // Numbers read while the list moved may contradict each other; none may become negative for it.
  let most = 0;
  const sums = [0, ...before, finite].map((sum) => (most = Math.max(most, sum)));
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

/** A twentieth of the rows may lie before the window and as many after it, and a few of a short list. */
function strays(rows: number): number {
  return Math.max(0, Math.min(Math.floor((rows - 1) / 2), Math.max(Math.floor(rows / 20), 3)));
}

/** Places in the order of expiry that tell the shape of a list: the first and the last that are no strays, and some between. */
export function shapePlaces(rows: number): number[] {
  if (rows === 0) return [];
  const [low, high] = [strays(rows), rows - 1 - strays(rows)];
  const places = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(low + share * (high - low)));
  return [...new Set(places)];
}

/** Whether the first row lies much further from those at these places than they lie apart. */
export function isStray(first: number, expiries: readonly number[]): boolean {
  const [low = first, high = low] = [expiries[0], expiries.at(-1)];
  return low - first > 4 * (high - low);
}

/** @param expiries at those places, ascending, without the infinite ones; epoch milliseconds. */
export function shapeOf(expiries: readonly number[], now: number): Shape {
  const [low = now, high = now] = [expiries[0], expiries.at(-1)];
  return { low: Math.min(low, now), reach: Math.max(0, high - now), at: now };
}

/** How long a shape is trusted, milliseconds: the life of codes goes on in minutes. */
const TRUSTED_MS = 120_000;

export function isYoung({ at }: Shape, now: number): boolean {
  return now - at < TRUSTED_MS;
}

/** Whether the window tells what there is: not twice as many strays lie outside. */
export function isTelling(bins: readonly Bin[]): boolean {
  const rows = (some: readonly Bin[]) => some.reduce((sum, bin) => sum + bin.past + bin.ahead, 0);
  const allowed = strays(rows(bins)) * 2;
  return [bins.slice(0, 1), bins.slice(-1)].every((some) => rows(some) <= allowed);
}
