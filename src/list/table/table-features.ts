import type { ReactNode } from "react";
import { metaHelper, rowSortingFeature, tableFeatures } from "@tanstack/react-table";

/** What a cell says beside its text. */
export interface CellAttributes {
  title?: string;
  /** Where the text is not what it is read as. */
  "aria-label"?: string;
  /** The row is on screen though it is listed no more. */
  "data-live"?: "gone";
}

export interface ColumnMeta {
  /** What sorting by this column means, where it is not by the text shown: "in order of creation". */
  sortNote?: string;
  /** Hidden first ("low") or second ("mid") when the table gets narrow. */
  priority?: "low" | "mid";
  align?: "end";
  /** The cells are times without a zone: the head names it. */
  isTime?: boolean;
  /** What the reader set, in rem. */
  width?: string;
  /** The page's class for the column's width. */
  className?: string | undefined;
  /** The place of the cell in a phone's three-line entry; a cell without one is hidden there. */
  phone?: "start" | "end" | "second" | "third";
  /** The cell has the button of the row's menu: it must be a column that is never hidden. */
  hasMenu?: boolean;
  /** Of the first column: before the table, in the margin of its head, since it is no part of the column's name. */
  lead?: ReactNode;
  /** After the cell's content, which stays as it is when this comes; from its row's `Entry`. */
  beside?: (entry: never) => ReactNode;
  /** Attributes of the cell, from its row's `Entry`, of whatever kind the rows are. */
  attributes?: (entry: never) => CellAttributes;
}

/**
 * The features of all tables. The server sorts and paginates; the table only holds the sort order from the URL. The
 * pager does not use the table, so pagination is not registered. A column's id is its sort key: the server's
 * ordering key, or one of the list's own.
 */
export const features = tableFeatures({
  rowSortingFeature,
  columnMeta: metaHelper<ColumnMeta>(),
});

export type Features = typeof features;
