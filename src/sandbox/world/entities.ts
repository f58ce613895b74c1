/**
 * What an authentik installation holds, in one neutral form: the newest shape of each object, with
 * relations by key instead of nested. How a version writes it down is told in the tables of
 * `versions/` and in `endpoints/serializers/`; nothing here knows of versions.
 *
 * Fields that a server derives (groups_obj, assigned_application_*, is_expired, num_pk, users of a
 * group, component, icon_url …) are not stored: the serializers derive them too.
 */
import type { Codes } from "../codes/codes.ts";
import type { JsonFields } from "../http/json-fields.ts";
import type { Instant } from "../rules/instant.ts";
import type { ApiToken } from "../rules/permissions.ts";
import type { TokenEntity } from "./grant-entities.ts";
import type {
  GroupConnectionEntity,
  SourceEntity,
  UserConnectionEntity,
} from "./source-entities.ts";

export type UserType = "internal" | "external" | "service_account" | "internal_service_account";

export interface UserEntity {
  /** Counts up in order of creation. */
  readonly pk: number;
  readonly uuid: string;
  readonly username: string;
  /** May be "". */
  readonly name: string;
  /** May be "". */
  readonly email: string;
  readonly is_active: boolean;
  readonly last_login: Instant | null;
  readonly date_joined: Instant;
  readonly last_updated: Instant;
  readonly password_change_date: Instant;
  /** What the server derives from groups and roles; kept as a fact, since recordings give it as one. */
  readonly is_superuser: boolean;
  /** Keys of the groups the user is a direct member of, in the order they are listed. */
  readonly groups: readonly string[];
  /** Keys of the roles given to the user directly. */
  readonly roles: readonly string[];
  /** URL, path, or `data:image/svg+xml;base64,…`. */
  readonly avatar: string;
  readonly attributes: JsonFields;
  /** 64 hex digits. */
  readonly uid: string;
  /** Such as `users` or `users/partners/eu`. */
  readonly path: string;
  readonly type: UserType;
}

export interface GroupEntity {
  /** uuid */
  readonly pk: string;
  readonly name: string;
  readonly is_superuser: boolean;
  /** Keys of parent groups. Versions up to 2025.10 know one parent only and are shown the first. */
  readonly parents: readonly string[];
  /** Keys of roles. */
  readonly roles: readonly string[];
  readonly attributes: JsonFields;
}

export interface RoleEntity {
  /** uuid */
  readonly pk: string;
  readonly name: string;
}

/** One application; it ties providers to what people know by name. */
export interface ApplicationEntity {
  /** uuid */
  readonly pk: string;
  readonly slug: string;
  readonly name: string;
  /** Key of its provider. */
  readonly provider: number | null;
  /** Keys of its back-channel providers. */
  readonly backchannel_providers: readonly number[];
}

export interface RedirectUri {
  readonly matching_mode: "strict" | "regex";
  readonly url: string;
  /** Written from 2026.5 on. */
  readonly redirect_uri_type: "authorization" | "logout";
}

/** OAuth2 and proxy providers. A proxy provider is an OAuth2 provider too: it has codes. */
export interface ProviderEntity {
  readonly pk: number;
  readonly kind: "oauth2" | "proxy";
  readonly name: string;
  /** uuid of a flow */
  readonly authentication_flow: string | null;
  readonly authorization_flow: string;
  readonly invalidation_flow: string;
  /** uuids */
  readonly property_mappings: readonly string[];
  readonly client_type: "confidential" | "public";
  readonly client_id: string;
  /** In an invented world it starts with `CANARY-`, so that a leak shows. */
  readonly client_secret: string;
  /** Durations such as `minutes=1` or `hours=1;minutes=2`. */
  readonly access_code_validity: string;
  readonly access_token_validity: string;
  readonly refresh_token_validity: string;
  readonly refresh_token_threshold: string;
  readonly include_claims_in_id_token: boolean;
  /** uuid of a certificate */
  readonly signing_key: string | null;
  readonly encryption_key: string | null;
  readonly redirect_uris: readonly RedirectUri[];
  readonly logout_uri: string;
  readonly logout_method: "backchannel" | "frontchannel";
  readonly sub_mode: string;
  readonly issuer_mode: string;
  readonly jwt_federation_sources: readonly string[];
  readonly jwt_federation_providers: readonly number[];
  /** Written from 2026.8 on. */
  readonly grant_types: readonly string[];
}

/**
 * The data behind the API. Read-only for the sandbox: what a request deletes or creates is kept
 * beside it. Arrays and entities are never changed once handed out, and no two entities of a kind
 * share a key; every key that is referred to exists.
 */
export interface World {
  readonly users: readonly UserEntity[];
  readonly groups: readonly GroupEntity[];
  readonly roles: readonly RoleEntity[];
  readonly applications: readonly ApplicationEntity[];
  readonly providers: readonly ProviderEntity[];
  readonly sources: readonly SourceEntity[];
  readonly groupConnections: readonly GroupConnectionEntity[];
  readonly userConnections: readonly UserConnectionEntity[];
  /**
   * The codes that are listed at a moment; not to be used after codes of another were asked for.
   * The very same object for as long as nothing was minted, redeemed or cleaned up: what was worked
   * out for it (an order, say) is then used again.
   * @param now epoch milliseconds; mostly, but not always, later than in the call before
   */
  codes(now: number): Codes;
  /** The OAuth2 tokens that are listed at a moment; the very same array until one comes or goes. */
  accessTokens(now: number): readonly TokenEntity[];
  refreshTokens(now: number): readonly TokenEntity[];
  /** Who may call the API; any other token is none. */
  readonly apiTokens: readonly ApiToken[];
  /** The installation's own address, without a slash at the end; only for URLs inside answers. */
  readonly origin: string;
}
