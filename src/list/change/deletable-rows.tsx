import { type RefObject, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { createPortal } from "react-dom";
import type { AnyEntry, Entry } from "../entry.ts";
import { liveColumns } from "../live/live-columns.tsx";
import { entriesToShow, firstRows, type LiveRows, showLatest } from "../live/live-rows.ts";
import type { LiveList } from "../live/watch-line.tsx";
import type { Listed } from "../resource.ts";
import type { List } from "../state/use-list.ts";
import type { Columns } from "../table/list-table.tsx";
import { type DeletedRows, useDeletedRows } from "./deleted-rows.ts";
import { useDeletionRequests } from "./deletion-request.ts";
import { LazyDeleteDialog } from "./lazy-delete-dialog.ts";
import { createRowSelection } from "./row-selection.ts";
import { selectColumns } from "./select-columns.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { selectBySpace } from "./select-by-space.ts";

interface DeletableRowsProps<T extends Listed> {
  list: List<T>;
  columns: Columns<T>;
  /** The rows on screen while the list is watched. */
  live: LiveList<T> | undefined;
  /** The place below the rows. */
  place: RefObject<HTMLElement | null>;
  onRows: (rows: LiveList<T> | undefined) => void;
}

/** Lets rows be selected and deleted. What was deleted stays in its place, struck through, until another list is shown. */
export function DeletableRows<T extends Listed>(props: DeletableRowsProps<T>) {
  const { list, columns, live, place, onRows } = props;
  const { resource, state } = list;
  const deleted = useDeletedRows(resource);
  const entries = useWithDeleted(list, live?.entries ?? list.entries, deleted);
  const [selection] = useState(createRowSelection<T>);
  const shownColumns = useMemo(
    () => selectColumns(resource, liveColumns(resource, columns), selection),
    [resource, columns, selection],
  );
  // Before the browser paints, as the watched rows themselves.
  useLayoutEffect(() => {
    onRows({ state, entries, columns: shownColumns, selection });
  }, [state, entries, shownColumns, selection, onRows]);
  useLayoutEffect(() => () => onRows(undefined), [onRows]);

  const address = JSON.stringify(state);
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another list is shown, whose rows nobody selected
  useLayoutEffect(() => selection.clear(), [selection, address]);
  const isShown = !list.isPlaceholder;
  useLayoutEffect(
    () => selection.show(isShown ? entries.filter(isThere) : []),
    [selection, entries, isShown],
  );
  useEffect(selectBySpace, []);

  const [asking, ask] = useState<{ what: readonly Entry<T>[] | List<T>; turn: number }>();
  const open = (what: readonly Entry<T>[] | List<T>) =>
    ask({ what, turn: (asking?.turn ?? 0) + 1 });
  useEffect(() => {
    if (!asking) return;
    return () => {
      // The button that opened the dialog may be gone with the rows.
      if (document.activeElement === document.body)
        document.querySelector<HTMLElement>("[data-list] h1")?.focus();
    };
  }, [asking]);
  useDeletionRequests((entry) => open([entry as Entry<T>]));

  const [bar] = useState(() => document.createElement("div"));
  useEffect(() => {
    place.current?.append(bar);
    return () => bar.remove();
  }, [place, bar]);
  return (
    <>
      {createPortal(
        <SelectionBar
          list={list}
          selection={selection}
          onDelete={() => open(selection.get().all ? list : selection.entries())}
        />,
        bar,
      )}
      {asking && (
        <LazyDeleteDialog
          key={asking.turn}
          resource={resource}
          what={asking.what}
          onClose={() => ask((now) => (now === asking ? undefined : now))}
        />
      )}
    </>
  );
}

const NONE_GONE: ReadonlyMap<string, never> = new Map<string, never>();

function isThere<T>(entry: AnyEntry<T>): entry is Entry<T> {
  return entry.readable && !("fate" in entry);
}

/**
 * The rows on screen, and among them, in their places, those of them that were deleted since. A page that was read before
 * that, or asked for, has them still.
 */
function useWithDeleted<T extends Listed>(
  { state, isPlaceholder }: List<T>,
  latest: readonly AnyEntry<T>[],
  deleted: DeletedRows<T>,
): readonly AnyEntry<T>[] {
  const address = isPlaceholder ? undefined : JSON.stringify(state);
  const [seen, see] = useState(() => {
    const rows = firstRows(latest);
    return { address, latest, deleted, rows: { ...rows, gone: amongThem(rows, deleted) } };
  });
  let { rows } = seen;
  if (seen.address !== address || seen.latest !== latest || seen.deleted !== deleted) {
    const next = seen.address === address ? { ...rows, latest } : firstRows(latest);
    rows = showLatest({ ...next, gone: amongThem(next, deleted) });
  }
  if (rows !== seen.rows) see({ address, latest, deleted, rows });
  return useMemo(() => entriesToShow(rows), [rows]);
}

/** Of what was deleted, what was on screen, or is listed still. */
function amongThem<T>(
  { shown, latest }: LiveRows<T>,
  deleted: DeletedRows<T>,
): LiveRows<T>["gone"] {
  if (deleted.size === 0) return NONE_GONE;
  return new Map(
    [...shown, ...latest].flatMap(({ key }) => {
      const gone = deleted.get(key);
      return gone ? [[key, gone] as const] : [];
    }),
  );
}
