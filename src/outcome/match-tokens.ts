import { groupBy } from "./group-by.ts";
import {
  type Birth,
  EVENT_BEFORE_CODE_MS,
  type Evidence,
  type ListedToken,
  OFFLINE,
} from "./facts.ts";

/** The tokens of one sign-in. */
export interface TokenMatch {
  readonly tokens: readonly ListedToken[];
  /** Nothing else can have left these tokens. */
  readonly sure: boolean;
}

/** Which tokens came of which births. */
export interface TokenMatches {
  /** By id of the birth. */
  readonly matched: ReadonlyMap<string, TokenMatch>;
  /** Births that some token may have come of, with the ids of the others that it may have come of. */
  readonly ambiguous: ReadonlyMap<string, readonly string[]>;
}

/** `iat` is cut to the second: a token may seem to be issued just before its sign-in. */
const SECOND_MS = 1000;
/** Codes that are redeemed are redeemed in seconds; sign-ins further back are read only where that takes no request. */
export const SOON_MS = 2 * 60_000;

/**
 * Matches tokens to births: by nonce, which a code's tokens inherit, where it belongs to one birth alone; else by user,
 * client, scopes and time.
 */
export function matchTokens(births: readonly Birth[], evidence: Evidence): TokenMatches {
  const { accessTokens, refreshTokens } = evidence;
  const tokens = [...accessTokens.rows, ...refreshTokens.rows];
  const matched = new Map<string, TokenMatch>();
  const ambiguous = new Map<string, string[]>();
  const tokensByTrait = groupBy(tokens, traitOf);
  for (const [trait, alike] of groupBy(births, traitOf)) {
    const [only] = alike;
    // A client may use a nonce again: what was issued before is of an earlier sign-in.
    const first = Math.min(...alike.map(({ at }) => at)) - SECOND_MS;
    const candidates = (tokensByTrait.get(trait) ?? []).filter(
      ({ issuedAt }) => issuedAt === null || issuedAt >= first,
    );
    if (candidates.length === 0 || only === undefined || only.provider === null) continue;
    if (only.nonce !== null && alike.length === 1) {
      matched.set(only.id, { tokens: candidates, sure: true });
    } else {
      matchByTime(alike, candidates, evidence, { matched, ambiguous });
    }
  }
  return { matched, ambiguous };
}

interface Found {
  matched: Map<string, TokenMatch>;
  ambiguous: Map<string, string[]>;
}

function matchByTime(
  births: readonly Birth[],
  tokens: readonly ListedToken[],
  evidence: Evidence,
  { matched, ambiguous }: Found,
): void {
  const own = new Map<Birth, ListedToken[]>();
  const shared = new Map<Birth, Set<string>>();
  for (const token of tokens) {
    const fitting = births.filter((birth) => mayBecome(birth, token, evidence));
    const [only] = fitting;
    if (only === undefined) continue;
    // An older birth that was not read may fit as well; of minutes ago, it is unlikely to.
    const isAlone =
      fitting.length === 1 && (token.issuedAt ?? 0) - soon(only, evidence) >= evidence.births.from;
    if (isAlone) own.set(only, [...(own.get(only) ?? []), token]);
    else {
      for (const birth of fitting) {
        const others = shared.get(birth) ?? new Set();
        shared.set(birth, others);
        for (const { id } of fitting) if (id !== birth.id) others.add(id);
      }
    }
  }
  for (const birth of births) {
    const others = shared.get(birth);
    // The first: what comes later may be of a refresh.
    const first = own.get(birth)?.toSorted((a, b) => (a.issuedAt ?? 0) - (b.issuedAt ?? 0))[0];
    if (first) {
      // A refresh or a device leaves the same: an access token without nonce, a refresh token with that of the code.
      const isOfCode = !birth.scopes.includes(OFFLINE) && !first.isLikeDevice;
      const isOnly = (first.issuedAt ?? 0) - longest(birth, evidence) >= evidence.births.from;
      const sure = first.kind === "access" && isOnly && (birth.nonce !== null || isOfCode);
      matched.set(birth.id, { tokens: [first], sure });
    } else if (others) ambiguous.set(birth.id, [...others]);
  }
}

/** Whether a code of this birth could have been redeemed when the token was issued. */
function mayBecome(birth: Birth, token: ListedToken, evidence: Evidence): boolean {
  if (token.issuedAt === null) return false;
  const after = token.issuedAt - birth.at;
  return after >= (token.isWholeSecond ? -SECOND_MS : 0) && after <= longest(birth, evidence);
}

/** The longest time from the event to a redemption. */
function longest({ provider }: Birth, { clients }: Evidence): number {
  const codeMs = clients.get(provider ?? -1)?.codeMs ?? Infinity;
  return codeMs + EVENT_BEFORE_CODE_MS;
}

/** The time from the event within which nearly all redemptions happen. */
function soon(birth: Birth, evidence: Evidence): number {
  return Math.min(longest(birth, evidence), SOON_MS);
}

interface Traits {
  readonly provider: number | null;
  readonly user: number | null;
  readonly scopes: readonly string[];
  readonly nonce: string | null;
}

/** What a birth and its tokens have in common. A nonce is a client's own: other clients may use the same. */
function traitOf({ provider, user, scopes, nonce }: Traits): string {
  return JSON.stringify(
    nonce === null ? [provider, user, [...new Set(scopes)].toSorted()] : [provider, user, nonce],
  );
}
