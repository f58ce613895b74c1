import type { ListAnswer } from "../../api/list-answer.ts";
import { type AnyEntry, entriesOf, type Entry } from "../entry.ts";
import type { Listed } from "../resource.ts";
import { sortKey } from "../state/list-state.ts";
import type { List } from "../state/use-list.ts";
import { type Changes, changesBetween, type PageKeys } from "./changes.ts";
import { afterAnswer, type Fate, firstRows, type GoneEntry, type LiveRows } from "./live-rows.ts";

/** What is known of a list that is watched, after its latest answer. */
export interface Watched<T> {
  /** Those that it was read from: a newer one is another object. */
  readonly answer: ListAnswer<T>;
  readonly whole: ListAnswer<T> | undefined;
  readonly page: PageKeys;
  readonly byKey: ReadonlyMap<string, Entry<T>>;
  readonly rows: LiveRows<T>;
  /** How many came and went since the first answer, and when that was; epoch milliseconds. */
  readonly came: number;
  readonly went: number;
  readonly since: number;
  /** Of those that came, the keys of those that are there. */
  readonly arrived: ReadonlySet<string>;
  /** Between two answers more changed than a page shows: then there were more than these. */
  readonly missed: boolean;
  /** What the latest answer brought; another object for each answer. */
  readonly news: News<T>;
}

export interface News<T> {
  readonly came: readonly Entry<T>[];
  readonly went: readonly GoneEntry<T>[];
  readonly missed: boolean;
  /** The server's clock, epoch milliseconds. */
  readonly at: number;
}

/** What became of a row, as far as it tells that by itself. */
export type FateOf<T> = (entry: Entry<T>, missedAt: number) => Fate;

/** Sort keys by which rows change their places while they are listed: tokens are revoked. */
const RESTLESS: ReadonlySet<string> = new Set(["revoked"]);

/** Whether a later answer has come, and is not in parts. */
export function isNewer<T extends Listed>(list: List<T>, before: Watched<T> | undefined): boolean {
  const { answer, isPlaceholder } = list;
  if (answer === undefined || isPlaceholder || answer.report?.done === false) return false;
  return before?.answer !== answer || before.whole !== list.snapshot;
}

/**
 * What is known after the list's answer. The rows of a list that is loaded in full are compared with those of the last
 * time; else those of the page.
 *
 * @param fateOf of rows that are listed no more.
 */
export function watched<T extends Listed>(
  { answer, snapshot: whole, entries, state }: List<T>,
  before: Watched<T> | undefined,
  fateOf: FateOf<T>,
): Watched<T> {
  if (answer === undefined) throw new Error("no answer to watch");
  const all: readonly AnyEntry<T>[] = whole ? entriesOf(whole) : entries;
  const readable = all.filter((entry): entry is Entry<T> => entry.readable);
  const byKey = new Map(readable.map((entry) => [entry.key, entry]));
  const page: PageKeys = {
    keys: [...byKey.keys()],
    hasBefore: !whole && answer.page > 1,
    hasAfter: !whole && (answer.page < answer.pages || answer.report?.capped === true),
  };
  const at = answer.asOf;
  // A page compares with a page, a list with a list.
  const isAlike = before && (before.whole === undefined) === (whole === undefined);
  const isSettled = !answer.parts && (whole || !RESTLESS.has(sortKey(state.sort)));
  const changes: Changes =
    isAlike && isSettled
      ? changesBetween(before.page, page)
      : { came: [], went: [], missed: false };
  const went = changes.went.flatMap((key): GoneEntry<T>[] => {
    const entry = before?.byKey.get(key);
    return entry ? [{ ...entry, missedAt: at, fate: fateOf(entry, at) }] : [];
  });
  return {
    answer,
    whole,
    page,
    byKey,
    came: (before?.came ?? 0) + changes.came.length,
    arrived: new Set([...(before?.arrived ?? []), ...changes.came].filter((key) => byKey.has(key))),
    went: (before?.went ?? 0) + went.length,
    since: before?.since ?? at,
    missed: before?.missed === true || changes.missed,
    rows: before ? afterAnswer(before.rows, entries, changes.came, went) : firstRows(entries),
    news: {
      came: changes.came.flatMap((key) => byKey.get(key) ?? []),
      went,
      missed: changes.missed,
      at,
    },
  };
}
