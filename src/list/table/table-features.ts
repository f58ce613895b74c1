import { metaHelper, rowSortingFeature, tableFeatures } from "@tanstack/react-table";

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

/**
 * What all tables share. The lists are the server's: it sorts and pages, the table only holds the order that the URL
 * says; the pager needs nothing of the table, so pagination is not registered. A column's id is the server's ordering
 * key.
 */
export const features = tableFeatures({
  rowSortingFeature,
  columnMeta: metaHelper<ColumnMeta>(),
});

export type Features = typeof features;
