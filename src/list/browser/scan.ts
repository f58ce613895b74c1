import type { QueryKey } from "@tanstack/react-query";
import type { ListAnswer } from "../../api/list-answer.ts";
import type { Row } from "../../api/wire/page.ts";
import { normalise } from "../../find/text/normalise.ts";
import type { ReadResult } from "../../find/crawl/read-result.ts";
import { isState, matcher, type SearchableRow } from "../../find/text/match.ts";
import type { SearchTerm } from "../../find/text/parse-search.ts";
import type { Listed } from "../resource.ts";
import { type ReadContext, readRows } from "./read-rows.ts";

/** What is scanned, and how. */
export interface Scan<T> {
  /** The query key of the rows read, shared by all searches in them. */
  rowsKey: QueryKey;
  /** How many rows are read at first, and how many more each time the scan is resumed. */
  bound: number;
  read: (options: {
    cap: number;
    signal: AbortSignal;
    onProgress: (loaded: ReadResult<T>) => void;
    resume?: ReadResult<T>;
  }) => Promise<ReadResult<T>>;
  /** The terms to match in the browser: those that the server does not search for. */
  terms: readonly SearchTerm[];
  textsOf: (value: T) => SearchableRow;
  /** Which rows are not excluded, before the search; default all. */
  keeps?: ((value: T) => boolean) | undefined;
  /** What the search could not look at, in a sentence. */
  note?: string | undefined;
}

/**
 * Scans a list for matches of a search, up to a bound, and publishes them as they are found. Rows read for another
 * search a moment ago are reused; a scan that was stopped, or ended at its bound, is resumed where it ended.
 *
 * @throws ApiError
 */
export async function scan<T extends Listed>(
  context: ReadContext,
  what: Scan<T>,
): Promise<ListAnswer<T>> {
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

/** Matches rows, memoised by row. Of a row that could not be read, the raw JSON is searched as text. */
export function rowMatcher<T>({
  terms,
  textsOf,
  keeps = () => true,
}: Pick<Scan<T>, "terms" | "textsOf" | "keeps">): (row: Row<T>) => boolean {
  const match = matcher(terms);
  const words = terms
    .filter(({ field }) => !isState(field))
    .map(({ text, not }) => ({ word: normalise(text), not }));
  const known = new WeakMap<Row<T>, boolean>();
  function look(row: Row<T>): boolean {
    if (row.readable) return keeps(row.value) && (terms.length === 0 || match(textsOf(row.value)));
    const text = normalise(JSON.stringify(row.raw));
    return words.every(({ word, not }) => text.includes(word) !== not);
  }
  return (row) => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const is = look(row);
    known.set(row, is);
    return is;
  };
}
