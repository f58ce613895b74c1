import type { Row } from "../../api/wire/page.ts";
import { slotsOf, startOffset, type RowSlot, type PageOutcome } from "../expiry/row-slot.ts";
import type { Findable } from "../fetch-page.ts";
import type { ReadResult } from "./read-result.ts";

export interface ReadOptions<T> {
  ordering: "pk" | "expires";
  /** Rows to be read at most. */
  cap: number;
  /** Place of the first row, from 0, as far as known. */
  from: number;
  /** How many rows there are from there, if that is known beforehand. */
  count?: number;
  /** Where a row lies: before what is wanted, in it, or after it. */
  where(row: RowSlot<T>): "before" | "in" | "after";
  /** Whether `row` certainly comes before `last` in the order, or is it. */
  notAfter(row: T, last: T): boolean;
  concurrency: number;
  signal?: AbortSignal | undefined;
  onProgress?: ((loaded: ReadResult<T>) => void) | undefined;
  /** What an earlier reading had, from the same first row on but for rows that are no longer wanted. */
  resume?: ReadResult<T> | undefined;
}

/** What was read so far of a list that is read along, and whether the next answer joins on. */
export class ReadCursor<T extends Findable> {
  rows: Row<T>[];
  requests: number;
  /** Requests of what is gone on from. */
  private readonly begun: number;
  done = false;
  /** Rows that the server fails on: those before the last one that was read, and those after it. */
  missing: number;
  private trailing = 0;
  /** Place after the last one read, and place of the first row of the last answer. */
  end = 0;
  lastStart: number;
  /** By how many rows the list has become shorter since the last answer that could be used. */
  shorter = 0;
  private joinedAt: number;
  /** Place at which the rows in question end, as far as known. */
  expectedEnd: number;
  private readonly known: Set<string>;
  private moved: boolean;
  private total: number | null;
  private asOf: number;
  private receivedAt: number;
  private last: T | null = null;
  private readonly options: ReadOptions<T>;

  constructor(options: ReadOptions<T>) {
    const { resume, from, count } = options;
    this.options = options;
    this.rows = resume?.rows.filter((row) => options.where(row) === "in") ?? [];
    this.begun = resume?.requests ?? 0;
    this.requests = this.begun;
    this.missing = resume?.missing ?? 0;
    this.moved = resume?.moved ?? false;
    this.asOf = resume?.asOf ?? Infinity;
    this.receivedAt = resume?.receivedAt ?? 0;
    this.total = count ?? resume?.count ?? null;
    this.joinedAt = resume?.boundaries?.count ?? resume?.count ?? 0;
    this.lastStart = from;
    this.expectedEnd = count === undefined ? 0 : from + Math.min(count, options.cap);
    this.known = new Set(this.rows.map(nameOf));
    for (const row of this.rows) if (row.readable) this.last = row.value;
    this.done = count === 0;
  }

  get bound(): number {
    return this.begun + 60 + this.expectedEnd / 5;
  }

  /** Takes an answer's rows. False when it begins too late, or is none. */
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
    if (options.count === undefined) {
      if (this.total !== null && this.total !== outcome.count) this.moved = true;
      this.total = outcome.count;
      this.expectedEnd = Math.min(outcome.count, options.cap);
    }
    if (outcome.parts?.moved) this.moved = true;
    const cells = slotsOf(outcome);
    if (start > 0 && !this.joins(outcome.rows)) {
      // A row that the server fails on has no name: to know that it is the same takes the one before it.
      if (cells[0] !== null) this.moved = true;
      this.shorter = this.joinedAt - outcome.count;
      return false;
    }
    this.joinedAt = outcome.count;
    this.shorter = 0;
    this.accept(cells, start);
    this.end = start + cells.length;
    if (outcome.next === null) this.done = true;
    return true;
  }

  private joins(rows: readonly Row<T>[]): boolean {
    const first = rows.find((row) => row.readable);
    if (first === undefined) return true;
    if (this.known.has(nameOf(first))) return true;
    if (this.options.where(first) === "before") return true;
    return this.last !== null && this.options.notAfter(first.value, this.last);
  }

  private accept(cells: readonly RowSlot<T>[], start: number): void {
    const last = cells.findLastIndex((cell) => cell !== null && this.known.has(nameOf(cell)));
    // Those after the last row are seen again.
    if (last >= 0) this.trailing = 0;
    for (const [index, row] of cells.entries()) {
      const where = this.options.where(row);
      if (where === "before") continue;
      if (row === null) {
        if (where === "in" && (last >= 0 ? index > last : start + index >= this.end)) {
          this.trailing++;
        }
        continue;
      }
      if (where === "after") {
        this.done = true;
        return;
      }
      const name = nameOf(row);
      if (this.known.has(name)) continue;
      // Came to lie before the last one only after that was read.
      if (row.readable && this.last !== null && this.options.notAfter(row.value, this.last)) {
        this.moved = true;
        continue;
      }
      if (this.rows.length >= this.options.cap) {
        this.done = true;
        return;
      }
      this.known.add(name);
      this.rows.push(row);
      this.missing += this.trailing;
      this.trailing = 0;
      if (row.readable) this.last = row.value;
    }
  }

  loaded(): ReadResult<T> {
    const read = this.rows.length;
    const total = Math.max(this.total ?? 0, this.options.count === undefined ? 0 : read);
    const seen = this.missing + this.trailing;
    const capped = this.done && read >= this.options.cap && total > this.options.cap + seen;
    const whole = this.done && !capped;
    return {
      rows: [...this.rows],
      count: whole ? read + seen : total,
      read,
      // Who goes on sees those after the last row again.
      missing: whole ? seen : this.missing,
      done: this.done,
      capped,
      moved: this.moved,
      asOf: this.asOf,
      receivedAt: this.receivedAt,
      requests: this.requests,
    };
  }
}

function nameOf<T extends Findable>(row: Row<T>): string {
  return row.readable ? `row ${row.value.pk}` : `raw ${JSON.stringify(row.raw)}`;
}
