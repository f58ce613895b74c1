import { CONNECTION_KINDS, type ConnectionKind } from "../world/source-entities.ts";

/**
 * Permissions, under authentik's own names. Superusers need none. No permission reveals other users' codes and tokens.
 */
export type Permission =
  | `authentik_sources_${ConnectionKind}.view_${"group" | "user"}${ConnectionKind}sourceconnection`
  | "authentik_core.view_groupsourceconnection"
  | "authentik_core.view_usersourceconnection"
  | "authentik_core.view_application"
  | "authentik_core.view_group"
  | "authentik_core.view_provider"
  | "authentik_core.view_source"
  | "authentik_core.view_user"
  | "authentik_events.view_event"
  | "authentik_flows.view_flow"
  | "authentik_providers_oauth2.view_accesstoken"
  | "authentik_providers_oauth2.view_authorizationcode"
  | "authentik_providers_oauth2.view_oauth2provider"
  | "authentik_providers_oauth2.view_refreshtoken"
  | "authentik_providers_oauth2.view_scopemapping"
  | "authentik_sources_oauth.view_oauthsource";

/**
 * Auditors may see everything that the console shows, except other users' codes and tokens, and the lists of single
 * source types but OAuth's of users: as those of the recordings.
 */
export const AUDITOR_PERMISSIONS: readonly Permission[] = [
  "authentik_core.view_application",
  "authentik_core.view_group",
  "authentik_core.view_groupsourceconnection",
  "authentik_core.view_provider",
  "authentik_core.view_source",
  "authentik_core.view_user",
  "authentik_core.view_usersourceconnection",
  "authentik_providers_oauth2.view_oauth2provider",
  ...CONNECTION_KINDS.map(
    (kind) => `authentik_sources_${kind}.view_group${kind}sourceconnection` as const,
  ),
  "authentik_sources_oauth.view_oauthsource",
  "authentik_sources_oauth.view_useroauthsourceconnection",
];

/** An API token and its owner. */
export interface ApiToken {
  readonly key: string;
  /** The owner's key. */
  readonly user: number;
  readonly permissions: readonly Permission[];
}
