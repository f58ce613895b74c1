import type { ListedCode, ListedToken } from "./facts.ts";

/** What became of a sign-in. README, "What became of a sign-in": which evidence gives which. */
export type Outcome =
  /** A token came of it. */
  | {
      readonly word: "redeemed";
      /** False: only likely. Matched by user, client, scopes and time, and a refresh could have left the same token. */
      readonly sure: boolean;
      /** When, epoch milliseconds; null where only a later token of the same sign-in is left. */
      readonly at: number | null;
      /** Known to the second only. */
      readonly isWholeSecond: boolean;
      readonly tokens: readonly ListedToken[];
    }
  /** Several access tokens came of it: two workers of the client share its codes, or a code was replayed. */
  | { readonly word: "redeemed-again"; readonly tokens: readonly ListedToken[] }
  /** Its code is listed and has not expired; null: seconds old, its code may not have been written yet. */
  | { readonly word: "waiting"; readonly code: ListedCode | null }
  /** Its code is listed past its end (sure), or no code, and no token where one would still be listed. */
  | { readonly word: "not-redeemed"; readonly sure: boolean; readonly code: ListedCode | null }
  /** The code went before its end, and no token came of it. */
  | { readonly word: "ended-early" }
  /** Codes or tokens fit this sign-in and others of the same user and client; which is whose is not known. */
  | { readonly word: "ambiguous"; readonly others: readonly string[] }
  /** No code was asked for. */
  | { readonly word: "no-code" }
  | { readonly word: "unknown"; readonly why: Unknown };

/**
 * Why an outcome is not known: its tokens would have expired; the evidence was not read that far back; what is not
 * listed may exist all the same; the event names no client; the client's validities are not known.
 */
export type Unknown = "too-old" | "not-read" | "not-allowed" | "no-client" | "no-validity";

export type OutcomeWord = Outcome["word"];

/** Whether an outcome is a redemption, a failure, or neither (yet). */
export type OutcomeTone = "redeemed" | "failed" | "open";

export const OUTCOME_TONES: Readonly<Record<OutcomeWord, OutcomeTone>> = {
  redeemed: "redeemed",
  "redeemed-again": "redeemed",
  "not-redeemed": "failed",
  "ended-early": "failed",
  waiting: "open",
  ambiguous: "open",
  "no-code": "open",
  unknown: "open",
};
