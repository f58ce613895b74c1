import {
  createTableHook,
  metaHelper,
  rowPaginationFeature,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";

export interface ColumnMeta {
  /** What an order by this column means, where it is not the order one reads: "in order of creation". */
  sortNote?: string;
  /** Given up first ("low") or second ("mid") when the table gets narrow. */
  priority?: "low" | "mid";
  align?: "end";
  /** The page's class for the column's width. */
  className?: string | undefined;
  /** Where the cell stands in a phone's three-line entry; a cell without a place is left out there. */
  phone?: "start" | "end" | "second" | "third";
}

const features = tableFeatures({
  rowSortingFeature,
  rowPaginationFeature,
  columnMeta: metaHelper<ColumnMeta>(),
});

/**
 * All lists are the server's: it sorts and pages, the table only holds what the URL says.
 * A column's id is the server's ordering key.
 */
export const { useAppTable, createAppColumnHelper } = createTableHook({
  features,
  manualSorting: true,
  manualPagination: true,
  enableMultiSort: false,
  enableSortingRemoval: false,
  sortDescFirst: false,
});

export type Features = typeof features;
