import type { ReactNode } from "react";
import type { Gap, ListAnswer } from "../api/list-answer.ts";
import type { JsonValue } from "../api/wire/json.ts";
import type { Problem } from "../api/wire/page.ts";
import type { Listed } from "./resource.ts";

/** A row that could be read, with what a cell needs to know about its answer. */
export interface Entry<T> {
  readable: true;
  key: string;
  value: T;
  problems: readonly Problem[];
  /** The server's clock when it answered, epoch milliseconds; resolution one second. */
  answeredAt: number;
  /** When the latest answer listed it, which may not have told it anew; likewise. */
  listedAt: number;
}

/** A row that could not be read; it is shown as such, and does not affect the rest of the page. */
export interface BadEntry {
  readable: false;
  key: string;
  raw: JsonValue;
  problems: readonly Problem[];
}

/** Anything that is rendered as a row of the table. */
export type AnyEntry<T> = Entry<T> | BadEntry | GapEntry | LineEntry;

/** Rows that exist but cannot be fetched: the server fails on every answer that contains them. */
export interface GapEntry {
  readable: false;
  key: string;
  gap: Gap;
}

/** A line across the table that stands for the first rows of a list, as long as these are folded. */
export interface LineEntry {
  readable: false;
  key: string;
  line: ReactNode;
  /** How many rows are not on show for it. */
  folded: number;
}

/** How many of a list's first rows are not on show. */
export function foldedIn(entries: readonly AnyEntry<unknown>[]): number {
  const [first] = entries;
  return first && "folded" in first ? first.folded : 0;
}

/** The rows of an answer as entries of the table, each with a key and the time it was answered. */
export function entriesOf<T extends Listed>(answer: ListAnswer<T>): readonly AnyEntry<T>[] {
  const seen = new Set<string>();
  const entries = answer.rows.map((row, index): AnyEntry<T> => {
    const { problems } = row;
    if (!row.readable)
      return { readable: false, key: `unreadable-${index}`, raw: row.raw, problems };
    const pk = String(row.value.pk);
    // No server should send one twice; both are shown if it does.
    const key = seen.has(pk) ? `${pk}-again-${index}` : pk;
    seen.add(pk);
    const answeredAt = row.asOf ?? answer.asOf;
    const listedAt = answer.asOf;
    return { readable: true, key, value: row.value, problems, answeredAt, listedAt };
  });
  for (const gap of answer.parts?.gaps.toReversed() ?? []) {
    entries.splice(gap.index, 0, { readable: false, key: `gap-${gap.place}`, gap });
  }
  return entries;
}
