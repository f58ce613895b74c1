import type { SandboxState } from "../http/call.ts";
import { byBoolean, byText, byUuid, type Filter } from "../rules/read-filters.ts";
import type { OAuthSourceFields, SourceEntity } from "../world/source-entities.ts";
import type { SortColumns } from "../rules/ordering.ts";
import type { EndpointDefinition } from "../rules/endpoint-definition.ts";
import { writeOAuthSource, writeSource } from "./serializers/serialize-source.ts";

type OAuthSource = SourceEntity & { readonly oauth: OAuthSourceFields };

function baseColumns({ version }: SandboxState): SortColumns<SourceEntity> {
  return {
    pk: { of: (source) => source.pk },
    name: { of: (source) => source.name, text: true },
    slug: { of: (source) => source.slug },
    enabled: { of: (source) => source.enabled },
    ...(version.has("source", "promoted") && {
      promoted: { of: (source: SourceEntity) => source.promoted },
    }),
    authentication_flow: { of: (source) => source.authentication_flow },
    enrollment_flow: { of: (source) => source.enrollment_flow },
    policy_engine_mode: { of: (source) => source.policy_engine_mode },
    user_matching_mode: { of: (source) => source.user_matching_mode },
    managed: { of: (source) => source.managed },
    user_path_template: { of: (source) => source.user_path_template, text: true },
  };
}

function baseFilters({ version }: SandboxState): readonly Filter<SourceEntity>[] {
  return [
    byText("slug", (source) => source.slug),
    byText("name", (source) => source.name),
    ...(version.rules.source_uuid_filter
      ? [byUuid("pbm_uuid", (source: SourceEntity) => source.pk)]
      : []),
  ];
}

function cost(rows: number): number {
  return 40 + 2 * rows;
}

/** `sources/all`: has no default ordering. A single source is looked up by slug, not by uuid. */
export function serveAllSources(state: SandboxState): EndpointDefinition<SourceEntity> {
  const { worldIndex } = state;
  const sources = (): SourceEntity[] => [...worldIndex.sources.values()];
  return {
    path: "sources/all",
    model: "Source",
    name: "Source",
    description: "Source Viewset",
    key: "text",
    guard: { by: "permission", view: "authentik_core.view_source" },
    find: (_call, key) => sources().find(({ slug }) => slug === key),
    listAllow: ["GET"],
    allow: ["GET", "DELETE"],
    list: {
      rows: sources,
      filters: [...baseFilters(state), byText("managed", (source) => source.managed)],
      columns: baseColumns(state),
      defaultOrder: [],
      searched: (source) => [source.slug, source.name],
      write: writeSource,
      cost,
    },
  };
}

export function serveOAuthSources(state: SandboxState): EndpointDefinition<OAuthSource> {
  const { worldIndex } = state;
  const sources = (): OAuthSource[] =>
    [...worldIndex.sources.values()].filter(
      (source): source is OAuthSource => source.oauth !== null,
    );
  return {
    path: "sources/oauth",
    model: "OAuthSource",
    name: "O Auth Source",
    description: "Source Viewset",
    key: "text",
    guard: { by: "permission", view: "authentik_sources_oauth.view_oauthsource" },
    find: (_call, key) => sources().find(({ slug }) => slug === key),
    listAllow: ["GET", "POST"],
    allow: ["GET", "PUT", "PATCH", "DELETE"],
    list: {
      rows: sources,
      filters: [
        ...baseFilters(state),
        byBoolean("enabled", (source) => source.enabled),
        byText("provider_type", (source) => source.oauth.provider_type),
        byText("consumer_key", (source) => source.oauth.consumer_key),
      ],
      columns: {
        ...baseColumns(state),
        group_matching_mode: { of: (source) => source.oauth.group_matching_mode },
        provider_type: { of: (source) => source.oauth.provider_type },
        request_token_url: { of: (source) => source.oauth.request_token_url },
        authorization_url: { of: (source) => source.oauth.authorization_url },
        access_token_url: { of: (source) => source.oauth.access_token_url },
        profile_url: { of: (source) => source.oauth.profile_url },
        consumer_key: { of: (source) => source.oauth.consumer_key, text: true },
        additional_scopes: { of: (source) => source.oauth.additional_scopes, text: true },
        oidc_well_known_url: { of: (source) => source.oauth.oidc_well_known_url },
        oidc_jwks_url: { of: (source) => source.oauth.oidc_jwks_url },
      },
      defaultOrder: ["name"],
      searched: (source) => [source.name, source.slug],
      write: writeOAuthSource,
      cost,
    },
  };
}
