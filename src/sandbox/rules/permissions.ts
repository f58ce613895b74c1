/**
 * Permissions by authentik's own names. Superusers need none. Codes and tokens are shown to their
 * own users only, whatever permissions others hold.
 */
export type Permission =
  | "authentik_core.view_group"
  | "authentik_core.view_provider"
  | "authentik_core.view_source"
  | "authentik_core.view_user"
  | "authentik_providers_oauth2.view_accesstoken"
  | "authentik_providers_oauth2.view_authorizationcode"
  | "authentik_providers_oauth2.view_oauth2provider"
  | "authentik_providers_oauth2.view_refreshtoken"
  | "authentik_sources_oauth.view_groupoauthsourceconnection"
  | "authentik_sources_oauth.view_oauthsource"
  | "authentik_sources_oauth.view_useroauthsourceconnection";

/** An auditor may see everything that the console shows, except other people's codes and tokens. */
export const AUDITOR_PERMISSIONS: readonly Permission[] = [
  "authentik_core.view_group",
  "authentik_core.view_provider",
  "authentik_core.view_source",
  "authentik_core.view_user",
  "authentik_providers_oauth2.view_oauth2provider",
  "authentik_sources_oauth.view_groupoauthsourceconnection",
  "authentik_sources_oauth.view_oauthsource",
  "authentik_sources_oauth.view_useroauthsourceconnection",
];

/** A token that the API accepts, and whose it is. */
export interface ApiToken {
  readonly key: string;
  /** Key of a user. */
  readonly user: number;
  /** What that user may see. */
  readonly permissions: readonly Permission[];
}
