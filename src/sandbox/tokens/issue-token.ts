import type { JsonFields } from "../http/json-fields.ts";
import { instant } from "../rules/instant.ts";
import type { ProviderEntity, UserEntity } from "../world/entities.ts";
import type { TokenEntity } from "../world/grant-entities.ts";
import type { Random } from "../world/random.ts";
import { validityMs } from "../world/validity.ts";

export type TokenKind = "access" | "refresh";

/** What a token was issued for. */
export interface Consent {
  readonly provider: ProviderEntity;
  readonly user: UserEntity;
  readonly scope: readonly string[];
  /** Issued through the `client_credentials` grant: nobody signed in, so there is no session. */
  readonly isMachine?: boolean;
}

/** The data of other objects that claims need. */
export interface Directory {
  /** The installation's base URL. */
  readonly origin: string;
  /** Slugs of applications, by provider key. */
  readonly slugs: ReadonlyMap<number, string>;
  readonly groupNames: ReadonlyMap<string, string>;
}

export interface TokenDraft extends Pick<TokenEntity, "pk" | "revoked"> {
  readonly kind: TokenKind;
  readonly consent: Consent;
  /** Epoch milliseconds. */
  readonly issued: number;
  /** Epoch milliseconds; null for none. */
  readonly expires: number | null;
  /** Defaults to whether `expires` is set. */
  readonly expiring?: boolean;
  /** null for none: the client sent none, or the access token was refreshed. */
  readonly nonce: string | null;
  /** Claims besides the usual ones; null for no ID token. */
  readonly claims?: JsonFields | null;
}

/** How long a provider's tokens are valid, in milliseconds. */
export function tokenValidity(kind: TokenKind, provider: ProviderEntity): number {
  const { access_token_validity, refresh_token_validity } = provider;
  return validityMs(kind === "access" ? access_token_validity : refresh_token_validity);
}

/** @param random called when the claims are first read, because most tokens of a list are never shown */
export function issueToken(
  directory: Directory,
  draft: TokenDraft,
  random: () => Random,
): TokenEntity {
  const { pk, consent, expires, revoked, claims } = draft;
  let made: JsonFields | undefined;
  return {
    pk,
    provider: consent.provider.pk,
    user: consent.user.pk,
    expires: expires === null ? null : instant(expires),
    expiring: draft.expiring ?? expires !== null,
    scope: consent.scope,
    revoked,
    get id_token() {
      if (claims === null) return null;
      return (made ??= { ...usualClaims(directory, draft, random()), ...claims });
    },
  };
}

const SECOND = 1000;
/** How long an ID token is valid if its token has no `expires`, in seconds. */
const HALF_AN_HOUR = 1800;

/** The claims that authentik sets, in its order. The serializer omits those that a version lacks. */
function usualClaims(
  { origin, slugs, groupNames }: Directory,
  { kind, consent, issued, expires, nonce }: TokenDraft,
  random: Random,
): JsonFields {
  const { provider, user, scope, isMachine = false } = consent;
  const slug = slugs.get(provider.pk);
  const issuer =
    provider.issuer_mode === "global" ? `${origin}/` : `${origin}/application/o/${slug}/`;
  const iat = Math.floor(issued / SECOND);
  const sinceSignIn = random.chance(0.6) ? 2 + random.int(20) : random.int(28_800);
  const groups = user.groups.flatMap((pk) => groupNames.get(pk) ?? []);
  return {
    ...(slug !== undefined && { iss: issuer }),
    sub: subjectOf(provider, user),
    aud: provider.client_id,
    exp: expires === null ? iat + HALF_AN_HOUR : Math.floor(expires / SECOND),
    iat,
    auth_time: isMachine ? iat : iat - sinceSignIn,
    acr: "goauthentik.io/providers/oauth2/default",
    ...(!isMachine && { amr: random.chance(0.3) ? ["pwd", "mfa"] : ["pwd"] }),
    ...(nonce !== null && { nonce }),
    ...(kind === "refresh" && { at_hash: random.token(22) }),
    ...(!isMachine && { sid: random.hex(64) }),
    jti: random.token(40),
    ...(provider.include_claims_in_id_token && {
      ...(scope.includes("email") && { email: user.email, email_verified: false }),
      ...(scope.includes("profile") && {
        name: user.name,
        given_name: user.name,
        preferred_username: user.username,
        nickname: user.username,
        groups,
      }),
    }),
  };
}

function subjectOf({ sub_mode }: ProviderEntity, user: UserEntity): string {
  switch (sub_mode) {
    case "user_id":
      return String(user.pk);
    case "user_uuid":
      return user.uuid;
    case "user_username":
      return user.username;
    case "user_email":
      return user.email;
    default:
      return user.uid;
  }
}
