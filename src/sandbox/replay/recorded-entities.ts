/** Builds users, groups, applications and providers from recorded rows. */
import type { Json, JsonFields } from "../http/json-fields.ts";
import { instant, type Instant } from "../rules/instant.ts";
import type {
  ApplicationEntity,
  GroupEntity,
  ProviderEntity,
  RedirectUriEntity,
  RoleEntity,
  UserEntity,
  UserType,
} from "../world/entities.ts";
import {
  fieldsOf,
  instantOf,
  numberOf,
  objectsOf,
  optionalText,
  textOf,
  textsOf,
} from "./recorded-fields.ts";
import type { RecordedRows } from "./recorded-rows.ts";

/** Stands in for times that older versions do not send. */
const UNKNOWN: Instant = instant(0);

export function recordedUser(row: JsonFields): UserEntity {
  return {
    pk: numberOf(row, "pk"),
    uuid: textOf(row, "uuid"),
    username: textOf(row, "username"),
    name: textOf(row, "name"),
    email: textOf(row, "email"),
    is_active: row["is_active"] === true,
    last_login: instantOf(row["last_login"]),
    date_joined: instantOf(row["date_joined"]) ?? UNKNOWN,
    last_updated: instantOf(row["last_updated"]) ?? UNKNOWN,
    password_change_date: instantOf(row["password_change_date"]) ?? UNKNOWN,
    is_superuser: row["is_superuser"] === true,
    groups: textsOf(row, "groups"),
    roles: textsOf(row, "roles"),
    avatar: textOf(row, "avatar"),
    attributes: fieldsOf(row, "attributes"),
    uid: textOf(row, "uid"),
    path: textOf(row, "path"),
    type: textOf(row, "type") as UserType,
  };
}

export function recordedGroup(row: JsonFields): GroupEntity {
  const parent = row["parent"];
  return {
    pk: textOf(row, "pk"),
    name: textOf(row, "name"),
    is_superuser: row["is_superuser"] === true,
    parents: typeof parent === "string" ? [parent] : textsOf(row, "parents"),
    roles: textsOf(row, "roles"),
    attributes: fieldsOf(row, "attributes"),
  };
}

export function recordedRoles(rows: RecordedRows): RoleEntity[] {
  const found = new Map<string, RoleEntity>();
  for (const row of [...rows.groups, ...rows.users]) {
    for (const role of objectsOf(row, "roles_obj")) {
      found.set(textOf(role, "pk"), { pk: textOf(role, "pk"), name: textOf(role, "name") });
    }
  }
  return [...found.values()];
}

export function recordedApplications(rows: RecordedRows): ApplicationEntity[] {
  const keys = new Map(rows.applications.map((row) => [textOf(row, "slug"), textOf(row, "pk")]));
  return rows.oauth2_providers.flatMap((row): ApplicationEntity[] => {
    const provider = numberOf(row, "pk");
    const front = row["assigned_application_slug"];
    const back = row["assigned_backchannel_application_slug"];
    const made: ApplicationEntity[] = [];
    if (typeof front === "string") {
      const name = textOf(row, "assigned_application_name");
      const pk = keys.get(front) ?? front;
      made.push({ pk, slug: front, name, provider, backchannel_providers: [] });
    }
    if (typeof back === "string") {
      const name = textOf(row, "assigned_backchannel_application_name");
      const pk = keys.get(back) ?? back;
      made.push({ pk, slug: back, name, provider: null, backchannel_providers: [provider] });
    }
    return made;
  });
}

function redirectUris(value: Json | undefined): RedirectUriEntity[] {
  const redirect_uri_type = "authorization";
  if (typeof value === "string") {
    const lines = value === "" ? [] : value.split("\n");
    return lines.map((url) => ({ matching_mode: "strict", url, redirect_uri_type }));
  }
  return objectsOf({ value: value ?? [] }, "value").map((uri) => ({
    matching_mode: textOf(uri, "matching_mode") as RedirectUriEntity["matching_mode"],
    url: textOf(uri, "url"),
    redirect_uri_type,
  }));
}

export function recordedProvider(row: JsonFields, kind: ProviderEntity["kind"]): ProviderEntity {
  const federated = row["jwt_federation_providers"];
  return {
    pk: numberOf(row, "pk"),
    kind,
    name: textOf(row, "name"),
    authentication_flow: optionalText(row, "authentication_flow"),
    authorization_flow: textOf(row, "authorization_flow"),
    invalidation_flow: textOf(row, "invalidation_flow"),
    property_mappings: textsOf(row, "property_mappings"),
    client_type: textOf(row, "client_type") as ProviderEntity["client_type"],
    client_id: textOf(row, "client_id"),
    client_secret: textOf(row, "client_secret"),
    access_code_validity: textOf(row, "access_code_validity"),
    access_token_validity: textOf(row, "access_token_validity"),
    refresh_token_validity: textOf(row, "refresh_token_validity"),
    refresh_token_threshold: textOf(row, "refresh_token_threshold"),
    include_claims_in_id_token: row["include_claims_in_id_token"] === true,
    signing_key: optionalText(row, "signing_key"),
    encryption_key: optionalText(row, "encryption_key"),
    redirect_uris: redirectUris(row["redirect_uris"]),
    logout_uri: textOf(row, "logout_uri"),
    logout_method: textOf(row, "logout_method") as ProviderEntity["logout_method"],
    sub_mode: textOf(row, "sub_mode"),
    issuer_mode: textOf(row, "issuer_mode"),
    jwt_federation_sources: textsOf(row, "jwt_federation_sources").concat(
      textsOf(row, "jwks_sources"),
    ),
    jwt_federation_providers: Array.isArray(federated) ? federated.map(Number) : [],
    grant_types: [],
  };
}
