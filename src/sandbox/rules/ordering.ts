/** Sorts a list and selects the rows of a page. */

/** A key that a list can be sorted by. */
interface SortColumn<Row> {
  /** The value to compare; null if there is none. */
  readonly of: (row: Row) => number | boolean | string | null;
  /** Set for user-supplied text, because it may contain characters beyond U+FFFF. */
  readonly text?: boolean;
}

export type SortColumns<Row> = Readonly<Record<string, SortColumn<Row>>>;

type Compare<Row> = (one: Row, other: Row) => number;

/**
 * The terms of an `ordering` parameter that the server honours. Unknown ones, such as `--pk`, are silently dropped;
 * whitespace around a term is ignored.
 */
export function orderingTerms(text: string, known: (key: string) => boolean): readonly string[] {
  return text
    .split(",")
    .map((term) => term.trim())
    .filter((term) => known(keyOf(term)));
}

export function keyOf(term: string): string {
  return term.startsWith("-") ? term.slice(1) : term;
}

/** Compares by each term in turn. Ties stay ties, as in the database. */
export function comparing<Row>(terms: readonly string[], columns: SortColumns<Row>): Compare<Row> {
  const steps = terms.flatMap((term): Compare<Row>[] => {
    const column = columns[keyOf(term)];
    if (column === undefined) return [];
    const { of, text } = column;
    const compareValues = text === true ? compareText : compareRaw;
    const sign = term.startsWith("-") ? -1 : 1;
    return [(one, other) => sign * compareNullable(of(one), of(other), compareValues)];
  });
  return (one, other) => {
    for (const step of steps) {
      const difference = step(one, other);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

type Value = number | boolean | string;

/** null sorts as larger than any value: last when ascending, first when descending. */
function compareNullable(
  one: Value | null,
  other: Value | null,
  compare: (one: Value, other: Value) => number,
): number {
  if (one === null) return other === null ? 0 : 1;
  return other === null ? -1 : compare(one, other);
}

function compareRaw(one: Value, other: Value): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The recorded databases sort by code point, without a locale: upper case before lower case. */
function compareText(one: Value, other: Value): number {
  const a = String(one);
  const b = String(other);
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

/** UTF-16 sorts surrogates before U+E000 to U+FFFF, but code points beyond U+FFFF belong after them. */
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/**
 * Rows from `from` up to but not including `to` in sorted order, without sorting the others: a page costs only a few
 * passes over the rows.
 */
export function pageRows<Row>(
  rows: readonly Row[],
  from: number,
  to: number,
  compare: Compare<Row>,
): Row[] {
  const work = rows.slice();
  if (from > 0) select(work, 0, work.length - 1, from, compare);
  if (to < work.length) select(work, from, work.length - 1, to, compare);
  return work.slice(from, to).toSorted(compare);
}

/** Quickselect: moves the row that belongs at `index` there, with smaller rows before it and larger ones after it. */
function select<Row>(
  rows: Row[],
  first: number,
  last: number,
  index: number,
  compare: Compare<Row>,
): void {
  let left = first;
  let right = last;
  while (left < right) {
    const pivot = rows[(left + right) >> 1] as Row;
    let low = left;
    let high = right;
    while (low <= high) {
      while (compare(rows[low] as Row, pivot) < 0) low += 1;
      while (compare(rows[high] as Row, pivot) > 0) high -= 1;
      if (low <= high) {
        [rows[low], rows[high]] = [rows[high] as Row, rows[low] as Row];
        low += 1;
        high -= 1;
      }
    }
    if (index <= high) right = high;
    else if (index >= low) left = low;
    else return;
  }
}
