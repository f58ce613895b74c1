import { stillCodes } from "../codes/codes-listed.ts";
import { instant, toInstant, type Instant } from "../rules/instant.ts";
import type { Json, JsonFields } from "../http/json-fields.ts";
import type {
  ApplicationEntity,
  GroupEntity,
  ProviderEntity,
  RedirectUri,
  RoleEntity,
  UserEntity,
  UserType,
  World,
} from "../world/entities.ts";
import type { AuthorizationCodeEntity, TokenEntity } from "../world/grant-entities.ts";
import type { GroupConnectionEntity, SourceEntity, SourceKind } from "../world/source-entities.ts";
import type { ApiToken } from "../rules/permissions.ts";
import { isFields, type RecordedRows } from "./recorded-rows.ts";

/** Stands in for what a version does not tell. */
const UNKNOWN: Instant = instant(0);

/** The world that a recording's rows tell of; what an older version does not tell is made up. */
export function recordedWorld(
  rows: RecordedRows,
  apiTokens: readonly (Omit<ApiToken, "user"> & { readonly username: string })[],
): World {
  const codes = stillCodes(rows.codes.map(codeOf));
  const accessTokens = rows.access_tokens.map(tokenOf);
  const refreshTokens = rows.refresh_tokens.map(tokenOf);
  const users = rows.users.map(userOf);
  const oauth = new Map(rows.oauth_sources.map((row) => [text(row, "pk"), row]));
  const callback = text(rows.oauth_sources[0] ?? {}, "callback_url");
  const kinds = new Map(rows.providers.map((row) => [number(row, "pk"), text(row, "component")]));
  const listed = new Map(rows.oauth2_providers.map((row) => [number(row, "pk"), row]));
  return {
    users,
    groups: rows.groups.map(groupOf),
    roles: rolesOf(rows),
    applications: applicationsOf(rows),
    providers: rows.providers.flatMap((row) => {
      const whole = listed.get(number(row, "pk"));
      const kind = kinds.get(number(row, "pk")) === "ak-provider-proxy-form" ? "proxy" : "oauth2";
      return whole === undefined ? [] : [providerOf(whole, kind)];
    }),
    sources: rows.sources.map((row) => sourceOf(row, oauth.get(text(row, "pk")))),
    groupConnections: rows.connections.map((row) => ({
      ...linkOf(row),
      group: text(row, "group"),
    })),
    userConnections: rows.user_connections.map((row) => ({
      ...linkOf(row),
      user: number(row, "user"),
      expires: moment(row["expires"]),
    })),
    codes: () => codes,
    accessTokens: () => accessTokens,
    refreshTokens: () => refreshTokens,
    apiTokens: apiTokens.map(({ username, ...token }) => ({
      ...token,
      user: users.find((user) => user.username === username)?.pk ?? 0,
    })),
    origin: callback.split("/source/")[0] ?? "",
  };
}

function userOf(row: JsonFields): UserEntity {
  return {
    pk: number(row, "pk"),
    uuid: text(row, "uuid"),
    username: text(row, "username"),
    name: text(row, "name"),
    email: text(row, "email"),
    is_active: row["is_active"] === true,
    last_login: moment(row["last_login"]),
    date_joined: moment(row["date_joined"]) ?? UNKNOWN,
    last_updated: moment(row["last_updated"]) ?? UNKNOWN,
    password_change_date: moment(row["password_change_date"]) ?? UNKNOWN,
    is_superuser: row["is_superuser"] === true,
    groups: texts(row, "groups"),
    roles: texts(row, "roles"),
    avatar: text(row, "avatar"),
    attributes: fields(row, "attributes"),
    uid: text(row, "uid"),
    path: text(row, "path"),
    type: text(row, "type") as UserType,
  };
}

function groupOf(row: JsonFields): GroupEntity {
  const parent = row["parent"];
  return {
    pk: text(row, "pk"),
    name: text(row, "name"),
    is_superuser: row["is_superuser"] === true,
    parents: typeof parent === "string" ? [parent] : texts(row, "parents"),
    roles: texts(row, "roles"),
    attributes: fields(row, "attributes"),
  };
}

function rolesOf(rows: RecordedRows): RoleEntity[] {
  const found = new Map<string, RoleEntity>();
  for (const row of [...rows.groups, ...rows.users]) {
    for (const role of objects(row, "roles_obj")) {
      found.set(text(role, "pk"), { pk: text(role, "pk"), name: text(role, "name") });
    }
  }
  return [...found.values()];
}

function applicationsOf(rows: RecordedRows): ApplicationEntity[] {
  const keys = new Map(rows.applications.map((row) => [text(row, "slug"), text(row, "pk")]));
  return rows.oauth2_providers.flatMap((row): ApplicationEntity[] => {
    const provider = number(row, "pk");
    const front = row["assigned_application_slug"];
    const back = row["assigned_backchannel_application_slug"];
    const made: ApplicationEntity[] = [];
    if (typeof front === "string") {
      const name = text(row, "assigned_application_name");
      const pk = keys.get(front) ?? front;
      made.push({ pk, slug: front, name, provider, backchannel_providers: [] });
    }
    if (typeof back === "string") {
      const name = text(row, "assigned_backchannel_application_name");
      const pk = keys.get(back) ?? back;
      made.push({ pk, slug: back, name, provider: null, backchannel_providers: [provider] });
    }
    return made;
  });
}

function redirectUris(value: Json | undefined): RedirectUri[] {
  const redirect_uri_type = "authorization";
  if (typeof value === "string") {
    const lines = value === "" ? [] : value.split("\n");
    return lines.map((url) => ({ matching_mode: "strict", url, redirect_uri_type }));
  }
  return objects({ value: value ?? [] }, "value").map((uri) => ({
    matching_mode: text(uri, "matching_mode") as RedirectUri["matching_mode"],
    url: text(uri, "url"),
    redirect_uri_type,
  }));
}

function providerOf(row: JsonFields, kind: ProviderEntity["kind"]): ProviderEntity {
  const federated = row["jwt_federation_providers"];
  return {
    pk: number(row, "pk"),
    kind,
    name: text(row, "name"),
    authentication_flow: optional(row, "authentication_flow"),
    authorization_flow: text(row, "authorization_flow"),
    invalidation_flow: text(row, "invalidation_flow"),
    property_mappings: texts(row, "property_mappings"),
    client_type: text(row, "client_type") as ProviderEntity["client_type"],
    client_id: text(row, "client_id"),
    client_secret: text(row, "client_secret"),
    access_code_validity: text(row, "access_code_validity"),
    access_token_validity: text(row, "access_token_validity"),
    refresh_token_validity: text(row, "refresh_token_validity"),
    refresh_token_threshold: text(row, "refresh_token_threshold"),
    include_claims_in_id_token: row["include_claims_in_id_token"] === true,
    signing_key: optional(row, "signing_key"),
    encryption_key: optional(row, "encryption_key"),
    redirect_uris: redirectUris(row["redirect_uris"]),
    logout_uri: text(row, "logout_uri"),
    logout_method: text(row, "logout_method") as ProviderEntity["logout_method"],
    sub_mode: text(row, "sub_mode"),
    issuer_mode: text(row, "issuer_mode"),
    jwt_federation_sources: texts(row, "jwt_federation_sources").concat(texts(row, "jwks_sources")),
    jwt_federation_providers: Array.isArray(federated) ? federated.map(Number) : [],
    grant_types: [],
  };
}

function sourceOf(row: JsonFields, oauth: JsonFields | undefined): SourceEntity {
  const kind = /^ak-source-(.*)-form$/.exec(text(row, "component"))?.[1] ?? "";
  // Before `icon_url` there was only the address, which here is always the type's own picture.
  const icon = "icon_url" in row ? text(row, "icon") : "";
  return {
    pk: text(row, "pk"),
    kind: kind as SourceKind,
    name: text(row, "name"),
    slug: text(row, "slug"),
    enabled: row["enabled"] === true,
    promoted: row["promoted"] === true,
    authentication_flow: optional(row, "authentication_flow"),
    enrollment_flow: optional(row, "enrollment_flow"),
    user_property_mappings: texts(row, "user_property_mappings"),
    group_property_mappings: texts(row, "group_property_mappings"),
    policy_engine_mode: text(row, "policy_engine_mode") as SourceEntity["policy_engine_mode"],
    user_matching_mode: text(row, "user_matching_mode"),
    managed: optional(row, "managed"),
    user_path_template: text(row, "user_path_template"),
    icon,
    oauth: oauth === undefined ? null : oauthFields(oauth),
  };
}

function oauthFields(row: JsonFields): NonNullable<SourceEntity["oauth"]> {
  type Fields = NonNullable<SourceEntity["oauth"]>;
  return {
    group_matching_mode: text(row, "group_matching_mode"),
    provider_type: text(row, "provider_type"),
    request_token_url: optional(row, "request_token_url"),
    authorization_url: optional(row, "authorization_url"),
    access_token_url: optional(row, "access_token_url"),
    profile_url: optional(row, "profile_url"),
    pkce: text(row, "pkce") as Fields["pkce"],
    consumer_key: text(row, "consumer_key"),
    additional_scopes: text(row, "additional_scopes"),
    oidc_well_known_url: text(row, "oidc_well_known_url"),
    oidc_jwks_url: text(row, "oidc_jwks_url"),
    oidc_jwks: fields(row, "oidc_jwks"),
    authorization_code_auth_method: text(
      row,
      "authorization_code_auth_method",
    ) as Fields["authorization_code_auth_method"],
  };
}

/** What connections of groups and of users have in common. */
function linkOf(row: JsonFields): Omit<GroupConnectionEntity, "group"> {
  const source = row["source"];
  return {
    pk: number(row, "pk"),
    source: isFields(source) ? text(source, "pk") : text(row, "source"),
    identifier: text(row, "identifier"),
    created: moment(row["created"]) ?? UNKNOWN,
    last_updated: moment(row["last_updated"]) ?? UNKNOWN,
  };
}

function tokenOf(row: JsonFields): TokenEntity {
  const claims = text(row, "id_token");
  return {
    ...codeOf(row),
    revoked: row["revoked"] === true,
    id_token: claims === "" ? null : (JSON.parse(claims) as JsonFields),
  };
}

function codeOf(row: JsonFields): AuthorizationCodeEntity {
  const expires = moment(row["expires"]);
  const seen = instant(Date.parse(text(row, "seen")));
  const past = expires !== null && expires < seen;
  return {
    pk: number(row, "pk"),
    provider: number(fields(row, "provider"), "pk"),
    user: number(fields(row, "user"), "pk"),
    expires,
    // Not told: a row that is past its time, or has none, and is not expired never will be.
    expiring: expires !== null && (!past || row["is_expired"] === true),
    scope: texts(row, "scope"),
  };
}

function text(row: JsonFields, field: string): string {
  const value = row[field];
  return typeof value === "string" ? value : "";
}

function optional(row: JsonFields, field: string): string | null {
  const value = row[field];
  return typeof value === "string" ? value : null;
}

function number(row: JsonFields, field: string): number {
  return Number(row[field]);
}

function fields(row: JsonFields, field: string): JsonFields {
  const value = row[field];
  return isFields(value) ? value : {};
}

function texts(row: JsonFields, field: string): string[] {
  const value = row[field];
  return Array.isArray(value) ? value.map(String) : [];
}

function objects(row: JsonFields, field: string): JsonFields[] {
  const value = row[field];
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function moment(value: Json | undefined): Instant | null {
  return typeof value === "string" ? toInstant(value) : null;
}
