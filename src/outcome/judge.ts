import {
  type Birth,
  EVENT_BEFORE_CODE_MS,
  type Evidence,
  type ListedToken,
  OFFLINE,
  type RowsRead,
} from "./facts.ts";
import { matchCodes } from "./match-codes.ts";
import { matchTokens, type TokenMatch } from "./match-tokens.ts";
import type { Outcome, Unknown } from "./outcome.ts";

/**
 * What became of each birth in the evidence, by its id. What is stated follows from the evidence; where the evidence
 * allows several answers, the outcome says that. What is only likely (see `Outcome`) is wrong where somebody deleted a
 * token before its end, or where a provider's validity was changed meanwhile.
 */
export function judge(evidence: Evidence): ReadonlyMap<string, Outcome> {
  const births = evidence.births.rows;
  const tokens = matchTokens(births.filter(hasCode), evidence);
  const outcomes = new Map<string, Outcome>();
  for (const birth of births) {
    if (!hasCode(birth)) outcomes.set(birth.id, { word: "no-code" });
    const match = tokens.matched.get(birth.id);
    const outcome = match && redeemed(birth, match);
    if (outcome) outcomes.set(birth.id, outcome);
  }
  const isDone = ({ id }: Birth) => {
    const outcome = outcomes.get(id);
    return outcome !== undefined && !(outcome.word === "redeemed" && !outcome.sure);
  };
  const codes = matchCodes(
    births.filter((birth) => !isDone(birth)),
    evidence,
  );
  for (const birth of births) {
    if (isDone(birth)) continue;
    const code = codes.matched.get(birth.id);
    const others = tokens.ambiguous.get(birth.id) ?? codes.ambiguous.get(birth.id);
    if (code) {
      const { asOf } = evidence.codes;
      outcomes.set(
        birth.id,
        code.endsAt === null || code.endsAt > asOf
          ? { word: "waiting", code }
          : { word: "not-redeemed", sure: true, code },
      );
    } else if (outcomes.has(birth.id)) continue;
    else if (others !== undefined) {
      // With no other known, an older one that was not read may fit.
      const isAlone = others.length === 0;
      outcomes.set(birth.id, isAlone ? unknown("not-read") : { word: "ambiguous", others });
    } else outcomes.set(birth.id, withoutTrace(birth, evidence));
  }
  return outcomes;
}

/** Whether a code was asked for; a birth without parameters may be of any protocol. */
function hasCode({ responseType }: Birth): boolean {
  return responseType === null || responseType.split(" ").includes("code");
}

function redeemed(birth: Birth, { tokens, sure }: TokenMatch): Outcome | undefined {
  const access = tokens
    .filter(({ kind }) => kind === "access")
    .toSorted((a, b) => (a.issuedAt ?? 0) - (b.issuedAt ?? 0));
  // In a hybrid flow, the first access token comes with the code.
  const ofCode = birth.responseType?.split(" ").includes("token") ? access.slice(1) : access;
  if (ofCode.length > 1) return { word: "redeemed-again", tokens };
  const [first] = ofCode;
  if (first === undefined && !tokens.some(({ kind }) => kind === "refresh")) return undefined;
  return {
    word: "redeemed",
    sure,
    at: first?.issuedAt ?? null,
    isWholeSecond: first?.isWholeSecond ?? false,
    tokens,
  };
}

function unknown(why: Unknown): Outcome {
  return { word: "unknown", why };
}

/** No code and no token was found: what that proves depends on what would be listed. */
function withoutTrace(birth: Birth, evidence: Evidence): Outcome {
  const client = birth.provider === null ? undefined : evidence.clients.get(birth.provider);
  if (client === undefined || birth.user === null) return unknown("no-client");
  if (!evidence.seesAll) return unknown("not-allowed");
  const { codes, accessTokens, refreshTokens } = evidence;
  if (client.codeMs === null || client.accessMs === null) return unknown("no-validity");
  if (codes.from > birth.at) {
    // Then it may still be listed.
    if (codes.asOf < birth.at + client.codeMs + CLEANED_UP_AFTER_MS) return unknown("not-read");
  }
  const wouldBeListed = (tokens: RowsRead<ListedToken>, validity: number | null) =>
    validity !== null && tokens.asOf < birth.at + validity;
  const wasRead = (tokens: RowsRead<ListedToken>) => tokens.from <= birth.at;
  const hasRefresh = birth.scopes.includes(OFFLINE);
  const isListed =
    (wouldBeListed(accessTokens, client.accessMs) && wasRead(accessTokens)) ||
    (hasRefresh && wouldBeListed(refreshTokens, client.refreshMs) && wasRead(refreshTokens));
  if (isListed) {
    if (codes.asOf < birth.at + EVENT_BEFORE_CODE_MS) return { word: "waiting", code: null };
    return codes.asOf < birth.at + client.codeMs
      ? { word: "ended-early" }
      : { word: "not-redeemed", sure: false, code: null };
  }
  const couldBeRead =
    wouldBeListed(accessTokens, client.accessMs) ||
    (hasRefresh && wouldBeListed(refreshTokens, client.refreshMs));
  return unknown(couldBeRead ? "not-read" : "too-old");
}

/** An expired code is listed until the next clean-up, which comes every five minutes; a while more to be sure. */
export const CLEANED_UP_AFTER_MS = 10 * 60_000;
