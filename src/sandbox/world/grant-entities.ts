/** What a client was granted in a user's name: codes and tokens. See `entities.ts`. */
import type { JsonFields } from "../http/json-fields.ts";
import type { Instant } from "../rules/instant.ts";

/** What codes and tokens have in common. */
export interface GrantEntity {
  /** Counts up in order of creation, for each kind of grant on its own. */
  readonly pk: number;
  /** Key of a provider. */
  readonly provider: number;
  /** Key of a user. */
  readonly user: number;
  /** null: no moment known. With `expiring` true each page that holds the row is a 500, as on a real server. */
  readonly expires: Instant | null;
  /** false: the row never expires, even past `expires`. */
  readonly expiring: boolean;
  /** Granted scopes, in the order they are written (a server has none in particular). */
  readonly scope: readonly string[];
}

export type AuthorizationCodeEntity = GrantEntity;

/** One row of `oauth2/access_tokens` or `oauth2/refresh_tokens`. */
export interface TokenEntity extends GrantEntity {
  readonly revoked: boolean;
  /** The claims, in the order they are written; null: an empty text is written instead. */
  readonly id_token: JsonFields | null;
}
