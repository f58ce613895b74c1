/** Fields that were added or removed. A field that is not listed is in every version. */

/** Objects whose fields differ between versions. */
export type ObjectName =
  | "provider"
  | "oauth2_provider"
  | "id_token"
  | "user"
  | "me"
  | "group"
  | "connection"
  | "user_connection"
  | "any_user_connection"
  | "source"
  | "oauth_source"
  | "application"
  | "config";

interface Lifetime {
  /** The first release with the field. */
  readonly from?: string;
  /** The first release without it. */
  readonly until?: string;
}

/** `group` also applies to the groups nested in a user. */
export const FIELDS: { readonly [Name in ObjectName]: { readonly [field: string]: Lifetime } } = {
  provider: {
    invalidation_flow: { from: "2024.10" },
  },
  oauth2_provider: {
    encryption_key: { from: "2024.10" },
    jwks_sources: { until: "2024.12" },
    jwt_federation_sources: { from: "2024.12" },
    jwt_federation_providers: { from: "2024.12" },
    backchannel_logout_uri: { from: "2025.8", until: "2025.10" },
    logout_uri: { from: "2025.10" },
    logout_method: { from: "2025.10" },
    refresh_token_threshold: { from: "2025.10" },
    grant_types: { from: "2026.8" },
  },
  // Token claims. `amr` and `sid` were observed from 2025.4 on, but may be older.
  id_token: {
    amr: { from: "2025.4" },
    sid: { from: "2025.4" },
    jti: { from: "2026.2" },
  },
  user: {
    password_change_date: { from: "2025.2" },
    date_joined: { from: "2025.4" },
    last_updated: { from: "2025.8" },
    roles: { from: "2025.12" },
    roles_obj: { from: "2025.12" },
  },
  me: {
    roles: { from: "2025.12" },
  },
  group: {
    parent: { until: "2025.12" },
    parent_name: { until: "2025.12" },
    parents: { from: "2025.12" },
    parents_obj: { from: "2025.12" },
    inherited_roles_obj: { from: "2025.12" },
    children: { from: "2025.12" },
    children_obj: { from: "2025.12" },
  },
  connection: {
    last_updated: { from: "2025.4" },
    // Documented since 2024.12, but not sent until 2026.8.
    source_obj: { from: "2026.8" },
  },
  // Those of OAuth sources also have `expires`, see its serializer.
  user_connection: {
    source_obj: { from: "2024.12" },
    last_updated: { from: "2025.4" },
    expires: { from: "2025.12" },
  },
  // In the list of all source types.
  any_user_connection: {
    source_obj: { from: "2024.12" },
    identifier: { from: "2025.4" },
    last_updated: { from: "2025.4" },
  },
  source: {
    promoted: { from: "2025.12" },
    icon_url: { from: "2025.12" },
    icon_themed_urls: { from: "2025.12" },
  },
  oauth_source: {
    authorization_code_auth_method: { from: "2025.4" },
    pkce: { from: "2025.12" },
  },
  application: {
    meta_icon_url: { from: "2025.12" },
    meta_icon_themed_urls: { from: "2025.12" },
  },
  config: {
    cache_timeout_reputation: { until: "2025.12" },
  },
};
