import type { ListAnswer } from "../../api/list-answer.ts";
import { DEFAULT_PAGE_SIZE, type ListRequest } from "../../api/list-request.ts";
import type { FetchPage, Findable } from "../fetch-page.ts";
import { expiryOf, outcomeOf } from "../expiry/row-slot.ts";

/** The page of rows that never expire, and the number of rows in the whole list. */
export type NeverAnswer<T> = ListAnswer<T> & { total: number };

/**
 * Fetches the rows that never expire in the order `-expires`, in which they come first, so that rows added or deleted
 * elsewhere do not move them. One answer shows all of them and a row after them, or the end of the list: so it proves
 * their number, also 0.
 *
 * @returns null where they do not fit on one page, or the answer is no proof: then `countBefore` has to find them.
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
  // An unreadable row could belong anywhere. Rows that expire must come after all that never expire.
  if (!isProven || ends.includes(null) || ends.slice(0, count).some((end) => end !== Infinity)) {
    return null;
  }
  const rows = answer.rows.slice(0, count);
  return {
    ...answer,
    total: answer.count,
    // The server sorts them by ascending `pk` in both orders; a slice in the order `-expires` shows them descending.
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
