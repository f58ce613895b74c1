import type { ListParams } from "../api/list-params.ts";
import type { Row } from "../api/wire/page.ts";
import { cellsOf, outcomeOf, placeOf, type Outcome } from "./cells.ts";
import { endOf, farthestPage, type PageOf } from "./cover.ts";
import type { Boundaries, FetchPage, Findable } from "./fetch-page.ts";

/** Rows that were read one page after the other. */
export interface Loaded<T> {
  rows: readonly Row<T>[];
  /** Rows in question, as last seen. */
  count: number;
  /** Read so far. */
  read: number;
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
  boundaries?: Boundaries;
}

interface AlongOptions<T> {
  ordering: "pk" | "expires";
  /** Rows to be read at most. */
  cap: number;
  /** Place of the first row, from 0, as far as known. */
  from: number;
  /** How many rows there are from there, if that is known beforehand. */
  count?: number;
  /** Where a row lies: before what is wanted, in it, or after it. */
  where(row: Row<T>): "before" | "in" | "after";
  /** Whether `row` certainly comes before `last` in the order, or is it. */
  notAfter(row: T, last: T): boolean;
  concurrency: number;
  signal?: AbortSignal | undefined;
  onProgress?: ((loaded: Loaded<T>) => void) | undefined;
  /** What an earlier reading had, from the same first row on but for rows that are no longer wanted. */
  resume?: Loaded<T> | undefined;
}

/** The largest page asked for. */
const LARGEST = 100;

/**
 * Reads a list on from a place, in an order in which rows keep their sequence. An answer shows neighbours as they were
 * at one moment: if one begins at or before the last row that was read, then no row between that and the answer's end
 * can have been there throughout and be missing. So each page begins one row early; where it turns out that rows
 * moved down and it begins later than that, the way goes back until it does not.
 *
 * @throws ApiError as `fetchPage`; `onProgress` had what was read until then.
 */
export async function readAlong<T extends Findable>(
  fetchPage: FetchPage<T>,
  filters: ListParams["filters"],
  options: AlongOptions<T>,
): Promise<Loaded<T>> {
  const { signal, concurrency, from } = options;
  const way = new Way(options);
  let most = LARGEST;
  let place = from + Math.max(0, way.rows.length - 1);
  let back = 0;
  while (!way.done) {
    signal?.throwIfAborted();
    const pages = ahead(place, most, back > 0 ? 1 : concurrency, way.expectedEnd);
    const outcomes = await Promise.all(
      pages.map(({ page, size }) => {
        const params = { page, page_size: size, ordering: options.ordering, filters };
        return outcomeOf(fetchPage(params, signal));
      }),
    );
    way.requests += pages.length;
    let joined = true;
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome === "fault") {
        // Asked for again, alone: what fails now fails.
        const { page, size } = pages[index]!;
        way.requests++;
        const again = { page, page_size: size, ordering: options.ordering, filters };
        joined = way.take(await fetchPage(again, signal));
      } else {
        joined = way.take(outcome);
        if (typeof outcome !== "string" && outcome.next !== null) {
          const clamped = outcome.pageSize < pages[index]!.size;
          if (clamped) most = Math.min(most, outcome.pageSize);
          // The pages after it lie elsewhere than was thought.
          if (clamped && joined && !way.done) {
            place = way.end - 1;
            back = 0;
            break;
          }
        }
      }
      if (!joined || way.done) break;
      back = 0;
      place = way.end - 1;
    }
    if (!joined) {
      // As far as the list is known to have become shorter, or farther each time.
      back = Math.max(10, back * 2, way.shorter);
      place = Math.max(0, way.lastStart - back);
    }
    options.onProgress?.(way.loaded());
    if (way.requests > way.bound) break;
  }
  return way.loaded();
}

/** The next pages, each beginning with the last place of the one before. */
function ahead(place: number, most: number, concurrency: number, end: number): PageOf[] {
  const pages = [farthestPage(Math.max(0, place), most)];
  while (pages.length < concurrency && endOf(pages.at(-1)!) < end) {
    pages.push(farthestPage(endOf(pages.at(-1)!) - 1, most));
  }
  return pages;
}

class Way<T extends Findable> {
  rows: Row<T>[];
  requests: number;
  /** Requests of what is gone on from. */
  private readonly begun: number;
  done = false;
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
  private readonly options: AlongOptions<T>;

  constructor(options: AlongOptions<T>) {
    const { resume, from, count } = options;
    this.options = options;
    this.rows = resume?.rows.filter((row) => options.where(row) === "in") ?? [];
    this.begun = resume?.requests ?? 0;
    this.requests = this.begun;
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
  take(outcome: Outcome<T>): boolean {
    if (typeof outcome === "string") {
      this.moved = true;
      return false;
    }
    const { options } = this;
    const start = placeOf(outcome);
    this.lastStart = start;
    this.asOf = Math.min(this.asOf, outcome.asOf);
    this.receivedAt = Math.max(this.receivedAt, outcome.receivedAt);
    if (options.count === undefined) {
      if (this.total !== null && this.total !== outcome.count) this.moved = true;
      this.total = outcome.count;
      this.expectedEnd = Math.min(outcome.count, options.cap);
    }
    if (outcome.parts?.moved) this.moved = true;
    if (start > 0 && !this.joins(outcome.rows)) {
      this.moved = true;
      this.shorter = this.joinedAt - outcome.count;
      return false;
    }
    this.joinedAt = outcome.count;
    this.shorter = 0;
    this.end = start + cellsOf(outcome).length;
    this.accept(outcome.rows);
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

  private accept(rows: readonly Row<T>[]): void {
    for (const row of rows) {
      const where = this.options.where(row);
      if (where === "before") continue;
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
      if (row.readable) this.last = row.value;
    }
  }

  loaded(): Loaded<T> {
    const read = this.rows.length;
    const total = Math.max(this.total ?? 0, this.options.count === undefined ? 0 : read);
    const capped = this.done && read >= this.options.cap && total > this.options.cap;
    const count = this.done && !capped ? read : total;
    return {
      rows: [...this.rows],
      count,
      read,
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
