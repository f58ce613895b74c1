import type { ListQuery } from "../../api/endpoint.ts";
import { ROWS } from "../../api/freshness.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import type { Listed, ListQuestion, Resource } from "../resource.ts";

/** Stale time, milliseconds, of a list that took many requests to read. A manual refresh ignores it. */
const WHOLE_STALE_MS = 60_000;
/** A list of up to this many rows is refetched as often as a page. */
const CHEAP_ROWS = 100;

/** A whole list, or as much as was read of it, as one large page that knows its other pages. */
export interface WholeAnswer<T extends Listed> extends ListAnswer<T> {
  /**
   * One page of it, in the order of the question.
   *
   * @throws ApiError "past-end" for a page that does not exist.
   */
  pageOf(resource: Resource<T>, question: ListQuestion): ListAnswer<T>;
}

/** Takes a page from a cache entry that holds a whole list. The code for that was loaded with the list. */
export function pageOfWhole<T extends Listed>(resource: Resource<T>, question: ListQuestion) {
  return (whole: ListAnswer<T>): ListAnswer<T> =>
    (whole as WholeAnswer<T>).pageOf(resource, question);
}

/**
 * A query whose cache entry holds a whole list as one large page. It publishes partial results under its own key (see
 * `readRows`), and its `select` paginates them (see `pageOfWhole`). It is refetched automatically only where that
 * is cheap, or where reading was interrupted.
 */
export function browserQuery<T>(
  options: Required<Pick<ListQuery<T>, "queryKey" | "queryFn" | "select">>,
): ListQuery<T> {
  const isCheap = (whole: ListAnswer<T> | undefined) => (whole?.report?.read ?? 0) <= CHEAP_ROWS;
  // Memoised: before it observes the query, TanStack Query runs `select` on every read, and code that compares pages
  // by identity would rerender forever.
  const cuts = new WeakMap<ListAnswer<T>, ListAnswer<T>>();
  return {
    ...options,
    select(whole) {
      const known = cuts.get(whole);
      if (known) return known;
      const page = options.select(whole);
      cuts.set(whole, page);
      return page;
    },
    staleTime: ({ state: { data } }) => {
      if (data?.report?.stopped) return Infinity;
      if (data?.report?.done === false) return 0;
      return isCheap(data) ? ROWS.staleTime : WHOLE_STALE_MS;
    },
    refetchOnWindowFocus: ({ state }) => isCheap(state.data),
    refetchOnReconnect: ({ state }) => isCheap(state.data),
    // A deep comparison of a thousand rows at each progress update would cost more than it saves.
    structuralSharing: false,
  };
}
