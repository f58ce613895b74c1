import type { ListAnswer } from "../api/list-answer.ts";
import type { ListRequest } from "../api/list-request.ts";

/** What `find` needs of a row: its keys in the orders `pk` and `expires,pk`. */
export interface Findable {
  pk: number | string;
  /** Epoch milliseconds; null when it never expires. Left out by lists whose rows do not expire. */
  expiresMs?: number | null;
}

/**
 * Fetches one page of a list. This is all that `find` needs of the server, so its tests simulate one in memory.
 *
 * @throws ApiError; "past-end" for a page that does not exist.
 */
export type FetchPage<T> = (params: ListRequest, signal?: AbortSignal) => Promise<ListAnswer<T>>;

/** A known point of the order `expires,pk`: when the row at one offset expires. */
export interface KnownPoint {
  /** Offset from 0. */
  offset: number;
  /** Epoch milliseconds; Infinity for a row that never expires. */
  expiresMs: number;
  /** Rows in the whole list, from the same answer. */
  count: number;
  /** The server's clock when it answered, epoch milliseconds. */
  asOf: number;
}

/** How many rows expire before each of some times, see `countBefore`. */
export interface CountsBefore {
  /** Rows in the whole list. */
  count: number;
  /** Rows that never expire, proven by one answer; null where not requested (by the time Infinity) or not proven. */
  never: number | null;
  /** The times, as given, epoch milliseconds; Infinity stands for all rows that expire at all. */
  times: readonly number[];
  /** For each time: rows whose `expires` is before it. */
  before: readonly number[];
  /** For each time: rows in the whole list, from the same answer. Equal ones: the list did not change meanwhile. */
  counts: readonly number[];
  /** The first and the last moment at which a count was proven, by the server's clock, epoch milliseconds. */
  asOf: number;
  until: number;
  /**
   * Each count was proven by one answer that shows the rows on both sides of the time. False when the list changed
   * faster than the limit of requests allows: then the counts are off by what changed meanwhile. Also false when
   * `unreadable`.
   */
  exact: boolean;
  /** By how many rows unproven counts may be off, beside what changed meanwhile. */
  margin: number;
  /** By how many rows the list grew or shrank meanwhile. */
  drift: number;
  /** Unproven counts lie among rows whose `expires` could not be read. They are off by those rows, not by a change. */
  unreadable: boolean;
  requests: number;
  /** Known points that the search collected: pass them to the next one as `knownPoints`. */
  knownPoints: readonly KnownPoint[];
}

/**
 * A range of expiry times: from (inclusive) to (exclusive), epoch milliseconds. With `to` Infinity it has no end, but
 * leaves out rows that never expire.
 */
export interface ExpiryRange {
  from: number;
  to: number;
}

/** The rows that never expire. */
export const NEVER_RANGE: ExpiryRange = { from: Infinity, to: Infinity };
