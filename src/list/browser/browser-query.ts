import type { ListQuery } from "../../api/endpoint.ts";
import { ROWS } from "../../api/freshness.ts";
import type { ListAnswer } from "../../api/list-answer.ts";

/** What was read as a whole is worth more than a page: it stays as long, milliseconds, unless one refreshes. */
const WHOLE_STALE_MS = 60_000;
/** Up to so many rows a list is read again as readily as a page. */
const CHEAP_ROWS = 100;

/**
 * A query that holds a whole list as one large page, publishes what it has read so far under its own key (see
 * `readRows`), and has pages cut out of it by `select` (see `paginateInBrowser`). It is asked again by itself only where that
 * costs little, or where it was cut off.
 */
export function browserQuery<T>(
  options: Required<Pick<ListQuery<T>, "queryKey" | "queryFn" | "select">>,
): ListQuery<T> {
  const isCheap = (whole: ListAnswer<T> | undefined) => (whole?.report?.read ?? 0) <= CHEAP_ROWS;
  // The query library cuts anew at each look until it watches the query; who compares pages would never come to rest.
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
    // Comparing a thousand rows in depth at each step would cost more than it saves.
    structuralSharing: false,
  };
}
