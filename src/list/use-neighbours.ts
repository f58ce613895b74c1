import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { failureIn } from "../api/retry.ts";
import { entriesOf, foldedIn } from "./entry.ts";
import { otherPage } from "./state/other-page.ts";
import type { List } from "./state/use-list.ts";
import type { Listed } from "./resource.ts";
import type { ListState } from "./state/list-state.ts";
import { SNAPSHOT_ROWS } from "./state/use-snapshot.ts";

/** A row next to the open one: its key, and the URL search string that opens it. */
export interface Neighbour {
  pk: string;
  search: string;
}

interface Neighbours {
  /** null: there is none, or the open object is not on this page. undefined: not known yet. */
  previous: Neighbour | null | undefined;
  next: Neighbour | null | undefined;
}

/**
 * The rows before and after the open one, across page boundaries. Of a list that is loaded in full they are always
 * known; else the adjacent page is fetched when the open row is the first or last of its page. When the open row
 * disappears, its last position is remembered, so that it keeps its neighbours.
 */
export function useNeighbours<T extends Listed>(list: List<T>, pk: string): Neighbours {
  const { answer, isPlaceholder: earlier, state } = list;
  const { keys, isWhole } = useOrder(list);
  const at = earlier ? -1 : keys.indexOf(pk);
  const known = at !== -1 && answer !== undefined;
  const [placed, place] = useState<Placed>();
  if (known && (placed?.pk !== pk || placed.keys !== keys)) place({ pk, state, keys });

  const previousPage = known && !isWhole && at === 0 ? answer.previous : null;
  const nextPage = known && !isWhole && at === keys.length - 1 ? answer.next : null;
  const before = useEdge(list, previousPage);
  const after = useEdge(list, nextPage);

  function to(key: string | undefined): Neighbour | null {
    if (key === undefined) return null;
    const page = isWhole ? Math.floor(keys.indexOf(key) / state.page_size) + 1 : state.page;
    return { pk: key, search: list.searchAfter({ page }) };
  }

  if (!known) {
    if (!earlier && placed?.pk === pk && placed.state === state) {
      const listed = new Set(keys);
      const was = placed.keys.indexOf(pk);
      const isListed = (key: string) => listed.has(key);
      return {
        previous: to(placed.keys.slice(0, was).findLast(isListed)),
        next: to(placed.keys.slice(was + 1).find(isListed)),
      };
    }
    const waiting = earlier || (answer === undefined && list.fetching);
    const neighbour = waiting ? undefined : null;
    return { previous: neighbour, next: neighbour };
  }

  function near(offset: 1 | -1, page: number | null, edge: readonly string[] | undefined) {
    if (page === null) return to(keys[at + offset]);
    const key = edge?.at(offset === 1 ? 0 : -1);
    if (edge !== undefined && key === undefined) return null;
    return key === undefined ? undefined : { pk: key, search: list.searchAfter({ page }) };
  }

  return { previous: near(-1, previousPage, before), next: near(1, nextPage, after) };
}

/** The order of the rows when the open one was last among them. */
interface Placed {
  pk: string;
  state: ListState;
  keys: readonly string[];
}

/** The keys of the readable rows, in order: of the whole list where it is loaded in full, else of the page. Not those that are folded. */
function useOrder<T extends Listed>(list: List<T>): { keys: readonly string[]; isWhole: boolean } {
  const { resource, question, snapshot, entries } = list;
  const isWhole = snapshot !== undefined;
  const options = useMemo(() => {
    const asked = isWhole ? { ...question, page: 1, page_size: SNAPSHOT_ROWS } : question;
    return resource.query(resource, asked);
  }, [resource, question, isWhole]);
  // Reads the cache only: makes no request.
  const { data } = useQuery({ ...options, enabled: false });
  const keys = useMemo(() => {
    const all = isWhole && data ? entriesOf(data).slice(foldedIn(entries)) : entries;
    return all.flatMap((entry) => (entry.readable ? [entry.key] : []));
  }, [isWhole, data, entries]);
  return { keys, isWhole };
}

function useEdge<T extends Listed>(
  { resource, question }: List<T>,
  page: number | null,
): readonly string[] | undefined {
  const edge = useMemo(() => otherPage(resource, question, page ?? 1), [resource, question, page]);
  const query = useQuery({ ...edge.options, enabled: page !== null && edge.isApart });
  const { data } = query;
  if (page === null) return undefined;
  // A page that cannot be fetched is not linked to; the list shows the failure when that page is opened.
  if (data === undefined) return failureIn(query) ? [] : undefined;
  return entriesOf(data).flatMap((entry) => (entry.readable ? [entry.key] : []));
}
