import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";

/** Which codes are meant; a key that is left out is no filter. */
export interface CodeFilter {
  /** Key of a provider. */
  readonly provider?: number;
  /** Key of a user. */
  readonly user?: number;
}

/** Some of the codes, in an order. */
export interface CodeQuestion {
  readonly filter: CodeFilter;
  /** Terms such as `-expires`: of pk, provider, user and expires. What they leave open goes by pk. */
  readonly order: readonly string[];
}

/**
 * The codes of one moment. Pages come out of sorted indexes, so that a page of a million rows costs
 * about as much as one of a hundred. Not to be used once the world was asked for another moment.
 */
export interface Codes {
  count(question: CodeQuestion): number;
  /** Rows `from` to `to` (counted from 0, `to` not included) of those in question. */
  page(question: CodeQuestion, from: number, to: number): readonly AuthorizationCodeEntity[];
  /** How many of those in question come before `code`, which need not be one of them. */
  rank(question: CodeQuestion, code: CodePlace): number;
  find(pk: number): AuthorizationCodeEntity | undefined;
  /** Every one, in no particular order; the same array each time. Makes all rows: not for each request. */
  all(): readonly AuthorizationCodeEntity[];
}

/** What a code's place in any order depends on. */
export type CodePlace = Pick<AuthorizationCodeEntity, "pk" | "provider" | "user" | "expires">;

/** Counts what is done for an answer: for tests, as time on a clock is not to be relied on. */
export interface Meter {
  /** Comparisons made and rows looked at. */
  steps: number;
}

export function passes(filter: CodeFilter, code: CodePlace): boolean {
  return (
    (filter.provider === undefined || filter.provider === code.provider) &&
    (filter.user === undefined || filter.user === code.user)
  );
}
