import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { failureIn } from "../api/retry.ts";
import { entriesOf } from "./entry.ts";
import { otherPage } from "./state/other-page.ts";
import type { List } from "./state/use-list.ts";
import type { Listed } from "./resource.ts";
import type { ListState } from "./state/list-state.ts";

/** A row next to the open one: its key and the list's search string once it is open. */
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
 * The rows before and after the open one, across page ends. Asks for a further page only when the open row is at an
 * end. A row that goes while it is open leaves its place behind: what was beside it still is.
 */
export function useNeighbours<T extends Listed>(list: List<T>, pk: string): Neighbours {
  const { answer, entries, isPlaceholder: earlier } = list;
  const rows = entries.filter((entry) => entry.readable);
  const at = earlier ? -1 : rows.findIndex((entry) => entry.key === pk);
  const known = at !== -1 && answer !== undefined;
  const [placed, place] = useState<Placed>();
  if (known && (placed?.pk !== pk || placed.entries !== entries)) {
    place({ pk, state: list.state, entries, keys: rows.map(({ key }) => key) });
  }

  const previousPage = known && at === 0 ? answer.previous : null;
  const nextPage = known && at === rows.length - 1 ? answer.next : null;
  const before = useEdge(list, previousPage);
  const after = useEdge(list, nextPage);
  if (!known) {
    if (!earlier && placed?.pk === pk && placed.state === list.state) {
      return neighboursOf(placed, new Set(rows.map(({ key }) => key)), (key) => ({
        pk: key,
        search: list.searchAfter({ page: list.state.page }),
      }));
    }
    const waiting = earlier || (answer === undefined && list.fetching);
    const neighbour = waiting ? undefined : null;
    return { previous: neighbour, next: neighbour };
  }

  function near(offset: 1 | -1, page: number | null, edge: readonly string[] | undefined) {
    const search = (number: number) => list.searchAfter({ page: number });
    const row = rows[at + offset];
    if (row !== undefined) return { pk: row.key, search: search(list.state.page) };
    if (page === null) return null;
    const key = edge?.at(offset === 1 ? 0 : -1);
    if (edge !== undefined && key === undefined) return null;
    return key === undefined ? undefined : { pk: key, search: search(page) };
  }

  return { previous: near(-1, previousPage, before), next: near(1, nextPage, after) };
}

/** The rows of a page when the open one was last among them, to one question. */
interface Placed {
  pk: string;
  state: ListState;
  entries: readonly unknown[];
  keys: readonly string[];
}

function neighboursOf(
  { pk, keys }: Placed,
  listed: ReadonlySet<string>,
  to: (key: string) => Neighbour,
): Neighbours {
  const at = keys.indexOf(pk);
  const before = keys.slice(0, at).findLast((key) => listed.has(key));
  const after = keys.slice(at + 1).find((key) => listed.has(key));
  return {
    previous: before === undefined ? null : to(before),
    next: after === undefined ? null : to(after),
  };
}

function useEdge<T extends Listed>(
  { resource, question }: List<T>,
  page: number | null,
): readonly string[] | undefined {
  const edge = useMemo(() => otherPage(resource, question, page ?? 1), [resource, question, page]);
  const query = useQuery({ ...edge.options, enabled: page !== null && edge.isApart });
  const { data } = query;
  if (page === null) return undefined;
  // Where the page cannot be had, nothing leads there; the list itself says why once one goes to it.
  if (data === undefined) return failureIn(query) ? [] : undefined;
  return entriesOf(data).flatMap((entry) => (entry.readable ? [entry.key] : []));
}
