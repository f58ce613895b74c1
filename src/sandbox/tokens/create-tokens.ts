import type { TokenEntity } from "../world/grant-entities.ts";
import type { ProviderEntity, UserEntity } from "../world/entities.ts";
import { chanceAt, createRandom } from "../world/random.ts";
import { scopesAt } from "../world/scopes.ts";
import type { BirthTokens } from "./birth-tokens.ts";
import {
  issueToken,
  tokenValidity,
  type Consent,
  type Directory,
  type TokenKind,
} from "./issue-token.ts";
import { createTokenSeries } from "./token-series.ts";

interface TokensOptions {
  readonly seed: number;
  readonly kind: TokenKind;
  /** The exact number listed at `start`, including special ones but not those of `born`; later approximate. */
  readonly count: number;
  /** The tokens of redeemed codes. */
  readonly born: BirthTokens;
  /** Epoch milliseconds. */
  readonly start: number;
  /** Each repeated in proportion to how often its client redeems codes. */
  readonly providers: readonly ProviderEntity[];
  /** The users who sign in, the most active first. */
  readonly users: readonly UserEntity[];
  /** Service accounts, and the provider that issues access tokens to them. */
  readonly machines: { readonly users: readonly UserEntity[]; readonly provider: ProviderEntity };
  readonly directory: Directory;
  /** Tokens with predefined times; included in `count`. */
  readonly special: readonly SpecialToken[];
}

/** A token, and when it is cleaned up (epoch milliseconds). */
export interface SpecialToken {
  readonly token: TokenEntity;
  readonly until: number;
}

const QUESTION = { provider: 51, user: 52, isMachine: 53, isRevoked: 54, nonce: 55 } as const;

/** Salts the seed, so that access and refresh tokens belong to different people. */
const SALT = { access: 0x0a, refresh: 0x0e } as const;
const FIRST_PK = { access: 61_000, refresh: 9000 } as const;

/**
 * The tokens of one kind listed at a moment: those of redeemed codes, and others. Access tokens of the latter were
 * refreshed or are a machine's, refresh tokens go back to sign-ins from before the events. The same array is returned until a token is issued or
 * cleaned up.
 */
export function createTokens(options: TokensOptions): (now: number) => readonly TokenEntity[] {
  const { kind, providers, users, machines, directory, special, born } = options;
  const seed = options.seed ^ SALT[kind];
  const series = createTokenSeries({
    seed,
    start: options.start,
    count: options.count,
    countAtStart: options.count - special.length,
    validities: [...providers, machines.provider].map((each) => tokenValidity(kind, each)),
    validityOf: (index) => tokenValidity(kind, consentAt(index).provider),
  });
  let listed: readonly TokenEntity[] = [];
  let from = Number.NaN;
  let until = Number.NaN;

  function consentAt(index: number): Consent {
    if (kind === "refresh" && turnOf(index) === 2) return consentAt(index - 2);
    const user = pickAt(users, chanceAt(seed, index, QUESTION.user) ** 2);
    const provider = pickAt(providers, chanceAt(seed, index, QUESTION.provider));
    if (kind === "access" && chanceAt(seed, index, QUESTION.isMachine) < 0.25) {
      const machine = pickAt(machines.users, chanceAt(seed, index, QUESTION.user));
      const scope = ["openid", "profile"];
      return { provider: machines.provider, user: machine, scope, isMachine: true };
    }
    const scope = scopesAt(seed, index);
    const isOffline = kind === "access" || scope.includes("offline_access");
    return { provider, user, scope: isOffline ? scope : ["offline_access", ...scope] };
  }

  /** A refresh token is revoked when its replacement is issued. */
  function isRevoked(index: number, now: number): boolean {
    if (kind === "access") return chanceAt(seed, index, QUESTION.isRevoked) < 0.015;
    return turnOf(index) === 0 && series.issuedAt(index + 2) <= now;
  }

  /** A refreshed access token has none; a refresh token keeps that of its sign-in. */
  function nonceAt(index: number): string | null {
    if (kind === "access" || chanceAt(seed, index, QUESTION.nonce) > 0.8) return null;
    return turnOf(index) === 2 ? nonceAt(index - 2) : `CANARY-nonce-old-${index}`;
  }

  function tokenAt(index: number, now: number): TokenEntity {
    const consent = consentAt(index);
    const issued = series.issuedAt(index);
    const draft = {
      pk: FIRST_PK[kind] + index,
      kind,
      consent,
      issued,
      expires: issued + tokenValidity(kind, consent.provider),
      revoked: isRevoked(index, now),
      nonce: nonceAt(index),
    };
    return issueToken(directory, draft, () => createRandom(seed, `${kind} token ${index}`));
  }

  return (now) => {
    if (now >= from && now < until) return listed;
    const moving = series.listedAt(now);
    const staying = special.filter(({ until }) => until > now);
    from = now;
    const redeemed = born(now);
    until = Math.min(moving.until, redeemed.until, ...staying.map((each) => each.until));
    listed = [
      ...staying.map(({ token }) => token),
      ...moving.indexes.map((index) => tokenAt(index, now)),
      ...redeemed.tokens,
    ];
    return listed;
  };
}

/** Of three refresh tokens in a row, the last one replaces the first. */
function turnOf(index: number): number {
  return ((index % 3) + 3) % 3;
}

function pickAt<Item>(list: readonly Item[], share: number): Item {
  const item = list[Math.floor(share * list.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}
