import type { ListAnswer } from "../../api/list-answer.ts";
import type { FetchPage } from "../fetch-page.ts";

interface AheadOptions<T> {
  /** So many pages are asked for at a time, once the first one was not enough. */
  atOnce: number;
  /** The last page that will be wanted, as far as one can tell from the page before. */
  lastPage: (answer: ListAnswer<T>, page: number) => number;
}

/**
 * Fetches the pages of a list in order, the next ones meanwhile. A page that was answered before the one in front of it,
 * and before rows were added to the list, lacks those that were pushed onto it: it is fetched again.
 */
export function fetchAhead<T>(
  fetchPage: FetchPage<T>,
  { atOnce, lastPage }: AheadOptions<T>,
): FetchPage<T> {
  const ahead = new Map<number, Promise<ListAnswer<T>>>();
  let before: { answer: ListAnswer<T>; page: number } | undefined;
  return async (asked, signal) => {
    const page = Number(asked.page ?? 1);
    const isEarly = ahead.has(page);
    const last = before ? lastPage(before.answer, before.page) : page;
    for (let next = page; next <= Math.min(last, page + atOnce - 1); next += 1) {
      if (ahead.has(next)) continue;
      const answer = fetchPage({ ...asked, page: next }, signal);
      // Its failure counts when its turn comes, if ever.
      answer.catch(() => {});
      ahead.set(next, answer);
    }
    let answer = await (ahead.get(page) ?? fetchPage(asked, signal));
    ahead.delete(page);
    if (isEarly && before && answer.count < before.answer.count) {
      answer = await fetchPage(asked, signal);
    }
    before = { answer, page };
    return answer;
  };
}
