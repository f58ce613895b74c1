import type { Outcome, OutcomeWord, Unknown } from "../../outcome/outcome.ts";

/** How an outcome is called, and how good it is: the tones are those of the expiry status. */
export const OUTCOME_WORDS: Readonly<Record<OutcomeWord, { word: string; tone: string }>> = {
  redeemed: { word: "Redeemed", tone: "success" },
  "redeemed-again": { word: "Redeemed again", tone: "warning" },
  waiting: { word: "Waiting", tone: "none" },
  "not-redeemed": { word: "Not redeemed", tone: "danger" },
  "ended-early": { word: "Ended early", tone: "warning" },
  ambiguous: { word: "Ambiguous", tone: "none" },
  "no-code": { word: "No code", tone: "none" },
  unknown: { word: "Not known", tone: "none" },
};

/** The outcome of one sign-in in a word or two: "Redeemed", "Likely not redeemed", "Redeemed twice". */
export function outcomeText(outcome: Outcome): string {
  if (outcome.word === "redeemed-again") {
    const times = outcome.tokens.filter(({ kind }) => kind === "access").length;
    return times === 2 ? "Redeemed twice" : `Redeemed ${times} times`;
  }
  const { word } = OUTCOME_WORDS[outcome.word];
  return "sure" in outcome && !outcome.sure ? `Likely ${word.toLowerCase()}` : word;
}

/** Why an outcome is not known, in a sentence. */
export const WHY_UNKNOWN: Readonly<Record<Unknown, string>> = {
  "too-old": "Its tokens would have expired by now, so nothing is left to tell.",
  "not-read": "Codes and tokens were not read back that far. Open it to find out.",
  "not-allowed": "You only see your own codes and tokens: their absence proves nothing.",
  "no-client": "The event names no OAuth2 client that is known: it may be of another protocol.",
  "no-validity": "How long codes and tokens of this client are valid could not be read.",
};

/** From the event to the redemption, in words: "0.4 s", "≈ 3 s"; null where that is not known. */
export function redeemedAfter(outcome: Outcome, bornAt: number | null): string | null {
  if (outcome.word !== "redeemed" || outcome.at === null || bornAt === null) return null;
  const seconds = Math.max(0, (outcome.at - bornAt) / 1000);
  if (outcome.isWholeSecond) return `≈ ${Math.round(seconds)} s`;
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}
