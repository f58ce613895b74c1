import type { Page, Problem } from "./wire/page.ts";

interface AnswerMeta {
  /** The server's clock when it answered, epoch milliseconds. */
  asOf: number;
  /** The browser's clock when the answer was there, epoch milliseconds. */
  receivedAt: number;
  /** As in authentik's log. */
  requestId: string | null;
  /** From request to answer, milliseconds; missing where it took several. */
  tookMs?: number;
}

/** Rows that the server fails on: their place on the page, and among all. */
export interface Gap {
  /** Before which of the page's rows they lie. */
  index: number;
  /** Place of the first among all, from 1. */
  place: number;
  count: number;
}

/** How a page came that had to be read in parts, see `fetch-page-in-parts.ts`. */
export interface Parts {
  gaps: readonly Gap[];
  /** The list was seen to change between two of them. */
  moved: boolean;
}

/** How rows were found that the server cannot be asked for by themselves. */
export interface ReadReport {
  /**
   * `slice`: a stretch of the server's own order by expiry, page by page. `loaded`: read as a whole and sorted here.
   * `scan`: all rows read through for what was searched. `snapshot`: out of a short list that is here whole.
   */
  how: "slice" | "loaded" | "scan" | "snapshot";
  /** The server's clock at which it was true, epoch milliseconds; of a long reading, its beginning. */
  asOf: number;
  /** Rows read so far. */
  read: number;
  /** Rows that it came by and that the server fails on, where a page would show a gap. */
  missing?: number;
  /** Rows it will have read when it is done. */
  goal: number;
  /** Rows in question, as far as known: those in the range, or those to be read through. */
  of: number;
  /** Rows under the server's own filters, where that was counted too. */
  all?: number;
  /** Nothing more is read for it. False also when it was stopped: then it can go on. */
  done: boolean;
  /** There are more than are read. */
  capped: boolean;
  /** The list changed while it was read: a row may be missing or out of date. */
  moved: boolean;
  /** The numbers were proven, not only come close to. */
  exact: boolean;
  /** They were not, because ends could not be read. */
  unreadable?: boolean;
  /** The reader wanted no more. */
  stopped?: boolean;
  /** Ends the reading; there while it goes on. */
  stop?: () => void;
  /** Lets the next reading go on where this one ended; there where it did not read all. */
  resume?: () => void;
  /** How many rows it may read. */
  cap?: number;
  /** What could not be looked at, or why nothing was, in a sentence. */
  note?: string;
  /** The range ends before it begins: nothing was asked. */
  emptyRange?: boolean;
}

/** What a list query holds. */
export type ListAnswer<T> = Page<T> & AnswerMeta & { parts?: Parts; report?: ReadReport };

/** What a query for one object holds. */
export interface ObjectAnswer<T> extends AnswerMeta {
  value: T;
  /** When a list last showed it, if that was after it was told; server's clock, epoch milliseconds. */
  listedAt?: number;
  /** Fields of it that could not be read. */
  problems: Problem[];
}

/** Some of a list, for choosing from or looking names up in. */
export interface Selection<T> {
  items: T[];
  /** The server has more than these. */
  more: boolean;
}

/** The rows that could be read. */
export function readableRows<T>(page: Page<T>): T[] {
  return page.rows.flatMap((row) => (row.readable ? [row.value] : []));
}
