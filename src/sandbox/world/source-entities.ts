/** Sources of users and groups, and the connections to them. See `entities.ts`. */
import type { JsonFields } from "../http/json-fields.ts";
import type { Instant } from "../rules/instant.ts";

/** The kinds of sources that users and groups can be connected with. */
export const CONNECTION_KINDS = ["oauth", "saml", "plex", "ldap", "kerberos", "telegram"] as const;

export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

export type SourceKind = ConnectionKind | "scim";

/** Fields that only OAuth sources have. */
export interface OAuthSourceFields {
  readonly group_matching_mode: string;
  /** A key of `source-types.ts`, such as `github` or `openidconnect`. */
  readonly provider_type: string;
  readonly request_token_url: string | null;
  readonly authorization_url: string | null;
  readonly access_token_url: string | null;
  readonly profile_url: string | null;
  readonly pkce: "none" | "plain" | "S256";
  readonly consumer_key: string;
  readonly additional_scopes: string;
  readonly oidc_well_known_url: string;
  readonly oidc_jwks_url: string;
  readonly oidc_jwks: JsonFields;
  readonly authorization_code_auth_method: "basic_auth" | "post_body";
}

export interface SourceEntity {
  /** uuid */
  readonly pk: string;
  readonly kind: SourceKind;
  readonly name: string;
  /** At most 50 characters. */
  readonly slug: string;
  readonly enabled: boolean;
  readonly promoted: boolean;
  readonly authentication_flow: string | null;
  readonly enrollment_flow: string | null;
  readonly user_property_mappings: readonly string[];
  readonly group_property_mappings: readonly string[];
  readonly policy_engine_mode: "any" | "all";
  readonly user_matching_mode: string;
  readonly managed: string | null;
  /** Normally `goauthentik.io/sources/%(slug)s`. */
  readonly user_path_template: string;
  /** The icon set by an administrator; "" for that of its type. */
  readonly icon: string;
  /** Set if `kind` is `oauth`. */
  readonly oauth: OAuthSourceFields | null;
}

/** One row of sources/group_connections. (group, source) pairs are unique. */
export interface GroupConnectionEntity {
  /** Unique among the connections of all kinds. */
  readonly pk: number;
  /** Which list has it beside that of all; a request can create one for a source of another kind. */
  readonly kind: ConnectionKind;
  /** Key of a group. */
  readonly group: string;
  /** Key of a source. */
  readonly source: string;
  readonly identifier: string;
  readonly created: Instant;
  readonly last_updated: Instant;
}

/** One row of sources/user_connections. (user, source) pairs are unique. */
export interface UserConnectionEntity {
  /** As for a group. */
  readonly pk: number;
  readonly kind: ConnectionKind;
  /** Key of a user. */
  readonly user: number;
  /** Key of a source. */
  readonly source: string;
  readonly identifier: string;
  readonly created: Instant;
  readonly last_updated: Instant;
  /** When an OAuth source's access token expires; null for other kinds. */
  readonly expires: Instant | null;
}
