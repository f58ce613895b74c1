import type { Page, Problem, Row } from "./wire/page.ts";

interface AnswerMeta {
  /** The server's clock when it answered, epoch milliseconds. */
  asOf: number;
  /** The browser's clock when the answer's headers arrived, epoch milliseconds. */
  receivedAt: number;
  /** As in authentik's log. */
  requestId: string | null;
  /** From the request to the answer's headers, milliseconds; missing where it took several requests. */
  tookMs?: number;
}

/** Rows that the server fails on: their position on the page and among all rows. */
export interface Gap {
  /** Index of the page's row that comes after them. */
  index: number;
  /** Position of the first among all rows, from 1. */
  place: number;
  count: number;
}

/** About a page that had to be read in parts, see `fetch-page-in-parts.ts`. */
export interface Parts {
  gaps: readonly Gap[];
  /** The list changed between two of them. */
  moved: boolean;
}

/** How rows were found that the server has no filter for. */
export interface ReadReport {
  /**
   * `slice`: a range in the server's order by expiry, page by page. `loaded`: read in full and sorted in the browser.
   * `scan`: all rows were scanned for matches. `snapshot`: from a short list that was read in full.
   */
  how: "slice" | "loaded" | "scan" | "snapshot";
  /** The server's clock as of which it is true, epoch milliseconds; of a long read, its beginning. */
  asOf: number;
  /** Rows read so far. */
  read: number;
  /** Rows met while reading that the server fails on, where a page would show a gap. */
  missing?: number;
  /** Rows it will have read when it is done. */
  goal: number;
  /** Rows to look at, as far as known: those in the range, or those to scan. */
  of: number;
  /** Rows under the server's own filters, where that was counted too. */
  all?: number;
  /** Nothing more will be read. False also when it was stopped: then it can be resumed. */
  done: boolean;
  /** There are more rows than are read. */
  capped: boolean;
  /** The list changed while it was read: a row may be missing or out of date. */
  moved: boolean;
  /** The numbers are proven, not estimates. */
  exact: boolean;
  /** Not exact, because expiry times could not be read. */
  unreadable?: boolean;
  /** The user stopped it. */
  stopped?: boolean;
  /** Stops the reading; defined while it runs. */
  stop?: () => void;
  /** Lets the next reading resume where this one ended; defined where it did not read all rows. */
  resume?: () => void;
  /** The most rows it may read. */
  cap?: number;
  /** What could not be searched, or why nothing was, in a sentence. */
  note?: string;
  /** The range ends before it begins: nothing was requested. */
  emptyRange?: boolean;
}

/** The data of a list query. */
export type ListAnswer<T> = Page<T> & AnswerMeta & { parts?: Parts; report?: ReadReport };

/** The data of a query for one object. */
export interface ObjectAnswer<T> extends AnswerMeta {
  value: T;
  /** When a list last contained it, where that is not `asOf`; server's clock, epoch milliseconds. */
  listedAt?: number;
  /** Fields of it that could not be read. */
  problems: Problem[];
}

/** Some items of a list, as options or for looking up names. */
export interface Selection<T> {
  items: T[];
  /** The server has more than these. */
  more: boolean;
}

/** The rows that could be read. */
export function readableRows<T>({ rows }: { readonly rows: readonly Row<T>[] }): T[] {
  return rows.flatMap((row) => (row.readable ? [row.value] : []));
}
