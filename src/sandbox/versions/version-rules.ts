/** Behaviour that differs between versions. */
import type { Rules } from "./rules.ts";

export type History<Value> = readonly (readonly [since: string, value: Value])[];

const PERMISSIONS_2024_8 = [
  "access_admin_interface",
  "add_role",
  "assign_role_permissions",
  "change_role",
  "delete_role",
  "edit_system_settings",
  "unassign_role_permissions",
  "view_role",
  "view_system_info",
  "view_system_settings",
];

const PERMISSIONS_2025_4 = [
  ...PERMISSIONS_2024_8,
  "add_initialpermissions",
  "change_initialpermissions",
  "delete_initialpermissions",
  "view_initialpermissions",
];

/** As recorded in 2025.12; older versions lack some of the last ones. */
const EVENT_ACTIONS_2025_12 =
  "login login_failed logout user_write suspicious_request password_set secret_view secret_rotate invitation_used authorize_application source_linked impersonation_started impersonation_ended flow_execution policy_execution policy_exception property_mapping_exception system_task_execution system_task_exception system_exception configuration_error model_created model_updated model_deleted email_sent update_available export_ready custom_".split(
    " ",
  );
const REVIEWS = ["review_initiated", "review_overdue", "review_attested", "review_completed"];

/** For each rule: [first release, value from then on], oldest first. */
export const RULES: { readonly [Rule in keyof Rules]: History<Rules[Rule]> } = {
  page_size: [
    ["2024.8", 100],
    ["2025.12", 20],
  ],
  max_page_size: [
    ["2024.8", Number.MAX_SAFE_INTEGER],
    ["2025.12", 100],
  ],
  empty_page: [
    ["2024.8", "invalid"],
    ["2025.4", "first"],
  ],
  autocomplete: [
    ["2024.8", false],
    ["2025.8", true],
  ],
  search_quotes: [
    ["2024.8", false],
    ["2025.4", true],
  ],
  search_nul: [
    ["2024.8", "dropped"],
    ["2025.4", "refused"],
  ],
  not_found_names_model: [
    ["2024.8", false],
    ["2025.4", true],
  ],
  json_type: [
    ["2024.8", "application/json; charset=utf-8"],
    ["2026.2", "application/json"],
  ],
  vary: [
    ["2024.8", "Cookie"],
    ["2025.10", "Accept-Language, Cookie"],
  ],
  languages: [
    ["2024.8", false],
    ["2025.10", true],
  ],
  other_schemes: [
    ["2024.8", "refused"],
    ["2025.12", "ignored"],
  ],
  connections_of_others: [
    ["2024.8", "fault"],
    // Observed in 2025.4; probably introduced when connections became writable.
    ["2024.12", "guarded"],
  ],
  user_connections_by_permission: [
    ["2024.8", false],
    // Observed in 2025.4; see above.
    ["2024.12", true],
  ],
  redirect_uris: [
    ["2024.8", "lines"],
    ["2024.12", "objects"],
    ["2026.5", "typed"],
  ],
  grant_provider: [
    ["2024.8", "oauth2"],
    ["2026.8", "base"],
  ],
  no_backchannel: [
    ["2024.8", "absent"],
    ["2025.12", "null"],
  ],
  group_connection_lists: [
    ["2024.8", ["oauth", "plex", "saml"]],
    ["2024.10", ["oauth", "plex", "saml", "kerberos"]],
    ["2025.4", ["all", "oauth", "plex", "saml", "kerberos", "ldap"]],
    ["2025.10", ["all", "oauth", "plex", "saml", "kerberos", "ldap", "telegram"]],
  ],
  user_connection_lists: [
    ["2024.8", ["all", "oauth", "plex", "saml"]],
    ["2024.10", ["all", "oauth", "plex", "saml", "kerberos"]],
    ["2025.4", ["all", "oauth", "plex", "saml", "kerberos", "ldap"]],
    ["2025.10", ["all", "oauth", "plex", "saml", "kerberos", "ldap", "telegram"]],
  ],
  saml_connection_post: [
    ["2024.8", false],
    // Observed in 2025.4.
    ["2024.12", true],
  ],
  any_user_connection_signed_out: [
    ["2024.8", "refused"],
    ["2025.4", "fault"],
  ],
  connection_source: [
    ["2024.8", "object"],
    ["2024.12", "uuid"],
  ],
  connection_writes: [
    ["2024.8", false],
    ["2024.12", true],
  ],
  connection_search: [
    ["2024.8", ["source__slug"]],
    ["2025.4", ["name", "source__slug", "identifier"]],
  ],
  connection_ordering_faults: [
    ["2024.8", []],
    ["2024.12", ["source_obj"]],
    ["2026.8", []],
  ],
  connection_row_ms: [
    ["2024.8", 2],
    ["2024.12", 0],
  ],
  source_uuid_filter: [
    ["2024.8", false],
    ["2025.2", true],
  ],
  source_icon: [
    ["2024.8", "url"],
    ["2025.12", "name"],
  ],
  azuread_well_known: [
    ["2024.8", "https://login.microsoftonline.com/common/.well-known/openid-configuration"],
    ["2025.12", null],
  ],
  system_permissions: [
    ["2024.8", PERMISSIONS_2024_8],
    ["2025.4", PERMISSIONS_2025_4],
    ["2025.12", [...PERMISSIONS_2025_4, "manage_media_files", "view_media_files"]],
  ],
  task_lists: [
    ["2024.8", "system_tasks"],
    ["2025.10", "tasks"],
  ],
  no_icon: [
    ["2024.8", null],
    ["2025.12", ""],
  ],
  event_actions: [
    ["2024.8", EVENT_ACTIONS_2025_12],
    [
      "2026.2",
      EVENT_ACTIONS_2025_12.flatMap((action) => {
        if (action === "model_created") return ["configuration_warning", action];
        return action === "custom_" ? [...REVIEWS, action] : [action];
      }),
    ],
  ],
  event_actions_filter: [
    ["2024.8", false],
    // Observed in 2026.5; when it came is not known.
    ["2024.12", true],
  ],
  event_search_language: [
    ["2024.8", false],
    ["2026.5", true],
  ],
  event_birth_path: [
    ["2024.8", "flow"],
    // Observed in 2025.4.
    ["2024.12", "authorize"],
  ],
  connection_events: [
    ["2024.8", false],
    ["2026.5", true],
  ],
  token_scope: [
    ["2024.8", false],
    ["2025.4", true],
  ],
  token_claims: [
    ["2024.8", []],
    ["2025.4", ["amr", "sid"]],
    ["2026.2", ["amr", "sid", "jti"]],
  ],
  access_token_scope: [
    ["2024.8", false],
    ["2026.2", true],
  ],
  basic_client: [
    ["2024.8", false],
    ["2026.2", true],
  ],
  prompt_none: [
    ["2024.8", "consent_required"],
    ["2025.4", "code"],
  ],
  sign_in_starts: [
    ["2024.8", "default"],
    // Observed in 2025.4.
    ["2024.12", "flow"],
  ],
  logout_metadata: [
    ["2024.8", []],
    ["2025.12", ["backchannel"]],
    ["2026.8", ["backchannel", "frontchannel"]],
  ],
};
