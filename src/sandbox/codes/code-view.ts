import { sortRows } from "./code-sort.ts";
import {
  comparingPlace,
  comparingRows,
  type CodeTerm,
  type CompareRows,
} from "./code-order-keys.ts";
import { AWAY, type CodeTable, FLYING, NOWHERE, RESTING } from "./code-table.ts";
import type { CodeFilter, CodePlace } from "./codes.ts";

/** So many rows may wait beside the sorted ones before they are merged into them. */
const WAITING = 4096;

/**
 * The rows of a table that pass a filter, in one order. Most rest: they are sorted once, and gone
 * through only when the table is cleared. The few that come and go are kept beside them, sorted
 * too; a page is merged from both.
 */
export class CodeView {
  generation: number;
  readonly #table: CodeTable;
  readonly #terms: readonly CodeTerm[];
  readonly #filter: CodeFilter;
  #version = -1;
  /** Rows that rest, sorted. */
  #base: Uint32Array;
  /** Rows that fly, and those that rest but are not in `#base` yet, sorted. */
  #extra: Uint32Array;
  /** Rows from here on were not looked at yet. */
  #seen: number;

  constructor(table: CodeTable, terms: readonly CodeTerm[], filter: CodeFilter) {
    this.#table = table;
    this.#terms = terms;
    this.#filter = filter;
    this.generation = table.generation;
    this.#seen = table.arrived;
    this.#base = sortRows(this.#matching(0, RESTING), terms, table, this.#comparing());
    this.#extra = this.#matching(0, FLYING).toSorted(this.#comparing());
  }

  get count(): number {
    return this.#base.length + this.#extra.length;
  }

  /** Brings the view to what the table is now. */
  sync(): void {
    const table = this.#table;
    if (this.#version === table.version) return;
    this.#version = table.version;
    if (this.generation !== table.generation) this.#follow();
    const compare = this.#comparing();
    const { state } = table;
    const stayed = this.#extra.filter((row) => state[row] !== AWAY);
    const fresh = this.#matching(this.#seen).toSorted(compare);
    this.#seen = table.arrived;
    this.#extra = merged(stayed, fresh, compare);
    table.meter.steps += stayed.length;
    const rested = this.#extra.filter((row) => state[row] === RESTING);
    if (rested.length <= WAITING) return;
    this.#base = inserted(this.#base, rested, compare);
    this.#extra = this.#extra.filter((row) => state[row] === FLYING);
  }

  /** Rows `from` to `to` in order. */
  rows(from: number, to: number): number[] {
    const base = this.#base;
    const extra = this.#extra;
    const compare = this.#comparing();
    // The first of `extra` that is not among the rows before `from`.
    let e = lowest(extra.length, (place) => {
      const row = extra[place] as number;
      return place + lowest(base.length, (each) => compare(base[each] as number, row) > 0) >= from;
    });
    let b = Math.max(0, from - e);
    const found: number[] = [];
    const end = Math.min(to, this.count);
    for (let place = from; place < end; place++) {
      const isBase =
        e >= extra.length ||
        (b < base.length && compare(base[b] as number, extra[e] as number) < 0);
      found.push((isBase ? base[b++] : extra[e++]) as number);
    }
    return found;
  }

  /** How many rows come before `code`. */
  rank(code: CodePlace): number {
    const { meter } = this.#table;
    const compare = comparingPlace(this.#terms, this.#table, code);
    const before = (rows: Uint32Array): number =>
      lowest(rows.length, (place) => {
        meter.steps++;
        return compare(rows[place] as number) >= 0;
      });
    return before(this.#base) + before(this.#extra);
  }

  /** The table was cleared: rows have new places, in the same order. */
  #follow(): void {
    const { moved, generation } = this.#table;
    const follow = (rows: Uint32Array): Uint32Array => {
      const kept = new Uint32Array(rows.length);
      let count = 0;
      for (const row of rows) {
        const place = moved[row] as number;
        if (place !== NOWHERE) kept[count++] = place;
      }
      this.#table.meter.steps += rows.length;
      return kept.slice(0, count);
    };
    this.#base = follow(this.#base);
    this.#extra = follow(this.#extra);
    let seen = this.#seen;
    while (moved[seen] === NOWHERE) seen++;
    this.#seen = moved[seen] as number;
    this.generation = generation;
  }

  /** Rows that are there and pass, from one on. */
  #matching(from: number, wanted?: number): Uint32Array {
    const { state, provider, user, arrived, meter } = this.#table;
    const filter = this.#filter;
    const found = new Uint32Array(Math.max(0, arrived - from));
    let count = 0;
    for (let row = from; row < arrived; row++) {
      if (wanted === undefined ? state[row] === AWAY : state[row] !== wanted) continue;
      if (filter.provider !== undefined && provider[row] !== filter.provider) continue;
      if (filter.user !== undefined && user[row] !== filter.user) continue;
      found[count++] = row;
    }
    meter.steps += found.length;
    return found.slice(0, count);
  }

  /** Counts how often it is asked. */
  #comparing(): CompareRows {
    const { meter } = this.#table;
    const compare = comparingRows(this.#terms, this.#table);
    return (one, other) => {
      meter.steps++;
      return compare(one, other);
    };
  }
}

/** The lowest number below `end` for which it holds (then it holds for all above), else `end`. */
export function lowest(end: number, holds: (number: number) => boolean): number {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
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

/** As `merged`, for a few among many: finds where each goes, and copies what is between. */
function inserted(many: Uint32Array, few: Uint32Array, compare: CompareRows): Uint32Array {
  const all = new Uint32Array(many.length + few.length);
  let from = 0;
  few.forEach((row, place) => {
    const to = lowest(many.length, (each) => compare(many[each] as number, row) > 0);
    all.set(many.subarray(from, to), from + place);
    all[to + place] = row;
    from = to;
  });
  all.set(many.subarray(from), from + few.length);
  return all;
}
