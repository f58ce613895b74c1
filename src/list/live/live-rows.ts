import type { AnyEntry, Entry } from "../entry.ts";
import type { Changes } from "./changes.ts";

/** What became of a row that is listed no more. */
export interface Fate {
  /** "Redeemed". */
  readonly word: string;
  /** "0.4 s after it was issued". */
  readonly detail: string;
  /** As of the expiry status. */
  readonly tone: string;
}

/** A row that is shown though it is listed no more. */
export interface GoneEntry<T> extends Entry<T> {
  /** When it was first missed, the server's clock, epoch milliseconds. */
  readonly missedAt: number;
  readonly fate: Fate;
}

/** The rows of a page that is watched. */
export interface LiveRows<T> {
  /** Those on screen, in their order; what is gone has its fate in `gone`. */
  readonly shown: readonly AnyEntry<T>[];
  /** Those of the latest answer. */
  readonly latest: readonly AnyEntry<T>[];
  /** Rows that came to this page and are not on screen, by key. */
  readonly fresh: ReadonlySet<string>;
  /** Rows on screen that are listed no more, by key. */
  readonly gone: ReadonlyMap<string, GoneEntry<T>>;
}

/** How long a row that went stays on screen, milliseconds; longer while rows are held. */
export const STAYS_MS = 8000;

/** The rows of a page when watching begins. */
export function firstRows<T>(entries: readonly AnyEntry<T>[]): LiveRows<T> {
  return { shown: entries, latest: entries, fresh: new Set(), gone: new Map() };
}

/**
 * The rows after an answer. Those on screen stay in their places; `showLatest` brings the others.
 *
 * @param went those that went, with their fates.
 */
export function afterAnswer<T>(
  rows: LiveRows<T>,
  latest: readonly AnyEntry<T>[],
  came: Changes["came"],
  went: readonly GoneEntry<T>[],
): LiveRows<T> {
  const here = keysOf(latest);
  const onScreen = keysOf(rows.shown);
  const lost = new Set(went.map(({ key }) => key));
  const fresh = [...rows.fresh, ...came.filter((key) => here.has(key) && !onScreen.has(key))];
  return {
    shown: rows.shown,
    latest,
    fresh: new Set(fresh.filter((key) => !lost.has(key))),
    gone: new Map(
      [...rows.gone, ...went.map((entry) => [entry.key, entry] as const)].filter(
        ([key]) => onScreen.has(key) && !here.has(key),
      ),
    ),
  };
}

/** Whether there is anything that is not on screen yet, or no longer there. */
export function isBehind<T>({ shown, latest, gone }: LiveRows<T>): boolean {
  return shown !== latest && withGone(latest, shown, gone).some((entry, at) => entry !== shown[at]);
}

/** Shows the rows of the latest answer, and among them, in their places, those that went a moment ago. */
export function showLatest<T>({ shown, latest, gone }: LiveRows<T>): LiveRows<T> {
  return {
    shown: gone.size === 0 ? latest : withGone(latest, shown, gone),
    latest,
    fresh: new Set(),
    gone,
  };
}

/** How many of the rows that went have been shown for long enough. */
export function countFaded<T>({ gone }: LiveRows<T>, now: number): number {
  return [...gone.values()].filter(({ missedAt }) => now - missedAt >= STAYS_MS).length;
}

/** Takes the rows off that went first. */
export function withoutFaded<T>(rows: LiveRows<T>, count: number): LiveRows<T> {
  const inTurn = [...rows.gone].toSorted(([, a], [, b]) => a.missedAt - b.missedAt);
  return showLatest({ ...rows, gone: new Map(inTurn.slice(count)) });
}

/** The rows with better known fates. */
export function withFates<T>(rows: LiveRows<T>, fates: ReadonlyMap<string, Fate>): LiveRows<T> {
  const told = [...rows.gone].map(
    ([key, entry]) => [key, { ...entry, fate: fates.get(key) ?? entry.fate }] as const,
  );
  return { ...rows, gone: new Map(told) };
}

/** The entries to render: those on screen, and those of them that went with their fates. */
export function entriesToShow<T>({ shown, gone }: LiveRows<T>): readonly AnyEntry<T>[] {
  return gone.size === 0 ? shown : shown.map((entry) => gone.get(entry.key) ?? entry);
}

function keysOf<T>(entries: readonly AnyEntry<T>[]): ReadonlySet<string> {
  return new Set(entries.map(({ key }) => key));
}

/**
 * Each row that went keeps its place before the same row as until now, so that new rows come above it where the newest
 * are first; the last ones keep theirs after the same row.
 */
function withGone<T>(
  latest: readonly AnyEntry<T>[],
  shown: readonly AnyEntry<T>[],
  gone: LiveRows<T>["gone"],
): readonly AnyEntry<T>[] {
  const here = keysOf(latest);
  const before = new Map<string, AnyEntry<T>[]>();
  let open: AnyEntry<T>[] = [];
  let last: string | null = null;
  for (const entry of shown) {
    if (here.has(entry.key)) {
      before.set(entry.key, open);
      last = entry.key;
      open = [];
    } else if (gone.has(entry.key)) open.push(entry);
  }
  const placed = latest.flatMap((entry) => [
    ...(before.get(entry.key) ?? []),
    entry,
    ...(entry.key === last ? open : []),
  ]);
  return last === null ? [...placed, ...open] : placed;
}
