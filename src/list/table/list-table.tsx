import { type CSSProperties, type PointerEvent, useMemo } from "react";
import { type ColumnDef, type SortingState, useTable } from "@tanstack/react-table";
import { SortIcon } from "../../ui/sort-icon.tsx";
import { formatZoneNow } from "../../ui/text/format.ts";
import type { AnyEntry, Entry } from "../entry.ts";
import { LazyOtherRow, loadResize, RowPlaceholder } from "../lazy-list-parts.tsx";
import type { Listed } from "../resource.ts";
import { sortKey } from "../state/list-state.ts";
import type { List } from "../state/use-list.ts";
import { useRowMenus } from "../menu/row-menu.tsx";
import { cellClass } from "./cell-class.ts";
import { ListRow } from "./list-row.tsx";
import { LinkedRows } from "./row-link.tsx";
import { arrange, COMPACT } from "../columns/arrange.ts";
import { useLayout } from "../columns/use-layout.ts";
import { useRowsPainted } from "../use-rows-painted.ts";
import { useScrollToTop } from "./use-scroll-to-top.ts";
import { isSortable, sortNoteOf } from "./sort-note.ts";
import { type Features, features } from "./table-features.ts";
import styles from "./list-table.module.css";

// Code that only renders columns does not know the types of their values; TanStack Table needs `any` for that.
// oxlint-disable-next-line typescript/no-explicit-any
export type Columns<T> = ColumnDef<Features, Entry<T>, any>[];

interface ListTableProps<T extends Listed> {
  list: List<T>;
  columns: Columns<T>;
  /** The object that is open beside the table. */
  selected: string | undefined;
}

/** A list's table: real table semantics at every width, sort buttons where it can be sorted. */
export function ListTable<T extends Listed>({ list, selected, ...props }: ListTableProps<T>) {
  const [layout, setLayout] = useLayout(list.resource.name);
  const columns = useMemo(() => arrange(props.columns, layout), [props.columns, layout]);
  const { entries, state, question, isPlaceholder } = list;
  const sorting = toSorting(question.sort);
  // TanStack Table gets only the readable rows; the others are rendered separately, in their places.
  const data = readable(entries);
  const table = useTable({
    features,
    manualSorting: true,
    enableMultiSort: false,
    enableSortingRemoval: false,
    sortDescFirst: false,
    columns,
    data,
    getRowId: (entry: Entry<T>) => entry.key,
    state: { sorting },
    onSortingChange: (updater) => {
      const [next] = typeof updater === "function" ? updater(sorting) : updater;
      if (next) list.change({ sort: next.desc ? `-${next.id}` : next.id });
    },
  });
  const rows = table.getRowModel().rowsById;
  const painted = useRowsPainted(true);
  const [openMenu, menus] = useRowMenus(rows);
  // Identifies the rows: when it changes, the table scrolls to its top.
  const scroll = useScrollToTop(JSON.stringify(state));

  // A column's edge: what follows the pointer from there is loaded then.
  function onPointerDown({ target, clientX, button }: PointerEvent): void {
    if (button !== 0 || !(target instanceof HTMLElement && "edge" in target.dataset)) return;
    const ids = props.columns.map(({ id = "" }) => id);
    void loadResize().then((resize) => resize(target, clientX, layout, ids, setLayout));
  }

  return (
    <div
      ref={scroll}
      className={styles["scroll"]}
      data-scroll="rows"
      data-busy={isPlaceholder || undefined}
      data-compact={layout.startsWith(COMPACT) || undefined}
      data-arranged={columns === props.columns ? undefined : ""}
      style={{ "--columns": columns.length } as CSSProperties}
    >
      {columns.find(({ meta }) => meta?.lead)?.meta?.lead}
      <table
        className={styles["table"]}
        aria-label={list.resource.title}
        aria-busy={isPlaceholder}
        role="table"
      >
        <thead role="rowgroup" onPointerDown={onPointerDown}>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} role="row">
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted();
                const meta = header.column.columnDef.meta;
                const note = sortNoteOf(list, header.column.columnDef);
                return (
                  <th
                    key={header.id}
                    scope="col"
                    role="columnheader"
                    className={cellClass(meta)}
                    data-column={header.id}
                    data-sized={meta?.width}
                    style={meta?.width ? ({ "--width": meta.width } as CSSProperties) : undefined}
                    aria-sort={
                      sorted ? (sorted === "desc" ? "descending" : "ascending") : undefined
                    }
                  >
                    {isSortable(list, header.column.id) ? (
                      <button
                        type="button"
                        className={styles["sort"]}
                        onClick={header.column.getToggleSortingHandler()}
                        title={note}
                      >
                        <span className={styles["sortName"]}>
                          <table.FlexRender header={header} />
                          {meta?.isTime && <Zone />}
                          <SortIcon
                            direction={sorted ? (sorted === "desc" ? "down" : "up") : "both"}
                          />
                        </span>
                        {note !== undefined && (
                          <span className={sorted ? styles["sortNote"] : "visually-hidden"}>
                            {note}
                          </span>
                        )}
                      </button>
                    ) : (
                      <>
                        <table.FlexRender header={header} />
                        {meta?.isTime && <Zone />}
                      </>
                    )}
                    <span data-edge="" />
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <LinkedRows list={list.resource.name} isPlaceholder={isPlaceholder}>
          {entries.map((entry) => {
            const row = entry.readable ? rows[entry.key] : undefined;
            if (!entry.readable || row === undefined) {
              return painted ? (
                <LazyOtherRow key={entry.key} entry={entry} columns={columns} />
              ) : (
                <RowPlaceholder key={entry.key} />
              );
            }
            return (
              <ListRow
                key={entry.key}
                resource={list.resource}
                row={row}
                columns={columns}
                isSelected={entry.key === selected}
                isMenuOpen={entry.key === openMenu}
                menus={menus}
              />
            );
          })}
        </LinkedRows>
      </table>
    </div>
  );
}

/** That of the times below. */
function Zone() {
  return (
    <span className={styles["zone"]} data-zone="">
      {` ${formatZoneNow()}`}
    </span>
  );
}

const readableCache = new WeakMap<object, readonly Entry<unknown>[]>();

/** Memoised: the same array for the same answer, so that the table's own memos hold. */
function readable<T>(entries: readonly AnyEntry<T>[]): readonly Entry<T>[] {
  const known = readableCache.get(entries);
  if (known) return known as readonly Entry<T>[];
  const found = entries.filter((entry): entry is Entry<T> => entry.readable);
  readableCache.set(entries, found);
  return found;
}

function toSorting(sort: string): SortingState {
  return [{ id: sortKey(sort), desc: sort.startsWith("-") }];
}
