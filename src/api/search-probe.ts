import { queryOptions } from "@tanstack/react-query";
import type { ResourceName } from "../paths.ts";
import { keys } from "./keys.ts";
import { getPage } from "./endpoint.ts";
import type { RequestParams } from "./list-request.ts";
import type { JsonValue } from "./wire/json.ts";
import { badRow, type Row } from "./wire/page.ts";

/** `unknown`: the list is empty, so a search proves nothing (and no row can be mistaken for a match). */
export type SearchSupport = "honoured" | "ignored" | "unknown";

/** A word that occurs in no name, slug or identifier. Plain, so that no version parses it as several. */
const NO_MATCH = "zqxjgrantlensprobejxqz";

/** A list does not grow from empty to this many rows between two requests. */
const LONG = 20;

/**
 * Whether the server honours `search` on a list; the API reference promises it even for lists that ignore it. A request
 * searches for a word that cannot match: if it counts rows all the same, the search is ignored. If not, the list may
 * have been empty just then (codes come and go in seconds), so it is counted without the word, and if it is short, the
 * word is tried again. Tested once per list while the page is open, unless the result is unknown.
 *
 * @param list a resource and its path.
 * @param isFull whether, judging by a row, the server's search covers all promised fields; if not, it is ignored.
 */
export function searchProbeQuery(
  list: { name: ResourceName; path: string },
  isFull?: (row: JsonValue) => boolean,
) {
  return queryOptions({
    queryKey: keys.searchProbe(list.name),
    queryFn: async ({ signal }) => {
      const standing = await probe(list.path, signal);
      if (standing !== "honoured" || isFull === undefined) return standing;
      const { rows } = await look(list.path, {}, signal);
      return rows.every(({ raw }) => isFull(raw)) ? standing : "ignored";
    },
    staleTime: ({ state }) => (state.data === "unknown" ? 0 : Infinity),
    gcTime: Infinity,
  });
}

async function probe(path: string, signal: AbortSignal): Promise<SearchSupport> {
  const matching = () => count(path, { search: NO_MATCH }, signal);
  if ((await matching()) > 0) return "ignored";
  const listed = await count(path, {}, signal);
  if (listed === 0) return "unknown";
  return listed >= LONG || (await matching()) === 0 ? "honoured" : "ignored";
}

async function count(path: string, params: RequestParams, signal: AbortSignal): Promise<number> {
  return (await look(path, params, signal)).count;
}

function look(path: string, params: RequestParams, signal: AbortSignal) {
  return getPage(path, { ...params, page_size: "1" }, unread, signal);
}

function unread(value: JsonValue): Row<never> {
  return badRow(value, []);
}
