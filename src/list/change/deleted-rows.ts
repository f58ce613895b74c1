import { matchQuery, type QueryClient, skipToken, useQuery } from "@tanstack/react-query";
import { isRowQueryOf, keys } from "../../api/keys.ts";
import { formatTime } from "../../ui/text/format.ts";
import type { Entry } from "../entry.ts";
import type { GoneEntry } from "../live/live-rows.ts";
import type { Listed, Resource } from "../resource.ts";

/** Rows that were deleted from here, by key. */
export type DeletedRows<T> = ReadonlyMap<string, GoneEntry<T>>;

const NONE: ReadonlyMap<string, never> = new Map<string, never>();

/** The rows of a resource that were deleted from here since the page was opened. */
export function useDeletedRows<T extends Listed>({ name }: Resource<T>): DeletedRows<T> {
  const { data } = useQuery<DeletedRows<T>>({
    queryKey: keys.deleted(name),
    queryFn: skipToken,
    structuralSharing: false,
    gcTime: Infinity,
  });
  return data ?? NONE;
}

/** A row that was deleted, or found gone. */
export interface Deleted<T> {
  entry: Entry<T>;
  how: "deleted" | "gone";
  /** The server's clock, epoch milliseconds. */
  at: number;
}

/** Notes that rows are gone. */
export function noteDeleted<T extends Listed>(
  client: QueryClient,
  { name }: Resource<T>,
  rows: readonly Deleted<T>[],
): void {
  if (rows.length === 0) return;
  client.setQueryData<DeletedRows<T>>(
    keys.deleted(name),
    (before = NONE) =>
      new Map([...before, ...rows.map((row) => [row.entry.key, goneEntry(row)] as const)]),
  );
}

function goneEntry<T>({ entry, how, at }: Deleted<T>): GoneEntry<T> {
  const detail = `${how === "deleted" ? "at" : "already at"} ${formatTime(at)}`;
  const fate = { word: how === "deleted" ? "Deleted" : "Gone", detail, tone: "none" };
  return { ...entry, missedAt: at, fate };
}

/** Asks anew for all that deleted rows were part of. */
export function refreshWithout<T extends Listed>(
  client: QueryClient,
  { name }: Resource<T>,
  rows: readonly Deleted<T>[],
): void {
  // What was read before would still have them.
  client.removeQueries({ queryKey: keys.readRows(name) });
  const gone = new Set(rows.map(({ entry }) => entry.value.pk));
  const isConcerned = isRowQueryOf(name);
  const object = keys.object(name);
  void client.invalidateQueries({
    predicate: (query) =>
      isConcerned(query) ||
      (matchQuery({ queryKey: object }, query) && gone.has(query.queryKey[2] as Listed["pk"])),
  });
  void client.invalidateQueries({ queryKey: keys.related(name) });
  void client.invalidateQueries({ queryKey: keys.overview });
}
