import type { ListAnswer } from "../../api/list-answer.ts";
import { DEFAULT_PAGE_SIZE, type ListRequest } from "../../api/list-request.ts";
import type { FetchPage, Findable } from "../fetch-page.ts";
import { expiryOf, outcomeOf } from "./row-slot.ts";

/** A page of them, and how many rows there are in all. */
export type NeverAnswer<T> = ListAnswer<T> & { total: number };

/**
 * The rows that never expire, read from their own end of the list: in the order `-expires` they come first, so that no
 * row that comes or goes elsewhere moves them. One answer shows all of them and a row after them, or the end of the list:
 * so it proves their number, 0 included.
 *
 * @returns null where they do not fit on one page, or one answer does not tell: then they are sought from the other end.
 * @throws ApiError as `fetchPage`.
 */
export async function fetchNeverSlice<T extends Findable>(
  fetchPage: FetchPage<T>,
  { page = 1, page_size: size = DEFAULT_PAGE_SIZE, ordering, filters }: ListRequest,
  signal?: AbortSignal,
): Promise<NeverAnswer<T> | null> {
  if (page !== 1 && page !== "last") return null;
  const request = { page: 1, page_size: size, ordering: "-expires", filters };
  const answer = await outcomeOf(fetchPage(request, signal));
  if (typeof answer === "string" || answer.parts !== undefined) return null;
  const ends = answer.rows.map(expiryOf);
  const count = ends.filter((end) => end === Infinity).length;
  const isProven = count < answer.rows.length || answer.next === null;
  // Of unreadable ones nobody knows where they belong; the first others must come after all that never expire.
  if (!isProven || ends.includes(null) || ends.slice(0, count).some((end) => end !== Infinity)) {
    return null;
  }
  const rows = answer.rows.slice(0, count);
  return {
    ...answer,
    total: answer.count,
    // Both orders have `pk` upwards among them; downwards is what is shown for "-expires" of a slice.
    rows: ordering === "-expires" ? rows.toReversed() : rows,
    count,
    page: 1,
    pages: 1,
    pageSize: size,
    start: Math.min(1, count),
    end: count,
    next: null,
    previous: null,
  };
}
