import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";

/** Which codes are asked for; a key that is left out is no filter. */
export interface CodeFilter {
  /** Key of a provider. */
  readonly provider?: number;
  /** Key of a user. */
  readonly user?: number;
}

/** A filter and an order. */
export interface CodeQuery {
  readonly filter: CodeFilter;
  /** Terms such as `-expires`, of pk, provider, user and expires. Ties are broken by pk. */
  readonly order: readonly string[];
}

/**
 * The codes of one moment. Pages come from sorted indexes, so that a page of a million rows costs
 * about as much as one of a hundred. Invalid once the world was asked for another moment.
 */
export interface Codes {
  count(query: CodeQuery): number;
  /** Rows `from` to `to` of the query, counted from 0, without `to`. */
  page(query: CodeQuery, from: number, to: number): readonly AuthorizationCodeEntity[];
  /** How many rows of the query come before `code`, which need not be one of them. */
  rank(query: CodeQuery, code: CodeSortValues): number;
  find(pk: number): AuthorizationCodeEntity | undefined;
  /** All codes, in no particular order; the same array each time. Slow: not to be used for each request. */
  all(): readonly AuthorizationCodeEntity[];
}

/** The values that decide the place of a code in any order. */
export type CodeSortValues = Pick<AuthorizationCodeEntity, "pk" | "provider" | "user" | "expires">;

/** Counts the work for an answer. For tests, because measured time is not reliable. */
export interface StepCounter {
  /** Comparisons made and rows looked at. */
  steps: number;
}
