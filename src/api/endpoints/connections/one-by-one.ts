import { ApiError } from "../../failures.ts";
import type { ListAnswer } from "../../list-answer.ts";
import { DEFAULT_PAGE_SIZE, type ListRequest } from "../../list-request.ts";

/** Fetches a page of one list; null where that list cannot be used. */
type PageOfList<T> = (page: number, size: number) => Promise<ListAnswer<T> | null>;

/** No server is known that gives less. */
const LARGEST_PAGE = 100;

/**
 * A page of several lists, one after the other: each is counted, then those are asked that the page lies in. A page
 * takes two requests of a list at most, since it lies across two of its pages where another list ends in between.
 *
 * @returns null where none of the lists can be used.
 * @throws ApiError "past-end" for a page that does not exist, and what a list throws.
 */
export async function pageOneByOne<T>(
  asked: Pick<ListRequest, "page" | "page_size">,
  lists: readonly PageOfList<T>[],
): Promise<ListAnswer<T> | null> {
  const pageSize = Math.min(asked.page_size ?? DEFAULT_PAGE_SIZE, LARGEST_PAGE);
  const counted = (
    await Promise.all(
      lists.map(async (fetch) => {
        const answer = await fetch(1, 1);
        return answer === null ? [] : [{ fetch, answer }];
      }),
    )
  ).flat();
  const [first] = counted;
  if (first === undefined) return null;
  const count = counted.reduce((sum, { answer }) => sum + answer.count, 0);
  const pages = Math.max(1, Math.ceil(count / pageSize));
  const page = asked.page === "last" ? pages : (asked.page ?? 1);
  if (page > pages) throw new ApiError({ kind: "past-end" });

  const from = (page - 1) * pageSize;
  const answers: ListAnswer<T>[] = [];
  const rows: ListAnswer<T>["rows"] = [];
  let begin = 0;
  for (const { fetch, answer } of counted) {
    const own = answer.count;
    const start = Math.max(0, from - begin);
    const end = Math.min(own, from + pageSize - begin);
    begin += own;
    if (start >= end) continue;
    const one = Math.floor(start / pageSize);
    for (let at = one; at * pageSize < end; at += 1) {
      // Where one row is asked for, the count brought the first.
      const part = pageSize === 1 && at === 0 ? answer : await fetch(at + 1, pageSize);
      if (part === null) continue;
      answers.push(part);
      rows.push(...part.rows.slice(Math.max(0, start - at * pageSize), end - at * pageSize));
    }
  }
  const { asOf, receivedAt, requestId } = answers[0] ?? first.answer;
  return {
    rows,
    count,
    page,
    pages,
    pageSize,
    start: rows.length === 0 ? 0 : from + 1,
    end: rows.length === 0 ? 0 : from + rows.length,
    next: page < pages ? page + 1 : null,
    previous: page > 1 ? page - 1 : null,
    asOf,
    receivedAt,
    requestId,
  };
}
