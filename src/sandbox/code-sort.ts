import { at, type CodeColumns, type CodeTerm, type CompareRows } from "./code-order.ts";

/** Fewer rows than that are sorted by comparing them. */
const MANY = 20_000;

/**
 * Sorts rows that go up. Many are sorted without comparing: once for each term, the last one first,
 * by counting how often each value is there.
 */
export function sortRows(
  rows: Uint32Array,
  terms: readonly CodeTerm[],
  columns: CodeColumns,
  compare: CompareRows,
): Uint32Array {
  if (rows.length < MANY) return rows.toSorted(compare);
  let sorted = rows;
  for (const { key, sign } of terms.toReversed()) {
    if (key === "pk") {
      if (sign < 0) sorted.reverse();
    } else if (key === "expires") sorted = sortByTime(sorted, columns, sign);
    else sorted = sortByKey(sorted, columns[key], sign);
  }
  return sorted;
}

function sortByKey(rows: Uint32Array, keys: Int32Array, sign: 1 | -1): Uint32Array {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(at(keys, row), (counts.get(at(keys, row)) ?? 0) + 1);
  const values = [...counts.keys()].toSorted((one, other) => sign * (one - other));
  const digits = new Uint32Array(rows.length);
  const digitOf = new Map(values.map((value, digit) => [value, digit]));
  for (let place = 0; place < rows.length; place++) {
    digits[place] = digitOf.get(at(keys, at(rows, place))) as number;
  }
  return spread(rows, digits, values.length);
}

const DIGIT = 65_536;

/** By microseconds, then milliseconds, 16 bits at a time; rows without an end are the largest. */
function sortByTime(rows: Uint32Array, { ms, micros }: CodeColumns, sign: 1 | -1): Uint32Array {
  let least = Infinity;
  let most = -Infinity;
  for (const row of rows) {
    const value = at(ms, row);
    if (value < least) least = value;
    if (value > most && value < Infinity) most = value;
  }
  const span = most >= least ? most - least + 1 : 0;
  const digits = new Uint32Array(rows.length);
  let sorted = rows;
  function pass(digitOf: (row: number) => number, size: number): void {
    for (let place = 0; place < sorted.length; place++) {
      const digit = digitOf(at(sorted, place));
      digits[place] = sign > 0 ? digit : size - 1 - digit;
    }
    sorted = spread(sorted, digits, size);
  }
  pass((row) => at(micros, row), 1000);
  for (let unit = 1; unit <= span; unit *= DIGIT) {
    pass((row) => {
      const value = at(ms, row);
      return Math.floor((value === Infinity ? span : value - least) / unit) % DIGIT;
    }, DIGIT);
  }
  return sorted;
}

/** Rows by their digits; those with the same one stay as they were. */
function spread(rows: Uint32Array, digits: Uint32Array, size: number): Uint32Array {
  const starts = new Uint32Array(size + 1);
  for (const digit of digits) starts[digit + 1] = at(starts, digit + 1) + 1;
  for (let digit = 0; digit < size; digit++) {
    starts[digit + 1] = at(starts, digit + 1) + at(starts, digit);
  }
  const sorted = new Uint32Array(rows.length);
  for (let place = 0; place < rows.length; place++) {
    const digit = at(digits, place);
    const to = at(starts, digit);
    starts[digit] = to + 1;
    sorted[to] = at(rows, place);
  }
  return sorted;
}
