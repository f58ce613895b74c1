import type { FieldTable } from "./field-table.ts";

/** A source: what every type shares, and what an OAuth source adds. */
export const SOURCE_FIELDS: FieldTable = {
  Source: {
    name: ["Name", "text"],
    slug: ["Slug", "id"],
    enabled: ["Enabled", "boolean"],
    promoted: ["Promoted", "boolean"],
    verbose_name: ["Type", "text"],
    provider_type: ["Provider type", "enum"],
    type: ["Provider type, in full", "tree"],
    managed: ["Managed by", "text"],
    pk: ["ID", "id"],
  },
  Matching: {
    user_matching_mode: ["User matching", "enum"],
    group_matching_mode: ["Group matching", "enum"],
    policy_engine_mode: ["Policies that must pass", "enum"],
    user_path_template: ["User path template", "text"],
    user_property_mappings: ["User property mappings", "id-list"],
    group_property_mappings: ["Group property mappings", "id-list"],
  },
  Client: {
    consumer_key: ["Consumer key", "id"],
    consumer_secret: ["Consumer secret", "secret"],
    additional_scopes: ["Additional scopes", "text"],
    pkce: ["PKCE", "enum"],
    authorization_code_auth_method: ["Authentication at the token step", "enum"],
  },
  Addresses: {
    callback_url: ["Callback URL", "url"],
    authorization_url: ["Authorization URL", "url"],
    access_token_url: ["Access token URL", "url"],
    request_token_url: ["Request token URL", "url"],
    profile_url: ["Profile URL", "url"],
    oidc_well_known_url: ["OIDC well-known URL", "url"],
    oidc_jwks_url: ["OIDC JWKS URL", "url"],
    oidc_jwks: ["OIDC JWKS", "tree"],
  },
  Flows: {
    authentication_flow: ["Authentication flow", "id"],
    enrollment_flow: ["Enrolment flow", "id"],
  },
  "authentik internals": {
    component: ["Component", "text"],
    verbose_name_plural: ["Type, plural", "text"],
    meta_model_name: ["Model", "text"],
    icon: ["Icon", "avatar"],
    icon_url: ["Icon URL", "avatar"],
    icon_themed_urls: ["Icon URLs by theme", "tree"],
  },
};
