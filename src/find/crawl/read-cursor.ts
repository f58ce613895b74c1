import type { Row } from "../../api/wire/page.ts";
import { type PageOutcome, type RowSlot, slotsOf, startOffset } from "../expiry/row-slot.ts";
import type { Findable } from "../fetch-page.ts";
import type { ReadResult } from "./read-result.ts";

export interface ReadOptions<T> {
  ordering: "pk" | "expires";
  /** The most rows to read. */
  cap: number;
  /** Offset of the first row, from 0, as far as known. */
  from: number;
  /** How many rows follow from there, if that is known beforehand. 0 only when there certainly are none. */
  count?: number;
  /** Where a row lies: before the wanted rows, among them, or after them. */
  where(row: RowSlot<T>): "before" | "in" | "after";
  /** Whether `row` certainly comes before `last` in the order, or is the same row. */
  notAfter(row: T, last: T): boolean;
  concurrency: number;
  signal?: AbortSignal | undefined;
  onProgress?: ((result: ReadResult<T>) => void) | undefined;
  /** Result of an earlier read from the same first row on, apart from rows that are no longer wanted. */
  resume?: ReadResult<T> | undefined;
}

/** How far a list was read, and whether the next answer connects to it. See `readInOrder`. */
export class ReadCursor<T extends Findable> {
  rows: Row<T>[];
  requests: number;
  /** Requests of the result that was resumed. */
  private readonly resumedRequests: number;
  done = false;
  /** Rows that the server fails on: those before the last row that was read, and those after it. */
  missing: number;
  private trailingMissing = 0;
  /** Offset after the last row that was read, and offset of the first row of the latest answer. */
  end = 0;
  lastStart: number;
  /** Rows by which the list has become shorter since the latest answer that connected. */
  removed = 0;
  private connectedCount: number;
  /** Offset at which the wanted rows end, as far as known. */
  expectedEnd: number;
  private readonly readKeys: Set<string>;
  private moved: boolean;
  /** A row may have been missed. */
  private mayLack: boolean;
  private total: number | null;
  private latest = { count: -1, asOf: 0 };
  private asOf: number;
  private receivedAt: number;
  private last: T | null = null;
  private readonly options: ReadOptions<T>;

  constructor(options: ReadOptions<T>) {
    const { resume, from, count } = options;
    this.options = options;
    const wanted = resume?.rows.filter((row) => options.where(row) === "in") ?? [];
    this.rows = wanted.map((row) => readAt(row, resume?.asOf ?? 0));
    this.resumedRequests = resume?.requests ?? 0;
    this.requests = this.resumedRequests;
    this.missing = resume?.missing ?? 0;
    this.moved = this.mayLack = resume?.moved ?? false;
    this.asOf = resume?.asOf ?? Infinity;
    this.receivedAt = resume?.receivedAt ?? 0;
    this.total = count ?? resume?.count ?? null;
    this.connectedCount = resume?.counts?.count ?? resume?.count ?? 0;
    this.lastStart = from;
    this.expectedEnd = count === undefined ? 0 : from + Math.min(count, options.cap);
    this.readKeys = new Set(this.rows.map(keyOf));
    for (const row of this.rows) if (row.readable) this.last = row.value;
    this.done = count === 0;
  }

  /** A list that changes so fast that no page connects is given up after this many requests. */
  get maxRequests(): number {
    return this.resumedRequests + 60 + this.expectedEnd / 5;
  }

  /** Takes the rows of an answer. False when it begins after the last row that was read, or is no answer. */
  take(outcome: PageOutcome<T>): boolean {
    if (typeof outcome === "string") {
      this.moved = true;
      return false;
    }
    const { options } = this;
    const start = startOffset(outcome);
    this.lastStart = start;
    this.asOf = Math.min(this.asOf, outcome.asOf);
    this.receivedAt = Math.max(this.receivedAt, outcome.receivedAt);
    this.latest = outcome;
    if (options.count === undefined) {
      if (this.total !== null && this.total !== outcome.count) this.moved = true;
      this.total = outcome.count;
      this.expectedEnd = Math.min(outcome.count, options.cap);
    }
    if (outcome.parts?.moved) this.moved = this.mayLack = true;
    const slots = slotsOf(outcome);
    if (start > 0 && !this.connects(outcome.rows)) {
      // A row that the server fails on has no key. Only the row before it can show that it is the same one.
      if (slots[0] !== null) this.moved = true;
      this.removed = this.connectedCount - outcome.count;
      return false;
    }
    this.connectedCount = outcome.count;
    this.removed = 0;
    this.accept(slots, start, outcome.asOf);
    this.end = start + slots.length;
    if (outcome.next === null) this.done = true;
    return true;
  }

  /** Whether an answer begins at or before the last row that was read. */
  private connects(rows: readonly Row<T>[]): boolean {
    const first = rows.find((row) => row.readable);
    if (first === undefined) return true;
    if (this.readKeys.has(keyOf(first))) return true;
    if (this.options.where(first) === "before") return true;
    return this.last !== null && this.options.notAfter(first.value, this.last);
  }

  private accept(slots: readonly RowSlot<T>[], start: number, asOf: number): void {
    const overlap = slots.findLastIndex((slot) => slot !== null && this.readKeys.has(keyOf(slot)));
    // Missing rows after the last row are counted again from this answer.
    if (overlap >= 0) this.trailingMissing = 0;
    for (const [index, row] of slots.entries()) {
      const where = this.options.where(row);
      if (where === "before") continue;
      if (row === null) {
        if (where === "in" && (overlap >= 0 ? index > overlap : start + index >= this.end)) {
          this.trailingMissing++;
        }
        continue;
      }
      if (where === "after") {
        this.done = true;
        return;
      }
      const key = keyOf(row);
      if (this.readKeys.has(key)) continue;
      // A new row that sorts before the last one: it was added behind the cursor.
      if (row.readable && this.last !== null && this.options.notAfter(row.value, this.last)) {
        this.moved = this.mayLack = true;
        continue;
      }
      if (this.rows.length >= this.options.cap) {
        this.done = true;
        return;
      }
      this.readKeys.add(key);
      this.rows.push(readAt(row, asOf));
      this.missing += this.trailingMissing;
      this.trailingMissing = 0;
      if (row.readable) this.last = row.value;
    }
  }

  result(): ReadResult<T> {
    const read = this.rows.length;
    const total = Math.max(this.total ?? 0, this.options.count === undefined ? 0 : read);
    const missing = this.missing + this.trailingMissing;
    const capped = this.done && read >= this.options.cap && total > this.options.cap + missing;
    const isComplete = this.done && !capped;
    // One answer after the other, no row was missed. As many as the last one counts: none of them is gone by then.
    const inTurn = isComplete && this.options.concurrency === 1;
    const agrees = this.latest.count === read + missing;
    const isAsOfLatest = inTurn && agrees && missing === 0 && !this.mayLack;
    return {
      rows: [...this.rows],
      count: isComplete ? read + missing : total,
      read,
      // A read that resumes here comes by the missing rows after the last row again.
      missing: isComplete ? missing : this.missing,
      done: this.done,
      capped,
      moved: !isAsOfLatest && (this.moved || (inTurn && !agrees)),
      asOf: isAsOfLatest ? this.latest.asOf : this.asOf,
      receivedAt: this.receivedAt,
      requests: this.requests,
    };
  }
}

/** A row that keeps when it was read: what the server says of its expiry was true then. */
function readAt<T>(row: Row<T>, asOf: number): Row<T> {
  return row.readable && row.asOf === undefined ? { ...row, asOf } : row;
}

function keyOf<T extends Findable>(row: Row<T>): string {
  return row.readable ? `row ${row.value.pk}` : `raw ${JSON.stringify(row.raw)}`;
}
