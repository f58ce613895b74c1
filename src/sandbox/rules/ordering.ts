/** The order of a list, and which rows a page of it shows. */

/** A key that a list can be ordered by. */
interface SortColumn<Row> {
  /** The value to compare; null for no value. */
  readonly of: (row: Row) => number | boolean | string | null;
  /** Set for text that people wrote, because it may have characters beyond U+FFFF. */
  readonly text?: boolean;
}

export type SortColumns<Row> = Readonly<Record<string, SortColumn<Row>>>;

type Compare<Row> = (one: Row, other: Row) => number;

/**
 * The terms of an `ordering` parameter that the server heeds. Unknown ones, such as `--pk`, are
 * dropped silently; blanks around a term do not matter.
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

/** Compares by one term after the other. Ties are left as they are, as in the database. */
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

/** No value counts as larger than any other: last when ascending, first when descending. */
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

/** The recorded databases compare code points, without a locale: capitals come before small letters. */
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

/** UTF-16 puts surrogates below U+E000 to U+FFFF, but code points beyond U+FFFF belong above. */
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/**
 * Rows `from` to `to` of the sorted rows, without sorting the others: a page costs only a few
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

/** Quickselect: puts the row that belongs at `index` there, smaller ones before it, larger ones after it. */
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
