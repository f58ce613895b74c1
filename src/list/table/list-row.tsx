import type { Cell, Row } from "@tanstack/react-table";
import { memo, type ReactNode } from "react";
import type { Entry } from "../entry.ts";
import { RowMenu, type RowMenus } from "../menu/row-menu.tsx";
import type { Listed, Resource } from "../resource.ts";
import type { Columns } from "./list-table.tsx";
import { cellClass } from "./cell-class.ts";
import type { Features } from "./table-features.ts";

interface ListRowProps<T extends Listed> {
  resource: Resource<T>;
  row: Row<Features, Entry<T>>;
  /** Those that the row's cells are of. */
  columns: Columns<T>;
  /** The row's object is open beside the table. */
  isSelected: boolean;
  isMenuOpen: boolean;
  menus: RowMenus;
}

function ListRowOf<T extends Listed>(props: ListRowProps<T>) {
  const { resource, row, isSelected, isMenuOpen, menus } = props;
  const entry = row.original;
  return (
    <tr role="row" data-pk={entry.key} aria-current={isSelected ? "true" : undefined}>
      {row.getAllCells().map((cell) => {
        const { meta } = cell.column.columnDef;
        return (
          <td
            key={cell.id}
            role="cell"
            className={cellClass(meta)}
            {...meta?.attributes?.(entry as never)}
          >
            {contentOf(cell)}
            {meta?.beside?.(entry as never)}
            {meta?.hasMenu && (
              <RowMenu resource={resource} entry={entry} open={isMenuOpen} menus={menus} />
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** One row. It is rendered only when something of its own changes: a hundred of them are most of a list's work. */
export const ListRow = memo(ListRowOf) as typeof ListRowOf;

/** A column's `cell` is called, not rendered as a component, which would be one more for each cell: it uses no hooks. */
function contentOf<T>(cell: Cell<Features, Entry<T>>): ReactNode {
  const { cell: content } = cell.column.columnDef;
  return typeof content === "function" ? content(cell.getContext()) : content;
}
