import { queryOptions } from "@tanstack/react-query";
import type { ResourceName } from "../paths.ts";
import { keys } from "./keys.ts";
import { getPage } from "./endpoint.ts";
import type { RequestParams } from "./list-request.ts";
import type { JsonValue } from "./wire/json.ts";
import { badRow, type Row } from "./wire/page.ts";

/** `unknown`: nothing is listed at all, so nothing can be told (and nothing be mistaken for a hit). */
export type SearchSupport = "honoured" | "ignored" | "unknown";

/** In no name, slug or identifier anywhere. One plain word, so that no version takes it for more. */
const NO_MATCH = "zqxjgrantlensprobejxqz";

/** A list this long does not fill up between two requests. */
const LONG = 20;

/**
 * Whether a list's server heeds `search`, which the reference promises for lists that ignore it: one row is asked for
 * with a word that cannot match. If rows are counted all the same, it is ignored. If none are, the list may have been
 * empty just then (codes come and go in seconds), so it is counted without the word, and when that says "a few" the
 * word is tried again. Asked once per list while the page is open, unless nothing could be told.
 *
 * @param list a resource and its path.
 * @param isFull told by a row, whether the server's search looks at all that is promised; if not, it counts as ignored.
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
