import { failureOf } from "../../api/failures.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import type { ServerFilters } from "../../api/list-request.ts";
import type { Row } from "../../api/wire/page.ts";
import type { ReadResult } from "../crawl/read-result.ts";
import type { FetchPage } from "../fetch-page.ts";

/** Rows of one list, the newest first. */
export interface NewestRows<T> extends ReadResult<T> {
  /**
   * All rows from this time on were read, epoch milliseconds; -Infinity: all there are; Infinity: none can be counted
   * on, since the newest could not be read.
   */
  from: number;
  /** Rows before this time may be missing: the server failed on some, or they could not be read. */
  hole: number;
}

interface NewestOptions<T> {
  filters: ServerFilters;
  /** An order in which new rows come first: `-pk` where keys are numbers, `-created`. */
  ordering: string;
  /** When a row was made, epoch milliseconds; null where that is not known. */
  timeOf: (row: T) => number | null;
  /** Reads until rows are older than this, epoch milliseconds; -Infinity: all. */
  until: number;
  /** The most rows to read. */
  cap: number;
  /** Rows a request; a server may clamp it. */
  size: number;
  /** An earlier result for the same list. Its rows are not read again, nor are those missed that are gone by now. */
  known?: NewestRows<T> | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((result: NewestRows<T>) => void) | undefined;
}

/** Times that are estimates can be wrong for a row or two: so many older ones end the reading. */
const OLDER_ROWS = 3;
/** A list that shrinks at each request is not waited for. */
const MOST_STEPS_BACK = 3;

/**
 * Reads a list from its newest row back to a time. Rows that are added meanwhile push others to the next page, where
 * they are met twice; rows that go away pull some past it unread, so then the page before is read again.
 *
 * @throws ApiError as `fetchPage`.
 */
export async function readNewest<T extends { pk: string | number }>(
  fetchPage: FetchPage<T>,
  options: NewestOptions<T>,
): Promise<NewestRows<T>> {
  const { filters, ordering, size, signal, onProgress, until, cap } = options;
  const read = new NewestReader(options);
  let page = 1;
  let before: ListAnswer<T> | null = null;
  let stepsBack = 0;
  for (;;) {
    const answer = await fetchPage({ filters, ordering, page, page_size: size }, signal).catch(
      nullPastEnd,
    );
    if (answer === null) return read.result(-Infinity);
    if (before !== null && answer.count < before.count && page > 1) {
      read.moved = true;
      stepsBack += 1;
      if (stepsBack <= MOST_STEPS_BACK) {
        page -= 1;
        before = answer;
        continue;
      }
      read.noteHole();
    }
    before = answer;
    read.take(answer);
    if (read.older >= OLDER_ROWS) return read.result(until);
    if (read.isAtEnd) return read.result(-Infinity);
    // Rows that came meanwhile push a few over the last page: for these no other one is read.
    if (read.rows.length + answer.pageSize > cap) return read.result(read.oldest, true);
    onProgress?.({ ...read.result(read.oldest), done: false });
    // Where known rows were joined, further on than the next page; a page may overlap.
    page = Math.max(page + 1, Math.floor(read.reached / answer.pageSize) + 1);
  }
}

class NewestReader<T extends { pk: string | number }> {
  rows: Row<T>[] = [];
  /** Rows older than wanted. */
  older = 0;
  /** The time of the oldest row read. */
  oldest = Infinity;
  isAtEnd = false;
  moved = false;
  /** Of the rows joined, how many are listed no more: the others begin that much earlier. */
  private gone = 0;
  private readonly seen = new Set<string | number>();
  private readonly options: NewestOptions<T>;
  private known: NewestRows<T> | undefined;
  private hole = -Infinity;
  private missing = 0;
  private count = 0;
  private asOf = Infinity;
  private receivedAt = 0;
  private requests = 0;

  constructor(options: NewestOptions<T>) {
    this.options = options;
    this.known = options.known;
  }

  take(answer: ListAnswer<T>): void {
    this.requests += 1;
    this.count = answer.count;
    this.asOf = Math.min(this.asOf, answer.asOf);
    this.receivedAt = Math.max(this.receivedAt, answer.receivedAt);
    this.isAtEnd = answer.next === null;
    const gaps = answer.parts?.gaps ?? [];
    for (const [index, row] of answer.rows.entries()) {
      if (gaps.some((gap) => gap.index === index)) this.noteHole();
      this.add(row);
    }
    for (const { count, index } of gaps) {
      this.missing += count;
      if (index >= answer.rows.length) this.noteHole();
    }
    this.join();
  }

  private add(row: Row<T>): void {
    if (!row.readable) {
      this.noteHole();
      this.rows.push(row);
      return;
    }
    if (this.seen.has(row.value.pk)) return;
    this.seen.add(row.value.pk);
    this.rows.push(row);
    const time = this.options.timeOf(row.value);
    if (time === null) return;
    if (time < this.options.until) this.older += 1;
    this.oldest = Math.min(this.oldest, time);
  }

  /** Some rows older than those read so far may be missing. */
  noteHole(): void {
    this.hole = Math.max(this.hole, this.oldest);
  }

  /** Once a known row is met, all known rows follow. */
  private join(): void {
    const { known } = this;
    if (known === undefined) return;
    const isKnown = known.rows.some((row) => row.readable && this.seen.has(row.value.pk));
    if (!isKnown) return;
    this.known = undefined;
    const earlier = new Set(known.rows.flatMap((row) => (row.readable ? [row.value.pk] : [])));
    const added = this.rows.filter((row) => row.readable && !earlier.has(row.value.pk)).length;
    this.gone = Math.max(0, known.count + added - this.count);
    for (const row of known.rows) if (row.readable) this.add(row);
    if (known.from === -Infinity) this.isAtEnd = true;
    this.hole = Math.max(this.hole, known.hole);
  }

  /** The offset in the list that was reached at least. */
  get reached(): number {
    return this.rows.length - this.gone;
  }

  result(reached: number, capped = false): NewestRows<T> {
    const { count, missing, moved, asOf, receivedAt, requests, hole } = this;
    // Known rows were joined beyond the cap: the oldest are left out.
    const rows = this.rows.slice(0, this.options.cap);
    const isCut = rows.length < this.rows.length;
    const from = Math.max(reached, hole, isCut ? oldestOf(rows, this.options.timeOf) : -Infinity);
    const read = rows.length;
    const told = { count, missing, moved, asOf, receivedAt, requests, hole };
    return { ...told, rows, from, read, done: true, capped: capped || isCut };
  }
}

function oldestOf<T>(rows: readonly Row<T>[], timeOf: (row: T) => number | null): number {
  const times = rows.flatMap((row) => (row.readable ? (timeOf(row.value) ?? []) : []));
  return times.reduce((least, time) => Math.min(least, time), Infinity);
}

function nullPastEnd(error: unknown): null {
  if (failureOf(error).kind === "past-end") return null;
  throw error;
}
