import type { JsonFields } from "../../http/json-fields.ts";
import type { ProviderEntity } from "../../world/entities.ts";
import { keepKnownFields, type WriteContext } from "./write-context.ts";

const OAUTH2 = {
  component: "ak-provider-oauth2-form",
  verbose_name: "OAuth2/OpenID Provider",
  verbose_name_plural: "OAuth2/OpenID Providers",
  meta_model_name: "authentik_providers_oauth2.oauth2provider",
};

const PROXY = {
  component: "ak-provider-proxy-form",
  verbose_name: "Proxy Provider",
  verbose_name_plural: "Proxy Providers",
  meta_model_name: "authentik_providers_proxy.proxyprovider",
};

/** The base class, without the type: so an application sends its back-channel providers. */
const UNTYPED = {
  component: "",
  verbose_name: "provider",
  verbose_name_plural: "providers",
  meta_model_name: "authentik_core.provider",
};

/** A back-channel provider in an application. */
export function writeUntypedProvider(context: WriteContext, provider: ProviderEntity): JsonFields {
  return baseProvider(context, provider, UNTYPED);
}

/** A row of `providers/all/`: only the fields common to all provider types. */
export function writeBaseProvider(context: WriteContext, provider: ProviderEntity): JsonFields {
  return baseProvider(context, provider, provider.kind === "proxy" ? PROXY : OAUTH2);
}

function baseProvider(
  { worldIndex, version }: WriteContext,
  provider: ProviderEntity,
  kind: typeof OAUTH2,
): JsonFields {
  const application = worldIndex.applications.get(provider.pk);
  const backchannel = worldIndex.backchannels.get(provider.pk);
  const withBackchannel = backchannel !== undefined || version.rules.no_backchannel === "null";
  return keepKnownFields(version, "provider", {
    pk: provider.pk,
    name: provider.name,
    authentication_flow: provider.authentication_flow,
    authorization_flow: provider.authorization_flow,
    invalidation_flow: provider.invalidation_flow,
    property_mappings: provider.property_mappings,
    component: kind.component,
    assigned_application_slug: application?.slug ?? null,
    assigned_application_name: application?.name ?? null,
    ...(withBackchannel && {
      assigned_backchannel_application_slug: backchannel?.slug ?? null,
      assigned_backchannel_application_name: backchannel?.name ?? null,
    }),
    verbose_name: kind.verbose_name,
    verbose_name_plural: kind.verbose_name_plural,
    meta_model_name: kind.meta_model_name,
  });
}

/** An OAuth2 provider reduced to the fields common to all provider types, as in codes and tokens since 2026.8. */
export function writeNarrowedProvider(context: WriteContext, provider: ProviderEntity): JsonFields {
  return baseProvider(context, provider, OAUTH2);
}

/** A complete OAuth2 provider, secret included. Proxy providers are written the same way. */
export function writeOAuth2Provider(context: WriteContext, provider: ProviderEntity): JsonFields {
  const { version } = context;
  return keepKnownFields(version, "oauth2_provider", {
    ...baseProvider(context, provider, OAUTH2),
    client_type: provider.client_type,
    client_id: provider.client_id,
    client_secret: provider.client_secret,
    access_code_validity: provider.access_code_validity,
    access_token_validity: provider.access_token_validity,
    refresh_token_validity: provider.refresh_token_validity,
    refresh_token_threshold: provider.refresh_token_threshold,
    include_claims_in_id_token: provider.include_claims_in_id_token,
    signing_key: provider.signing_key,
    encryption_key: provider.encryption_key,
    redirect_uris: writeRedirectUris(context, provider),
    backchannel_logout_uri: provider.logout_uri,
    logout_uri: provider.logout_uri,
    logout_method: provider.logout_method,
    sub_mode: provider.sub_mode,
    issuer_mode: provider.issuer_mode,
    jwks_sources: provider.jwt_federation_sources,
    jwt_federation_sources: provider.jwt_federation_sources,
    jwt_federation_providers: provider.jwt_federation_providers,
    grant_types: provider.grant_types,
  });
}

function writeRedirectUris({ version }: WriteContext, { redirect_uris }: ProviderEntity) {
  switch (version.rules.redirect_uris) {
    case "lines":
      return redirect_uris.map(({ url }) => url).join("\n");
    case "objects":
      return redirect_uris.map(({ matching_mode, url }) => ({ matching_mode, url }));
    case "typed":
      return redirect_uris.map(({ matching_mode, url, redirect_uri_type }) => ({
        matching_mode,
        url,
        redirect_uri_type,
      }));
  }
}
