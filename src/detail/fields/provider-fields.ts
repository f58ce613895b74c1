import type { FieldTable } from "./field-table.ts";

/** The OAuth2 provider, 2024.8 to 2026.8, and the base provider that every type shares. */
export const PROVIDER_FIELDS: FieldTable = {
  Provider: {
    name: ["Name", "text"],
    assigned_application_name: ["Application", "text"],
    assigned_application_slug: ["Application slug", "id"],
    assigned_backchannel_application_name: ["Back-channel application", "text"],
    assigned_backchannel_application_slug: ["Back-channel application slug", "id"],
    verbose_name: ["Type", "text"],
    pk: ["ID", "id"],
  },
  Client: {
    client_type: ["Client type", "enum"],
    client_id: ["Client ID", "id"],
    client_secret: ["Client secret", "secret"],
    grant_types: ["Grant types", "enum-list"],
    redirect_uris: ["Redirect URIs", "redirect-uris"],
    logout_uri: ["Logout URI", "url"],
    backchannel_logout_uri: ["Back-channel logout URI", "url"],
    logout_method: ["Logout method", "enum"],
  },
  Validity: {
    access_code_validity: ["Code validity", "duration"],
    access_token_validity: ["Access token validity", "duration"],
    refresh_token_validity: ["Refresh token validity", "duration"],
    refresh_token_threshold: ["Refresh token threshold", "duration"],
  },
  "Tokens and claims": {
    include_claims_in_id_token: ["Claims in ID token", "boolean"],
    sub_mode: ["Subject mode", "enum"],
    issuer_mode: ["Issuer mode", "enum"],
    signing_key: ["Signing key", "id"],
    encryption_key: ["Encryption key", "id"],
    property_mappings: ["Property mappings", "id-list"],
  },
  Federation: {
    jwks_sources: ["JWKS sources", "id-list"],
    jwt_federation_sources: ["Federated sources", "id-list"],
    jwt_federation_providers: ["Federated providers", "id-list"],
  },
  Flows: {
    authentication_flow: ["Authentication flow", "id"],
    authorization_flow: ["Authorization flow", "id"],
    invalidation_flow: ["Invalidation flow", "id"],
  },
  "authentik internals": {
    component: ["Component", "text"],
    verbose_name_plural: ["Type, plural", "text"],
    meta_model_name: ["Model", "text"],
  },
};
