import { randomHex } from "../openid/issued-grants.ts";
import { cleanUpAfter } from "../rules/clean-up-times.ts";
import { instant, instantMs } from "../rules/instant.ts";
import { issueToken, tokenValidity, type TokenKind } from "../tokens/issue-token.ts";
import type { ProviderEntity, UserEntity } from "../world/entities.ts";
import type { AuthorizationCodeEntity, GrantEntity, TokenEntity } from "../world/grant-entities.ts";
import { createRandom } from "../world/random.ts";
import { validityMs } from "../world/validity.ts";
import type { WorldIndex } from "../world/world-index.ts";

/** Higher than any key of a generated code or token. */
const FIRST_PK = 1_000_000_000;

/** A code, and what its client has to say to redeem it. */
export interface MadeCode {
  readonly row: AuthorizationCodeEntity;
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly nonce: string | null;
  /** When its user signed in, epoch seconds. */
  readonly authTime: number;
}

export interface CodeRequest extends Omit<MadeCode, "row"> {
  readonly provider: ProviderEntity;
  readonly user: UserEntity;
  readonly scope: readonly string[];
}

/** Codes and tokens of real flows, which live and die as on a server. */
export function createMadeGrants() {
  const codes = new Map<string, MadeCode>();
  const tokens: Record<TokenKind, TokenEntity[]> = { access: [], refresh: [] };
  let last = FIRST_PK;

  const isListed = ({ expires }: GrantEntity, now: number): boolean =>
    expires === null || cleanUpAfter(instantMs(expires)) > now;

  return {
    /** @returns the text that stands for the code: 32 hex digits */
    mint({ provider, user, scope, ...more }: CodeRequest, now: number): string {
      const text = randomHex(16);
      const expires = instant(now + validityMs(provider.access_code_validity));
      last += 1;
      const row = {
        pk: last,
        provider: provider.pk,
        user: user.pk,
        expires,
        expiring: true,
        scope,
      };
      codes.set(text, { row, ...more });
      return text;
    },
    /** The code, unless it is gone; it may have expired. */
    code(text: string, now: number): MadeCode | null {
      const code = codes.get(text);
      return code !== undefined && isListed(code.row, now) ? code : null;
    },
    /** Replaces a code by the tokens that its client gets for it. */
    redeem(
      text: string,
      { world, users, providers, groups, applications }: WorldIndex,
      now: number,
    ) {
      const code = codes.get(text);
      const provider = providers.get(code?.row.provider ?? 0);
      const user = users.get(code?.row.user ?? 0);
      if (code === undefined || provider === undefined || user === undefined) return;
      codes.delete(text);
      const { scope } = code.row;
      const directory = {
        origin: world.origin,
        slugs: new Map([...applications].map(([pk, { slug }]) => [pk, slug])),
        groupNames: new Map([...groups].map(([pk, { name }]) => [pk, name])),
      };
      const kinds: TokenKind[] = scope.includes("offline_access")
        ? ["access", "refresh"]
        : ["access"];
      for (const kind of kinds) {
        last += 1;
        const pk = last;
        const draft = {
          pk,
          kind,
          consent: { provider, user, scope },
          issued: now,
          expires: now + tokenValidity(kind, provider),
          revoked: false,
          nonce: code.nonce,
          claims: { auth_time: code.authTime },
        };
        tokens[kind].push(issueToken(directory, draft, () => createRandom(pk, "made token")));
      }
    },
    /** The codes that are listed. */
    codesAt: (now: number): AuthorizationCodeEntity[] =>
      [...codes.values()].map(({ row }) => row).filter((row) => isListed(row, now)),
    tokensAt: (kind: TokenKind, now: number): TokenEntity[] =>
      tokens[kind].filter((row) => isListed(row, now)),
    drop(test: (grant: GrantEntity) => boolean): void {
      for (const [text, { row }] of codes) if (test(row)) codes.delete(text);
      for (const kind of ["access", "refresh"] as const) {
        tokens[kind] = tokens[kind].filter((row) => !test(row));
      }
    },
  };
}

export type MadeGrants = ReturnType<typeof createMadeGrants>;
