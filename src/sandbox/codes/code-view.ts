import { firstWhere } from "./binary-search.ts";
import { sortRows } from "./code-sort.ts";
import {
  comparingWithCode,
  comparingRows,
  type CodeTerm,
  type CompareRows,
} from "./code-order-keys.ts";
import {
  UNLISTED,
  type CodeTable,
  TO_BE_REDEEMED,
  REMOVED,
  TO_BE_CLEANED_UP,
} from "./code-table.ts";
import type { CodeFilter, CodeSortValues } from "./codes.ts";

/** How many recent rows are kept separately before they are merged into the sorted ones. */
const MOST_RECENT = 4096;

/**
 * A sorted index of the rows of a table that match a filter. Most of them stay for minutes: they are
 * sorted once, and scanned again only when the table is compacted. The few that come and go are
 * sorted separately, and a page is merged from both.
 */
export class CodeView {
  compactions: number;
  readonly #table: CodeTable;
  readonly #terms: readonly CodeTerm[];
  readonly #filter: CodeFilter;
  #version = -1;
  /** Rows that await a clean-up. */
  #sorted: Uint32Array;
  /** Rows that will be redeemed, and rows too recent to be in `#sorted`; sorted too. */
  #recent: Uint32Array;
  /** Table rows from here on have not been indexed yet. */
  #seenEnd: number;

  constructor(table: CodeTable, terms: readonly CodeTerm[], filter: CodeFilter) {
    this.#table = table;
    this.#terms = terms;
    this.#filter = filter;
    this.compactions = table.compactions;
    this.#seenEnd = table.listedEnd;
    this.#sorted = sortRows(this.#matching(0, TO_BE_CLEANED_UP), terms, table, this.#comparing());
    this.#recent = this.#matching(0, TO_BE_REDEEMED).toSorted(this.#comparing());
  }

  get count(): number {
    return this.#sorted.length + this.#recent.length;
  }

  /** Brings the view up to date with the table. */
  sync(): void {
    const table = this.#table;
    if (this.#version === table.version) return;
    this.#version = table.version;
    if (this.compactions !== table.compactions) this.#relocate();
    const compare = this.#comparing();
    const { state } = table;
    const remaining = this.#recent.filter((row) => state[row] !== UNLISTED);
    const fresh = this.#matching(this.#seenEnd).toSorted(compare);
    this.#seenEnd = table.listedEnd;
    this.#recent = merged(remaining, fresh, compare);
    table.stepCounter.steps += remaining.length;
    const settled = this.#recent.filter((row) => state[row] === TO_BE_CLEANED_UP);
    if (settled.length <= MOST_RECENT) return;
    this.#sorted = inserted(this.#sorted, settled, compare);
    this.#recent = this.#recent.filter((row) => state[row] === TO_BE_REDEEMED);
  }

  /** Rows `from` (inclusive) to `to` (exclusive), in order. */
  rows(from: number, to: number): number[] {
    const sorted = this.#sorted;
    const recent = this.#recent;
    const compare = this.#comparing();
    // The first recent row at or after offset `from`.
    let nextRecent = firstWhere(recent.length, (place) => {
      const row = recent[place] as number;
      return (
        place + firstWhere(sorted.length, (each) => compare(sorted[each] as number, row) > 0) >=
        from
      );
    });
    let nextSorted = Math.max(0, from - nextRecent);
    const found: number[] = [];
    const end = Math.min(to, this.count);
    for (let place = from; place < end; place++) {
      const takesSorted =
        nextRecent >= recent.length ||
        (nextSorted < sorted.length &&
          compare(sorted[nextSorted] as number, recent[nextRecent] as number) < 0);
      found.push((takesSorted ? sorted[nextSorted++] : recent[nextRecent++]) as number);
    }
    return found;
  }

  /** How many rows come before `code`. */
  rank(code: CodeSortValues): number {
    const { stepCounter } = this.#table;
    const compare = comparingWithCode(this.#terms, this.#table, code);
    const before = (rows: Uint32Array): number =>
      firstWhere(rows.length, (place) => {
        stepCounter.steps++;
        return compare(rows[place] as number) >= 0;
      });
    return before(this.#sorted) + before(this.#recent);
  }

  /** Updates the row indexes after a compaction, which keeps the order of rows. */
  #relocate(): void {
    const { newRows, compactions } = this.#table;
    const relocated = (rows: Uint32Array): Uint32Array => {
      const kept = new Uint32Array(rows.length);
      let count = 0;
      for (const row of rows) {
        const place = newRows[row] as number;
        if (place !== REMOVED) kept[count++] = place;
      }
      this.#table.stepCounter.steps += rows.length;
      return kept.slice(0, count);
    };
    this.#sorted = relocated(this.#sorted);
    this.#recent = relocated(this.#recent);
    let seen = this.#seenEnd;
    while (newRows[seen] === REMOVED) seen++;
    this.#seenEnd = newRows[seen] as number;
    this.compactions = compactions;
  }

  /** The table rows from `from` on that are listed (or in the wanted state) and match the filter. */
  #matching(from: number, wanted?: number): Uint32Array {
    const { state, provider, user, listedEnd, stepCounter } = this.#table;
    const filter = this.#filter;
    const found = new Uint32Array(Math.max(0, listedEnd - from));
    let count = 0;
    for (let row = from; row < listedEnd; row++) {
      if (wanted === undefined ? state[row] === UNLISTED : state[row] !== wanted) continue;
      if (filter.provider !== undefined && provider[row] !== filter.provider) continue;
      if (filter.user !== undefined && user[row] !== filter.user) continue;
      found[count++] = row;
    }
    stepCounter.steps += found.length;
    return found.slice(0, count);
  }

  /** A comparator of rows that counts its calls. */
  #comparing(): CompareRows {
    const { stepCounter } = this.#table;
    const compare = comparingRows(this.#terms, this.#table);
    return (one, other) => {
      stepCounter.steps++;
      return compare(one, other);
    };
  }
}

function merged(one: Uint32Array, other: Uint32Array, compare: CompareRows): Uint32Array {
  if (other.length === 0) return one;
  const all = new Uint32Array(one.length + other.length);
  let a = 0;
  let b = 0;
  for (let place = 0; place < all.length; place++) {
    const isOne =
      b >= other.length || (a < one.length && compare(one[a] as number, other[b] as number) < 0);
    all[place] = (isOne ? one[a++] : other[b++]) as number;
  }
  return all;
}

/** Like `merged`, for a few rows among many: a binary search for each, and block copies in between. */
function inserted(many: Uint32Array, few: Uint32Array, compare: CompareRows): Uint32Array {
  const all = new Uint32Array(many.length + few.length);
  let from = 0;
  few.forEach((row, place) => {
    const to = firstWhere(many.length, (each) => compare(many[each] as number, row) > 0);
    all.set(many.subarray(from, to), from + place);
    all[to + place] = row;
    from = to;
  });
  all.set(many.subarray(from), from + few.length);
  return all;
}
