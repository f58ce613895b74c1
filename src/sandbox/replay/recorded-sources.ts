/** Builds sources and connections from recorded rows. */
import { isFields, type JsonFields } from "../http/json-fields.ts";
import { instant, type Instant } from "../rules/instant.ts";
import type {
  ConnectionKind,
  GroupConnectionEntity,
  SourceEntity,
  SourceKind,
} from "../world/source-entities.ts";
import { fieldsOf, instantOf, numberOf, optionalText, textOf, textsOf } from "./recorded-fields.ts";

/** Stands in for times that older versions do not send. */
const UNKNOWN: Instant = instant(0);

export function recordedSource(row: JsonFields, oauth: JsonFields | undefined): SourceEntity {
  const kind = /^ak-source-(.*)-form$/.exec(textOf(row, "component"))?.[1] ?? "";
  // Before `icon_url` existed, `icon` was a URL; in the recordings it is always the source type's own icon.
  const icon = "icon_url" in row ? textOf(row, "icon") : "";
  return {
    pk: textOf(row, "pk"),
    kind: kind as SourceKind,
    name: textOf(row, "name"),
    slug: textOf(row, "slug"),
    enabled: row["enabled"] === true,
    promoted: row["promoted"] === true,
    authentication_flow: optionalText(row, "authentication_flow"),
    enrollment_flow: optionalText(row, "enrollment_flow"),
    user_property_mappings: textsOf(row, "user_property_mappings"),
    group_property_mappings: textsOf(row, "group_property_mappings"),
    policy_engine_mode: textOf(row, "policy_engine_mode") as SourceEntity["policy_engine_mode"],
    user_matching_mode: textOf(row, "user_matching_mode"),
    managed: optionalText(row, "managed"),
    user_path_template: textOf(row, "user_path_template"),
    icon,
    oauth: oauth === undefined ? null : oauthFields(oauth),
  };
}

function oauthFields(row: JsonFields): NonNullable<SourceEntity["oauth"]> {
  type Fields = NonNullable<SourceEntity["oauth"]>;
  return {
    group_matching_mode: textOf(row, "group_matching_mode"),
    provider_type: textOf(row, "provider_type"),
    request_token_url: optionalText(row, "request_token_url"),
    authorization_url: optionalText(row, "authorization_url"),
    access_token_url: optionalText(row, "access_token_url"),
    profile_url: optionalText(row, "profile_url"),
    pkce: textOf(row, "pkce") as Fields["pkce"],
    consumer_key: textOf(row, "consumer_key"),
    additional_scopes: textOf(row, "additional_scopes"),
    oidc_well_known_url: textOf(row, "oidc_well_known_url"),
    oidc_jwks_url: textOf(row, "oidc_jwks_url"),
    oidc_jwks: fieldsOf(row, "oidc_jwks"),
    authorization_code_auth_method: textOf(
      row,
      "authorization_code_auth_method",
    ) as Fields["authorization_code_auth_method"],
  };
}

/** The fields that group and user connections share. */
export function recordedLink(row: JsonFields): Omit<GroupConnectionEntity, "group"> {
  const source = row["source"];
  return {
    kind: textOf(row, "kind") as ConnectionKind,
    pk: numberOf(row, "pk"),
    source: isFields(source) ? textOf(source, "pk") : textOf(row, "source"),
    identifier: textOf(row, "identifier"),
    created: instantOf(row["created"]) ?? UNKNOWN,
    last_updated: instantOf(row["last_updated"]) ?? UNKNOWN,
  };
}
