import type { CodeColumns, CodeTerm, CompareRows } from "./code-order-keys.ts";

/** Fewer rows than this are sorted by comparison. */
const MANY = 20_000;

/**
 * Sorts rows that are in ascending order. Many rows are sorted without comparisons: by a stable
 * counting or radix sort per term, the last term first.
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
  for (const row of rows) {
    const key = keys[row] as number;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const values = [...counts.keys()].toSorted((one, other) => sign * (one - other));
  const digits = new Uint32Array(rows.length);
  const digitOf = new Map(values.map((value, digit) => [value, digit]));
  for (let place = 0; place < rows.length; place++) {
    digits[place] = digitOf.get(keys[rows[place] as number] as number) as number;
  }
  return spread(rows, digits, values.length);
}

const DIGIT = 65_536;

/** A radix sort: microseconds, then milliseconds, 16 bits at a time. No `expires` sorts as the largest. */
function sortByTime(rows: Uint32Array, { ms, micros }: CodeColumns, sign: 1 | -1): Uint32Array {
  let least = Infinity;
  let most = -Infinity;
  for (const row of rows) {
    const value = ms[row] as number;
    if (value < least) least = value;
    if (value > most && value < Infinity) most = value;
  }
  const span = most >= least ? most - least + 1 : 0;
  const digits = new Uint32Array(rows.length);
  let sorted = rows;
  function pass(digitOf: (row: number) => number, size: number): void {
    for (let place = 0; place < sorted.length; place++) {
      const digit = digitOf(sorted[place] as number);
      digits[place] = sign > 0 ? digit : size - 1 - digit;
    }
    sorted = spread(sorted, digits, size);
  }
  pass((row) => micros[row] as number, 1000);
  for (let unit = 1; unit <= span; unit *= DIGIT) {
    pass((row) => {
      const value = ms[row] as number;
      return ((value === Infinity ? span : value - least) / unit) & (DIGIT - 1);
    }, DIGIT);
  }
  return sorted;
}

/** A stable counting sort by digit. */
function spread(rows: Uint32Array, digits: Uint32Array, size: number): Uint32Array {
  const starts = new Uint32Array(size + 1);
  for (const digit of digits) starts[digit + 1] = (starts[digit + 1] as number) + 1;
  for (let digit = 0; digit < size; digit++) {
    starts[digit + 1] = (starts[digit + 1] as number) + (starts[digit] as number);
  }
  const sorted = new Uint32Array(rows.length);
  for (let place = 0; place < rows.length; place++) {
    const digit = digits[place] as number;
    const to = starts[digit] as number;
    starts[digit] = to + 1;
    sorted[to] = rows[place] as number;
  }
  return sorted;
}
