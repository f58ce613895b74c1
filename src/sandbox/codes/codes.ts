import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";

/** Which codes to return; an omitted key does not filter. */
export interface CodeFilter {
  /** Key of a provider. */
  readonly provider?: number;
  /** Key of a user. */
  readonly user?: number;
}

export interface CodeQuery {
  readonly filter: CodeFilter;
  /** Terms such as `-expires`, of pk, provider, user and expires. pk is the tie-breaker. */
  readonly order: readonly string[];
}

/**
 * The codes of one moment. Pages come from sorted indexes, so that a page out of a million rows costs
 * about as much as one out of a hundred. Invalid once the world is asked for another moment.
 */
export interface Codes {
  count(query: CodeQuery): number;
  /** Rows `from` (inclusive) to `to` (exclusive) of the query, from 0. */
  page(query: CodeQuery, from: number, to: number): readonly AuthorizationCodeEntity[];
  /** How many rows of the query come before `code`, which need not be one of them. */
  rank(query: CodeQuery, code: CodeSortValues): number;
  find(pk: number): AuthorizationCodeEntity | undefined;
  /** All codes, in no particular order; the same array each time. Slow: do not use it per request. */
  all(): readonly AuthorizationCodeEntity[];
}

/** The values that determine the position of a code in any order. */
export type CodeSortValues = Pick<AuthorizationCodeEntity, "pk" | "provider" | "user" | "expires">;

/** Counts the work for an answer. For tests, because measured time is unreliable. */
export interface StepCounter {
  /** Comparisons made and rows visited. */
  steps: number;
}
