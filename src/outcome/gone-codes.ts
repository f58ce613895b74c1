import { OFFLINE, type ListedCode, type ListedToken } from "./facts.ts";
import { groupBy } from "./group-by.ts";

/** A code that was listed a moment ago, and is no more. All times in epoch milliseconds of the server's clock. */
export interface GoneCode extends ListedCode {
  readonly scopes: readonly string[];
  /** The last time that it was listed. */
  readonly listedAt: number;
  /** The first time that it was not. */
  readonly missedAt: number;
}

/** What became of it; null: that is not known. `afterMs`: from its issue to its redemption, where that is known. */
export type GoneOutcome =
  | { readonly word: "redeemed"; readonly afterMs: number | null; readonly isWholeSecond: boolean }
  | { readonly word: "not-redeemed" }
  | null;

/** Times of answers and of tokens are known to the second. */
const ROUNDING_MS = 1500;

/**
 * What became of codes between two looks at their list. Redeeming a code deletes it and issues an access token in one
 * go: so its token is one of the same user, client and scopes, issued between the two looks. Where several codes are
 * alike, that is known only if there are as many such tokens, and the time only if there is one of each.
 *
 * @param tokens the newest access tokens, read after the second look.
 */
export function outcomesOfGone(
  codes: readonly GoneCode[],
  tokens: readonly ListedToken[],
): ReadonlyMap<number, GoneOutcome> {
  const outcomes = new Map<number, GoneOutcome>();
  const open: GoneCode[] = [];
  for (const code of codes) {
    // Past its end it cannot be redeemed.
    if (code.endsAt !== null && code.endsAt <= code.listedAt)
      outcomes.set(code.pk, { word: "not-redeemed" });
    else open.push(code);
  }
  for (const alike of groupBy(open, traitOf).values()) {
    const found = tokens.filter((token) => alike.some((code) => mayBeOf(token, code)));
    const isOne = alike.length === 1 && found.length === 1;
    for (const code of alike) {
      const [token] = found;
      const isRedeemed = token !== undefined && found.length >= alike.length;
      outcomes.set(code.pk, isRedeemed ? redeemed(code, isOne ? token : null) : null);
    }
  }
  return outcomes;
}

function redeemed({ issuedAt }: GoneCode, token: ListedToken | null): GoneOutcome {
  const at = token?.issuedAt ?? null;
  return {
    word: "redeemed",
    afterMs: at === null || issuedAt === null ? null : Math.max(0, at - issuedAt),
    isWholeSecond: token?.isWholeSecond ?? false,
  };
}

function mayBeOf(token: ListedToken, code: GoneCode): boolean {
  return (
    token.kind === "access" &&
    // A renewal leaves a token without a nonce.
    (token.nonce !== null || !token.scopes.includes(OFFLINE)) &&
    token.issuedAt !== null &&
    traitOf(token) === traitOf(code) &&
    token.issuedAt >= code.listedAt - ROUNDING_MS &&
    token.issuedAt <= code.missedAt + ROUNDING_MS
  );
}

function traitOf({ user, provider, scopes }: Pick<ListedToken, "user" | "provider" | "scopes">) {
  return JSON.stringify([user, provider, [...new Set(scopes)].toSorted()]);
}
