import { splitInstant } from "./code-order-keys.ts";
import { CodeTable, FLYING, RESTING } from "./code-table.ts";
import { CodeViews } from "./code-views.ts";
import type { CodePlace, CodeQuestion, Codes, Meter } from "./codes.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";

/** The rows of a table, as codes. */
export class ListedCodes implements Codes {
  readonly #views: CodeViews;
  readonly #codeOf: (row: number) => AuthorizationCodeEntity;
  readonly #version: number;
  #all: readonly AuthorizationCodeEntity[] | undefined;

  constructor(views: CodeViews, codeOf: (row: number) => AuthorizationCodeEntity) {
    this.#views = views;
    this.#codeOf = codeOf;
    this.#version = views.table.version;
  }

  count(question: CodeQuestion): number {
    return this.#now().of(question).count;
  }

  page(question: CodeQuestion, from: number, to: number): AuthorizationCodeEntity[] {
    return this.#now().of(question).rows(from, to).map(this.#codeOf);
  }

  rank(question: CodeQuestion, code: CodePlace): number {
    return this.#now().of(question).rank(code);
  }

  find(pk: number): AuthorizationCodeEntity | undefined {
    const row = this.#now().table.find(pk);
    return row < 0 ? undefined : this.#codeOf(row);
  }

  /** Those that rest come first. */
  all(): readonly AuthorizationCodeEntity[] {
    const { table } = this.#now();
    this.#all ??= [...rowsThat(table, RESTING), ...rowsThat(table, FLYING)].map(this.#codeOf);
    return this.#all;
  }

  #now(): CodeViews {
    if (this.#views.table.version === this.#version) return this.#views;
    throw new Error("the world has been asked for another moment since");
  }
}

/** The rows of a state, in the order of their keys. */
export function rowsThat({ state, arrived }: CodeTable, wanted: number): number[] {
  const found: number[] = [];
  for (let row = 0; row < arrived; row++) if (state[row] === wanted) found.push(row);
  return found;
}

/** Codes that stay as they are. */
export function stillCodes(codes: readonly AuthorizationCodeEntity[], meter?: Meter): Codes {
  const table = new CodeTable(meter);
  const sorted = codes.toSorted((one, other) => one.pk - other.pk);
  const stay = { at: -Infinity, gone: Infinity, isRedeemed: false };
  for (const code of sorted) table.add(code, splitInstant(code.expires), stay);
  table.arrived = table.length;
  return new ListedCodes(new CodeViews(table), (row) => sorted[row] as AuthorizationCodeEntity);
}
