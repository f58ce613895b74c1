import { useSyncExternalStore } from "react";
import type { ResourceName } from "../../paths.ts";

/** Something that this tab saw while it watched. Holds names and ids only: nothing of the row itself. */
export interface JournalEntry {
  /** The server's clock, epoch milliseconds. */
  readonly at: number;
  readonly list: ResourceName;
  /** `missed`: more changed between two answers than they tell. */
  readonly what: "came" | "went" | "outcome" | "missed";
  /** The object's id; "" for `missed`. */
  readonly id: string;
  /** What became of it, or what was missed: "Redeemed 0.4 s after it was issued". */
  readonly detail: string;
  readonly user: string;
  /** The provider, or the application. */
  readonly provider: string;
}

/** What this tab saw, oldest first. */
export interface Journal {
  readonly entries: readonly JournalEntry[];
  /** How many of the oldest were dropped. */
  readonly dropped: number;
}

/** An hour of a busy installation, in about 2 MB of heap. */
export const MOST_ENTRIES = 5000;

const EMPTY: Journal = { entries: [], dropped: 0 };

/** The journal with more entries, without the oldest beyond `MOST_ENTRIES`. */
export function appended(journal: Journal, more: readonly JournalEntry[]): Journal {
  const all = [...journal.entries, ...more];
  const over = Math.max(0, all.length - MOST_ENTRIES);
  return { entries: over === 0 ? all : all.slice(over), dropped: journal.dropped + over };
}

/** The journal as JSON lines, oldest first; the first line says how many are missing before it, if any. */
export function journalLines({ entries, dropped }: Journal): string {
  const lines = entries.map(({ at, ...told }) => ({ time: new Date(at).toISOString(), ...told }));
  return [...(dropped > 0 ? [{ dropped }] : []), ...lines]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");
}

/** One journal a tab: what was seen on one list is still there on the next, until the page is loaded anew. */
let current = EMPTY;
const listeners = new Set<() => void>();

/** Notes what was seen. */
export function note(more: readonly JournalEntry[]): void {
  if (more.length > 0) replace(appended(current, more));
}

/** Forgets all that was seen. */
export function clearJournal(): void {
  replace(EMPTY);
}

/** What this tab saw so far. */
export function useJournal(): Journal {
  return useSyncExternalStore(subscribe, () => current);
}

function replace(next: Journal): void {
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
