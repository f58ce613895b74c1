import { splitInstant } from "./code-order-keys.ts";
import { CodeTable, TO_BE_REDEEMED, TO_BE_CLEANED_UP } from "./code-table.ts";
import { CodeViews } from "./code-views.ts";
import type { CodeSortValues, CodeQuery, Codes, StepCounter } from "./codes.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";

/** The listed rows of a table, as codes. */
export class TableCodes implements Codes {
  readonly #views: CodeViews;
  readonly #codeOf: (row: number) => AuthorizationCodeEntity;
  readonly #version: number;
  #all: readonly AuthorizationCodeEntity[] | undefined;

  constructor(views: CodeViews, codeOf: (row: number) => AuthorizationCodeEntity) {
    this.#views = views;
    this.#codeOf = codeOf;
    this.#version = views.table.version;
  }

  count(query: CodeQuery): number {
    return this.#current().viewOf(query).count;
  }

  page(query: CodeQuery, from: number, to: number): AuthorizationCodeEntity[] {
    return this.#current().viewOf(query).rows(from, to).map(this.#codeOf);
  }

  rank(query: CodeQuery, code: CodeSortValues): number {
    return this.#current().viewOf(query).rank(code);
  }

  find(pk: number): AuthorizationCodeEntity | undefined {
    const row = this.#current().table.find(pk);
    return row < 0 ? undefined : this.#codeOf(row);
  }

  /** Those that await a clean-up come first. */
  all(): readonly AuthorizationCodeEntity[] {
    const { table } = this.#current();
    this.#all ??= [
      ...rowsInState(table, TO_BE_CLEANED_UP),
      ...rowsInState(table, TO_BE_REDEEMED),
    ].map(this.#codeOf);
    return this.#all;
  }

  #current(): CodeViews {
    if (this.#views.table.version === this.#version) return this.#views;
    throw new Error("the world was asked for another moment since");
  }
}

/** The listed rows in a state, in key order. */
export function rowsInState({ state, listedEnd }: CodeTable, wanted: number): number[] {
  const found: number[] = [];
  for (let row = 0; row < listedEnd; row++) if (state[row] === wanted) found.push(row);
  return found;
}

/** Codes that never change. */
export function staticCodes(
  codes: readonly AuthorizationCodeEntity[],
  stepCounter?: StepCounter,
): Codes {
  const table = new CodeTable(stepCounter);
  const sorted = codes.toSorted((one, other) => one.pk - other.pk);
  const times = { from: -Infinity, until: Infinity, isRedeemed: false };
  for (const code of sorted) table.add(code, splitInstant(code.expires), times);
  table.listedEnd = table.length;
  return new TableCodes(new CodeViews(table), (row) => sorted[row] as AuthorizationCodeEntity);
}
