import type { QueryKey } from "@tanstack/react-query";
import type { ListAnswer } from "../../api/list-answer.ts";
import type { Row } from "../../api/wire/page.ts";
import { normalise } from "../../find/text/normalise.ts";
import type { ReadResult } from "../../find/crawl/read-result.ts";
import { matcher, type SearchableRow } from "../../find/text/match.ts";
import type { SearchTerm } from "../../find/text/parse-search.ts";
import { type ReadContext, readRows } from "./read-rows.ts";

/** What is read through, and how. */
export interface Scan<T> {
  /** Names the rows that are read, whatever is searched for in them. */
  rowsKey: QueryKey;
  /** How many rows are read at first, and how many more each time one goes on. */
  bound: number;
  read: (options: {
    cap: number;
    signal: AbortSignal;
    onProgress: (loaded: ReadResult<T>) => void;
    resume?: ReadResult<T>;
  }) => Promise<ReadResult<T>>;
  /** What the program looks for: the terms that the server has not been asked for. */
  terms: readonly SearchTerm[];
  textsOf: (value: T) => SearchableRow;
  /** Which rows are not left out, whatever is searched for; all when it is missing. */
  keeps?: ((value: T) => boolean) | undefined;
  /** What the search could not look at, in a sentence. */
  note?: string | undefined;
}

/**
 * Reads a list through for what is searched, up to a bound, and publishes hits as they come. What was read for other
 * words a moment ago is not read again; a reading that was stopped, or ended at its bound, goes on where it ended.
 *
 * @throws ApiError
 */
export async function scan<T>(context: ReadContext, what: Scan<T>): Promise<ListAnswer<T>> {
  const { rowsKey, bound, note } = what;
  const matches = rowMatcher(what);
  const shows = (loaded: ReadResult<T>): ReadResult<T> => ({
    ...loaded,
    rows: loaded.rows.filter(matches),
  });
  const manner = { how: "scan" as const, rowsKey, bound, extends: true, shows };
  const answer = await readRows<T>(context, manner, what.read);
  return answer.report && note ? { ...answer, report: { ...answer.report, note } } : answer;
}

/** Each row is looked at once. Of one that could not be read, what came is looked through as text. */
export function rowMatcher<T>({
  terms,
  textsOf,
  keeps = () => true,
}: Pick<Scan<T>, "terms" | "textsOf" | "keeps">): (row: Row<T>) => boolean {
  const match = matcher(terms);
  const words = terms.filter(({ field }) => field !== "status").map(({ text }) => normalise(text));
  const known = new WeakMap<Row<T>, boolean>();
  function look(row: Row<T>): boolean {
    if (row.readable) return keeps(row.value) && match(textsOf(row.value));
    const text = normalise(JSON.stringify(row.raw));
    return words.every((word) => text.includes(word));
  }
  return (row) => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const is = look(row);
    known.set(row, is);
    return is;
  };
}
