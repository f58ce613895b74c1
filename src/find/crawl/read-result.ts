import type { Row } from "../../api/wire/page.ts";
import type { CountsBefore } from "../fetch-page.ts";

/** Rows that were read one page after the other. */
export interface ReadResult<T> {
  rows: readonly Row<T>[];
  /** Rows in question, as last seen. */
  count: number;
  /** Read so far. */
  read: number;
  /** Rows before the last one read that the server fails on: they are in `count`, but not among the rows. */
  missing: number;
  /** All of them were read, or as many as the cap allows. */
  done: boolean;
  /** There are more than were to be read. */
  capped: boolean;
  /** The list was seen to change while it was read: what came or went meanwhile may be there or not. */
  moved: boolean;
  /** The server's clock at the first answer and the browser's at the last, epoch milliseconds. */
  asOf: number;
  receivedAt: number;
  requests: number;
  boundaries?: CountsBefore;
}
