import type { ListAnswer } from "../api/list-answer.ts";
import type { ListRequest } from "../api/list-request.ts";

/** What `find` must know of a row: its place in the orders `pk` and `expires,pk`. */
export interface Findable {
  pk: number | string;
  /** Epoch milliseconds; null when it never expires. Lists that do not expire leave it out. */
  expiresMs?: number | null;
}

/**
 * Asks the server for one page. All that `find` knows of the world.
 *
 * @throws ApiError; "past-end" for a page that is not there.
 */
export type FetchPage<T> = (params: ListRequest, signal?: AbortSignal) => Promise<ListAnswer<T>>;

/** One row seen at a place of the order `expires,pk`, from 0. */
export interface KnownPoint {
  place: number;
  /** Epoch milliseconds; Infinity for a row that never expires. */
  expiresMs: number;
  /** Rows in all, as the same answer says. */
  count: number;
  /** The server's clock when it answered, epoch milliseconds. */
  asOf: number;
}

/** How many rows expire before certain times. */
export interface CountsBefore {
  /** Rows in all. */
  count: number;
  /** As asked, epoch milliseconds; Infinity asks for all that expire at all. */
  times: readonly number[];
  /** For each of the times: rows with `expires` before it. */
  before: readonly number[];
  /** From when to when, by the server's clock, the numbers were seen to be true; epoch milliseconds. */
  asOf: number;
  until: number;
  /**
   * Each number was proven by one answer that holds the rows on both sides of it. False when the list moved faster
   * than the bound allowed: then they are off by what changed meanwhile. False also when `unreadable`.
   */
  exact: boolean;
  /** What was not proven lies among rows whose `expires` could not be read: it is off by these, not by any change. */
  unreadable: boolean;
  requests: number;
  /** What was seen on the way: a hint for the next time. */
  knownPoints: readonly KnownPoint[];
}

/** Times between which rows expire: from (inclusive) to (exclusive), epoch milliseconds; `to` Infinity leaves out what never expires. */
export interface ExpiryRange {
  from: number;
  to: number;
}

/** The rows that never expire. */
export const NEVER_RANGE: ExpiryRange = { from: Infinity, to: Infinity };
