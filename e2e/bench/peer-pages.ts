/** A page that lists the codes, and how to find what all of them have. */
export interface CodesPage {
  /** As shown in the report. */
  name: string;
  /** Its address with that many rows per page, by expiry, which is the console's default order. */
  path: (size: number) => string;
  /** One element per row, and the attribute that identifies it. */
  rows: { selector: string; attribute: string };
  /** How many rows of a page of that size are in the document. */
  mounted: (size: number) => number;
  table: string;
  next: string;
  previous: string;
  /** A press on it sorts the list by provider; a Playwright selector. */
  sort: string;
}

/** A page to compare with, built from `peers/<folder>`. */
interface Peer extends CodesPage {
  folder: string;
}

const all = (size: number): number => size;

/** The console itself. */
export const CONSOLE: CodesPage = {
  name: "Grantlens",
  path: (size) => `/authorization-codes${size === 20 ? "" : `?page_size=${size}`}`,
  rows: { selector: "tr[data-pk]", attribute: "data-pk" },
  mounted: all,
  table: "table",
  next: "nav[aria-label=Pages] a[aria-label='Next page']",
  previous: "nav[aria-label=Pages] a[aria-label='Previous page']",
  sort: "th:has-text('Provider') button",
};

/** What the console is compared with: React, Router, Query and Table with nothing added. */
export const FLOOR: Peer = {
  name: "floor",
  folder: "floor",
  path: addressOf("floor"),
  rows: { selector: "tr[data-pk]", attribute: "data-pk" },
  mounted: all,
  table: "table",
  next: "a[rel=next]",
  previous: "a[rel=prev]",
  sort: "th:has-text('Provider') button",
};

export const PEERS: readonly Peer[] = [
  {
    ...FLOOR,
    name: "hand-written",
    folder: "hand-written",
    path: addressOf("hand-written"),
    sort: "th:has-text('Provider') a",
  },
  FLOOR,
  {
    name: "AG Grid",
    folder: "ag-grid",
    path: addressOf("ag-grid"),
    rows: { selector: ".ag-row", attribute: "row-id" },
    // It renders only the visible rows, and some above and below.
    mounted: (size) => Math.min(size, 20),
    table: ".ag-root",
    next: ".ag-paging-button[aria-label='Next Page']",
    previous: ".ag-paging-button[aria-label='Previous Page']",
    sort: ".ag-header-cell[col-id=provider] .ag-header-cell-label",
  },
  {
    name: "react-admin",
    folder: "react-admin",
    path: (size) =>
      `/assets/react-admin/index.html#/codes?page=1&perPage=${size}&sort=expires&order=ASC&filter={}`,
    rows: { selector: "tbody [data-pk]", attribute: "data-pk" },
    mounted: all,
    table: "table",
    next: "button[aria-label='Go to next page']",
    previous: "button[aria-label='Go to previous page']",
    sort: "th:has-text('Provider') .MuiTableSortLabel-root",
  },
];

function addressOf(folder: string): CodesPage["path"] {
  return (size) => `/assets/${folder}/index.html?page=1&page_size=${size}&ordering=expires`;
}
