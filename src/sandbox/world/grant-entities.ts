/** Codes and tokens: what a client was granted on behalf of a user. See `entities.ts`. */
import type { JsonFields } from "../http/json-fields.ts";
import type { Instant } from "../rules/instant.ts";

/** What codes and tokens have in common. */
export interface GrantEntity {
  /** Increases in order of creation (of tokens only nearly, see the README), separately for codes, access tokens and refresh tokens. */
  readonly pk: number;
  /** Key of a provider. */
  readonly provider: number;
  /** Key of a user. */
  readonly user: number;
  /** null for none. If `expiring` is true nevertheless, each page with the row is a 500, as on a real server. */
  readonly expires: Instant | null;
  /** false if it never expires, even after `expires`. */
  readonly expiring: boolean;
  /** Granted scopes, in the order they are sent in (a server has no particular order). */
  readonly scope: readonly string[];
}

export type AuthorizationCodeEntity = GrantEntity;

/** One row of `oauth2/access_tokens` or `oauth2/refresh_tokens`. */
export interface TokenEntity extends GrantEntity {
  readonly revoked: boolean;
  /** The claims, in the order they are sent in; null is sent as an empty string. */
  readonly id_token: JsonFields | null;
}
