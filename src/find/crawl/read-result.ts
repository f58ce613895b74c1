import type { Row } from "../../api/wire/page.ts";
import type { CountsBefore } from "../fetch-page.ts";

/** The rows that a read in order has collected, so far or in the end. */
export interface ReadResult<T> {
  rows: readonly Row<T>[];
  /** How many rows there are to read, as of the latest answer. */
  count: number;
  /** How many were read. */
  read: number;
  /** Rows before the last one read that the server fails on. They are in `count`, but not among the rows. */
  missing: number;
  /** All rows were read, or as many as the cap allows. */
  done: boolean;
  /** There are more rows than the cap allows. */
  capped: boolean;
  /** The list changed while it was read: rows that were added or deleted meanwhile may be among the rows or not. */
  moved: boolean;
  /**
   * The server's clock at the first answer, or at the last one where that proves that all these rows were there;
   * and the browser's at the last. Epoch milliseconds.
   */
  asOf: number;
  receivedAt: number;
  requests: number;
  /** Of a range: the counts that gave its offsets. */
  counts?: CountsBefore;
}
