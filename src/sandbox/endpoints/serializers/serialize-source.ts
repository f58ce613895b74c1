import type { Json, JsonFields } from "../../http/json-fields.ts";
import type { OAuthSourceFields, SourceEntity, SourceKind } from "../../world/source-entities.ts";
import { keepKnownFields, type WriteContext } from "./write-context.ts";
import { SOURCE_TYPES } from "./source-types.ts";

interface Kind {
  readonly component: string;
  readonly verbose_name: string;
  readonly verbose_name_plural: string;
  readonly meta_model_name: string;
}

function kind(name: string, label: string): Kind {
  return {
    component: `ak-source-${name}-form`,
    verbose_name: `${label} Source`,
    verbose_name_plural: `${label} Sources`,
    meta_model_name: `authentik_sources_${name}.${name}source`,
  };
}

const KINDS: Readonly<Record<SourceKind, Kind>> = {
  oauth: kind("oauth", "OAuth"),
  saml: kind("saml", "SAML"),
  plex: kind("plex", "Plex"),
  ldap: kind("ldap", "LDAP"),
  kerberos: kind("kerberos", "Kerberos"),
  scim: kind("scim", "SCIM"),
  telegram: kind("telegram", "Telegram"),
};

/** A nested source is serialized as the base class, so its concrete kind is not given. */
const UNKNOWN_KIND: Kind = {
  component: "",
  verbose_name: "source",
  verbose_name_plural: "sources",
  meta_model_name: "authentik_core.source",
};

/** The only icons that are not SVG. */
const PNG_ICONS: ReadonlySet<string> = new Set(["saml", "ldap", "kerberos"]);

function ownIcon(source: SourceEntity): string {
  const name = source.oauth?.provider_type ?? source.kind;
  return `/static/authentik/sources/${name}.${PNG_ICONS.has(name) ? "png" : "svg"}`;
}

/** A row of `sources/all/`. */
export function writeSource(context: WriteContext, source: SourceEntity): JsonFields {
  return baseSource(context, source, KINDS[source.kind], source.icon || ownIcon(source));
}

/** A source nested in a connection: serialized as the base class, without its kind and usually without an icon. */
export function writeNestedSource(context: WriteContext, source: SourceEntity): JsonFields {
  return baseSource(context, source, UNKNOWN_KIND, source.icon || null);
}

function baseSource(
  { version }: WriteContext,
  source: SourceEntity,
  kindOf: Kind,
  icon: string | null,
): JsonFields {
  return keepKnownFields(version, "source", {
    pk: source.pk,
    name: source.name,
    slug: source.slug,
    enabled: source.enabled,
    promoted: source.promoted,
    authentication_flow: source.authentication_flow,
    enrollment_flow: source.enrollment_flow,
    user_property_mappings: source.user_property_mappings,
    group_property_mappings: source.group_property_mappings,
    component: kindOf.component,
    verbose_name: kindOf.verbose_name,
    verbose_name_plural: kindOf.verbose_name_plural,
    meta_model_name: kindOf.meta_model_name,
    policy_engine_mode: source.policy_engine_mode,
    user_matching_mode: source.user_matching_mode,
    managed: source.managed,
    user_path_template: source.user_path_template,
    icon: version.rules.source_icon === "url" ? icon : source.icon,
    icon_url: icon,
    icon_themed_urls: null,
  });
}

/** A row of `sources/oauth/`. */
export function writeOAuthSource(
  context: WriteContext,
  source: SourceEntity & { readonly oauth: OAuthSourceFields },
): JsonFields {
  const { worldIndex, version } = context;
  const { oauth } = source;
  return keepKnownFields(version, "oauth_source", {
    ...writeSource(context, source),
    group_matching_mode: oauth.group_matching_mode,
    provider_type: oauth.provider_type,
    request_token_url: oauth.request_token_url,
    authorization_url: oauth.authorization_url,
    access_token_url: oauth.access_token_url,
    profile_url: oauth.profile_url,
    pkce: oauth.pkce,
    consumer_key: oauth.consumer_key,
    callback_url: `${worldIndex.world.origin}/source/oauth/callback/${source.slug}/`,
    additional_scopes: oauth.additional_scopes,
    type: writeType(context, oauth.provider_type),
    oidc_well_known_url: oauth.oidc_well_known_url,
    oidc_jwks_url: oauth.oidc_jwks_url,
    oidc_jwks: oauth.oidc_jwks,
    authorization_code_auth_method: oauth.authorization_code_auth_method,
  });
}

function writeType({ version }: WriteContext, name: string): Json {
  const type = SOURCE_TYPES.get(name);
  if (type === undefined) return null;
  return name === "azuread"
    ? { ...type, oidc_well_known_url: version.rules.azuread_well_known }
    : { ...type };
}
