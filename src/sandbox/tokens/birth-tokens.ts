import type { CodeBirth, Births } from "../codes/births.ts";
import { birthValues } from "../events/birth-values.ts";
import type { ClientManners } from "../events/client-manners.ts";
import { cleanUpAfter, CLEAN_UP_EVERY } from "../rules/clean-up-times.ts";
import type { ProviderEntity, UserEntity } from "../world/entities.ts";
import type { TokenEntity } from "../world/grant-entities.ts";
import { chanceAt, createRandom } from "../world/random.ts";
import { issueToken, tokenValidity, type Directory, type TokenKind } from "./issue-token.ts";

interface BirthTokensOptions {
  readonly seed: number;
  readonly kind: TokenKind;
  readonly births: Births;
  readonly manners: ReadonlyMap<number, ClientManners>;
  readonly users: ReadonlyMap<number, UserEntity>;
  readonly directory: Directory;
  /** Each provider repeated in proportion to how often its client redeems codes. */
  readonly redeeming: readonly ProviderEntity[];
}

/** The tokens of redeemed codes listed at a moment (epoch milliseconds), and when that changes next. */
export type BirthTokens = (now: number) => {
  readonly tokens: readonly TokenEntity[];
  readonly until: number;
};

/** A token, listed from `issued` (inclusive) to `until` (exclusive), in epoch milliseconds. */
interface BirthToken {
  readonly token: TokenEntity;
  readonly issued: number;
  readonly until: number;
}

const QUESTION = { stay: 81, second: 82 } as const;
const MINUTE = 60_000;

/** Keys below this belong to other tokens. */
const RESERVED_PKS = 200_000;
/** How long before it is needed a birth is looked at; codes are redeemed sooner than that. */
const AHEAD = 10_000;
/** More than this are not kept: of a world with many codes, only every n-th redeemed code has tokens. */
const MOST = { access: 12_000, refresh: 4000 } as const;
/** A refresh token is revoked by its client when its user signs out: after this long. */
const SHORTEST_STAY = 5 * MINUTE;
const LONGEST_STAY = 65 * MINUTE;
/** The share of codes with `offline_access`, roughly. */
const OFFLINE = 0.15;

/**
 * Each redeemed code leaves an access token, and a refresh token if it has `offline_access`: of the same user, provider,
 * scopes and nonce. By index only, like the codes themselves.
 */
export function createBirthTokens(options: BirthTokensOptions): BirthTokens {
  const { seed, kind, births, manners, users, directory, redeeming } = options;
  const stays = redeeming.map((each) =>
    kind === "refresh" ? LONGEST_STAY : tokenValidity(kind, each) + CLEAN_UP_EVERY,
  );
  const longest = Math.max(0, ...stays) + AHEAD;
  const mean = stays.reduce((sum, stay) => sum + stay, 0) / Math.max(1, stays.length);
  const expected = births.perMs * mean * (kind === "refresh" ? OFFLINE : 1);
  const step = Math.max(1, Math.ceil(expected / MOST[kind]));
  const firstPk = RESERVED_PKS + 2 * Math.ceil((longest + 24 * 60 * MINUTE) * births.perMs);

  let kept: BirthToken[] = [];
  let next = 0;
  let cursor = Number.NaN;

  function tokensOf(birth: CodeBirth): BirthToken[] {
    const { index, redeemed } = birth;
    const client = manners.get(birth.provider);
    const user = users.get(birth.user);
    if (redeemed === null || client === undefined || user === undefined) return [];
    const scope = births.scopesAt(index);
    if (kind === "refresh" && !scope.includes("offline_access")) return [];
    const { provider } = client;
    const one = (worker: number, issued: number): BirthToken => {
      const expires = issued + tokenValidity(kind, provider);
      const draft = {
        pk: firstPk + 2 * index + worker,
        kind,
        consent: { provider, user, scope },
        issued,
        expires,
        revoked: false,
        get nonce() {
          return birthValues(seed, index, client).nonce;
        },
      };
      const token = issueToken(directory, draft, () =>
        createRandom(seed, `${kind} token of ${index} to ${worker}`),
      );
      return { token, issued, until: kind === "access" ? cleanUpAfter(expires) : issued + stay };
    };
    const stay =
      SHORTEST_STAY + (LONGEST_STAY - SHORTEST_STAY) * chanceAt(seed, index, QUESTION.stay) ** 2;
    const first = one(0, redeemed);
    if (client.fault !== "two-workers") return [first];
    return [first, one(1, redeemed + 20 + 200 * chanceAt(seed, index, QUESTION.second))];
  }

  function load(now: number): void {
    for (const end = births.endIndex(now + AHEAD); next < end; next += step) {
      const birth = births.at(next);
      if (birth !== null) kept.push(...tokensOf(birth).filter(({ until }) => until > now));
    }
  }

  return (now) => {
    if (births.perMs === 0) return { tokens: [], until: Infinity };
    if (!(now >= cursor && now - cursor <= longest)) {
      kept = [];
      next = Math.ceil(births.firstIndex(now - longest) / step) * step;
    }
    kept = kept.filter(({ until }) => until > now);
    load(now);
    cursor = now;
    let until = now + AHEAD;
    for (const each of kept) until = Math.min(until, each.issued > now ? each.issued : each.until);
    return { tokens: kept.filter(({ issued }) => issued <= now).map(({ token }) => token), until };
  };
}
