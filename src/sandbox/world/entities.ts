/**
 * The data of an authentik installation, independent of versions: each object in its newest shape,
 * with foreign keys instead of nested objects. The tables in `versions/` and the serializers in
 * `endpoints/serializers/` turn it into what a version sends.
 *
 * Fields that a server derives from others (groups_obj, assigned_application_*, is_expired, num_pk,
 * users of a group, component, icon_url …) are not stored; the serializers derive them too.
 */
import type { Codes } from "../codes/codes.ts";
import type { EventLog } from "../events/event-log.ts";
import type { JsonFields } from "../http/json-fields.ts";
import type { Instant } from "../rules/instant.ts";
import type { ApiToken } from "../rules/permissions.ts";
import type { TokenEntity } from "./grant-entities.ts";
import type { FlowEntity, ScopeMappingEntity } from "./invent-flows.ts";
import type {
  GroupConnectionEntity,
  SourceEntity,
  UserConnectionEntity,
} from "./source-entities.ts";

export type UserType = "internal" | "external" | "service_account" | "internal_service_account";

export interface UserEntity {
  /** Increases in order of creation. */
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
  /** A server derives it from groups and roles. Stored here, because recordings do not show how it was derived. */
  readonly is_superuser: boolean;
  /** Keys of the user's direct groups, in the order they are sent in. */
  readonly groups: readonly string[];
  /** Keys of the user's direct roles. */
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
  /** Keys of parent groups. Versions up to 2025.10 have one parent only: the first. */
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

/** What people sign in to. */
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

export interface RedirectUriEntity {
  readonly matching_mode: "strict" | "regex";
  readonly url: string;
  /** Sent from 2026.5 on. */
  readonly redirect_uri_type: "authorization" | "logout";
}

/** An OAuth2 or proxy provider. A proxy provider is an OAuth2 provider too, and has codes. */
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
  /** Starts with `CANARY-` in a generated world, so that tests notice a leak. */
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
  readonly redirect_uris: readonly RedirectUriEntity[];
  readonly logout_uri: string;
  readonly logout_method: "backchannel" | "frontchannel";
  readonly sub_mode: string;
  readonly issuer_mode: string;
  readonly jwt_federation_sources: readonly string[];
  readonly jwt_federation_providers: readonly number[];
  /** Sent from 2026.8 on. */
  readonly grant_types: readonly string[];
}

/**
 * The data behind the API. The sandbox never mutates it: what requests create or delete is stored
 * elsewhere. Arrays and entities are immutable once returned. Keys are unique for each kind of
 * entity, and every referenced key exists.
 */
export interface World {
  readonly users: readonly UserEntity[];
  readonly groups: readonly GroupEntity[];
  readonly roles: readonly RoleEntity[];
  readonly applications: readonly ApplicationEntity[];
  readonly providers: readonly ProviderEntity[];
  readonly sources: readonly SourceEntity[];
  readonly flows: readonly FlowEntity[];
  readonly scopeMappings: readonly ScopeMappingEntity[];
  readonly groupConnections: readonly GroupConnectionEntity[];
  readonly userConnections: readonly UserConnectionEntity[];
  /**
   * The codes listed at a moment; invalid once another moment is requested. The same object is
   * returned until a code comes or goes, so that its sorted indexes are reused.
   * @param now epoch milliseconds; usually later than in the previous call, but not always
   */
  codes(now: number): Codes;
  /** The tokens listed at a moment; the same array until one comes or goes. */
  accessTokens(now: number): readonly TokenEntity[];
  refreshTokens(now: number): readonly TokenEntity[];
  /** Who was granted what, and what went wrong, at any moment. */
  readonly events: EventLog;
  /** Since when no worker runs, in epoch milliseconds; null while one does. Then nothing is cleaned up. */
  readonly workerStopped: number | null;
  /** The tokens that the API accepts. */
  readonly apiTokens: readonly ApiToken[];
  /** The installation's base URL, without a trailing slash, for URLs in answers. */
  readonly origin: string;
}
