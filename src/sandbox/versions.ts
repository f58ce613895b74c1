/**
 * Everything in which one authentik version differs from another, in one table.
 *
 * `RULES` lists each behaviour with the release that brought it, `FIELDS` each field that came or
 * went; a field that is not listed was always there. Both can be read line by line beside the
 * notes on authentik's API. To offer one more version, add it to `VERSIONS` (and to the two tables
 * whatever it changed).
 */
import type { Rules } from "./rules.ts";

/** The versions that are offered, with the release each of them calls itself. */
export const VERSIONS = {
  "2024.8": "2024.8.3",
  "2026.2": "2026.2.2",
} as const;

export type VersionName = keyof typeof VERSIONS;

export const DEFAULT_VERSION: VersionName = "2026.2";

type History<Value> = readonly (readonly [since: string, value: Value])[];

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

/** Each behaviour: [since this release, it is this], oldest first. */
const RULES: { readonly [Rule in keyof Rules]: History<Rules[Rule]> } = {
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
  redirect_uris: [
    ["2024.8", "lines"],
    ["2024.12", "objects"],
    ["2026.5", "typed"],
  ],
  code_provider: [
    ["2024.8", "oauth2"],
    ["2026.8", "base"],
  ],
  no_backchannel: [
    ["2024.8", "absent"],
    ["2025.12", "null"],
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
    ["2025.4", ["group__name", "source__slug", "identifier"]],
  ],
  connection_ordering_faults: [
    ["2024.8", []],
    ["2024.12", ["source_obj"]],
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
};

/** Objects whose fields differ between versions. */
export type ObjectName =
  | "provider"
  | "oauth2_provider"
  | "user"
  | "me"
  | "group"
  | "connection"
  | "source"
  | "oauth_source"
  | "config";

interface Lifetime {
  /** The first release that writes the field. */
  readonly from?: string;
  /** The first release that no longer does. */
  readonly until?: string;
}

/** Each field that came or went. `group` is a group wherever it appears, in a user's too. */
const FIELDS: { readonly [Name in ObjectName]: { readonly [field: string]: Lifetime } } = {
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
  config: {
    cache_timeout_reputation: { until: "2025.12" },
  },
};

/** One version, as the rest of the sandbox asks about it. */
export interface Version {
  readonly name: string;
  /** Such as `2026.2.2`. */
  readonly release: string;
  readonly rules: Rules;
  /** Whether this version's `object` has the field. */
  has(object: ObjectName, field: string): boolean;
}

/** Orders `2024.8` before `2024.10`. */
function isBefore(one: string, other: string): boolean {
  const [year = 0, month = 0] = one.split(".").map(Number);
  const [otherYear = 0, otherMonth = 0] = other.split(".").map(Number);
  return year === otherYear ? month < otherMonth : year < otherYear;
}

/**
 * @param name a key of `VERSIONS`
 * @throws RangeError when that version is not offered
 */
export function versionNamed(name: string): Version {
  const release = (VERSIONS as Readonly<Record<string, string>>)[name];
  if (release === undefined) {
    throw new RangeError(`no such version: ${name} (offered: ${Object.keys(VERSIONS).join(", ")})`);
  }
  return versionAt(name, release);
}

/** Any release from 2024.8 on, offered or not; so that the table can be tried against recordings. */
export function versionAt(name: string, release: string): Version {
  const rules = Object.fromEntries(
    Object.entries(RULES).map(([rule, history]: [string, History<unknown>]) => [
      rule,
      history.findLast(([since]) => !isBefore(name, since))?.[1],
    ]),
  ) as unknown as Rules;
  return {
    name,
    release,
    rules,
    has(object, field) {
      const life = FIELDS[object][field];
      if (life === undefined) return true;
      const begun = life.from === undefined || !isBefore(name, life.from);
      return begun && (life.until === undefined || isBefore(name, life.until));
    },
  };
}
