import type { CodeSortValues } from "./codes.ts";
import { instantMs } from "../rules/instant.ts";
import { keyOf } from "../rules/ordering.ts";

/** The sortable fields of codes, one array each. A row is an index into them; `pk` increases with it. */
export interface CodeColumns {
  readonly pk: Float64Array;
  readonly provider: Int32Array;
  readonly user: Int32Array;
  /** `expires` in epoch milliseconds, rounded down; Infinity for null, because null sorts as the largest value. */
  readonly ms: Float64Array;
  /** The remaining microseconds of `expires`, 0 to 999. */
  readonly micros: Uint16Array;
}

type CodeKey = "pk" | "provider" | "user" | "expires";

export interface CodeTerm {
  readonly key: CodeKey;
  readonly sign: 1 | -1;
}

/** The terms that have an effect: each key once, up to `pk`, which is added if missing. */
export function codeTerms(order: readonly string[]): readonly CodeTerm[] {
  const terms: CodeTerm[] = [];
  for (const text of [...order, "pk"]) {
    const key = keyOf(text) as CodeKey;
    if (terms.some((term) => term.key === key)) continue;
    terms.push({ key, sign: text.startsWith("-") ? -1 : 1 });
    if (key === "pk") break;
  }
  return terms;
}

export type CompareRows = (one: number, other: number) => number;

/** A comparator of two rows. Do not keep it: the arrays are replaced when they grow. */
export function comparingRows(
  terms: readonly CodeTerm[],
  { provider, user, ms, micros }: CodeColumns,
): CompareRows {
  const steps = terms.map(({ key, sign }): CompareRows => {
    switch (key) {
      case "pk":
        return (one, other) => sign * (one - other);
      case "provider":
        return (one, other) => sign * ((provider[one] as number) - (provider[other] as number));
      case "user":
        return (one, other) => sign * ((user[one] as number) - (user[other] as number));
      case "expires":
        return (one, other) => {
          const a = ms[one] as number;
          const b = ms[other] as number;
          // Not by subtraction: Infinity minus Infinity is NaN.
          if (a !== b) return a < b ? -sign : sign;
          return sign * ((micros[one] as number) - (micros[other] as number));
        };
    }
  });
  const tie: CompareRows = () => 0;
  const [first = tie, second = tie, third = tie, fourth = tie] = steps;
  return (one, other) =>
    first(one, other) || second(one, other) || third(one, other) || fourth(one, other);
}

/** A comparator of rows with a code that need not be one of them. */
export function comparingWithCode(
  terms: readonly CodeTerm[],
  columns: CodeColumns,
  code: CodeSortValues,
): (row: number) => number {
  const [ms, micros] = splitInstant(code.expires);
  return (row) => {
    for (const { key, sign } of terms) {
      let difference: number;
      if (key !== "expires") difference = (columns[key][row] as number) - code[key];
      else if ((columns.ms[row] as number) === ms)
        difference = (columns.micros[row] as number) - micros;
      else difference = (columns.ms[row] as number) < ms ? -1 : 1;
      if (difference !== 0) return sign * difference;
    }
    return 0;
  };
}

/** @returns epoch milliseconds, rounded down, and the remaining microseconds */
export function splitInstant(expires: string | null): [ms: number, micros: number] {
  return expires === null ? [Infinity, 0] : [instantMs(expires), Number(expires.slice(23, 26))];
}
