import { queryOptions } from "@tanstack/react-query";
import type { Endpoint } from "../../api/endpoint.ts";
import { keys } from "../../api/keys.ts";
import type { JsonValue } from "../../api/wire/json.ts";
import { lazyQueryFn } from "./lazy-query-fn.ts";
import { notLoaded } from "./not-loaded.ts";

/** `unknown`: the list is empty, so a search proves nothing (and no row can be mistaken for a match). */
export type SearchSupport = "honoured" | "ignored" | "unknown";

/**
 * Whether the server honours `search` on a list; the API reference promises it even for lists that ignore it. A request
 * searches for a word that cannot match: if it counts rows all the same, the search is ignored. If not, the list may
 * have been empty just then (codes come and go in seconds), so it is counted without the word, and if it is short, the
 * word is tried again. Tested once per list while the page is open, unless the result is unknown.
 *
 * @param isFull whether, judging by a row, the server's search covers all promised fields; if not, it is ignored.
 */
export function searchProbeQuery(
  { name, fetchPage }: Pick<Endpoint<unknown>, "name" | "fetchPage">,
  isFull?: (row: JsonValue) => boolean,
) {
  return queryOptions<SearchSupport>({
    queryKey: keys.searchProbe(name),
    queryFn: lazyQueryFn(parts, ({ probeSearch }, { signal, client }): Promise<SearchSupport> =>
      probeSearch((asked) => fetchPage(asked, signal, client), isFull),
    ),
    staleTime: ({ state }) => (state.data === "unknown" ? 0 : Infinity),
    gcTime: Infinity,
  });
}

const parts = () => import("../list-parts.ts").catch(notLoaded);
