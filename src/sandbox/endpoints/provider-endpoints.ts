import type { SandboxState } from "../http/call.ts";
import { byBoolean, byChoice, byText, type Filter } from "../rules/read-filters.ts";
import type { ProviderEntity } from "../world/entities.ts";
import type { SortColumns } from "../rules/ordering.ts";
import type { EndpointDefinition } from "../rules/endpoint-definition.ts";
import { writeBaseProvider, writeOAuth2Provider } from "./serializers/serialize-provider.ts";

type Row = ProviderEntity;

/** The ordering keys of both lists; applications sort by slug or name. */
function baseColumns({ worldIndex, version }: SandboxState): SortColumns<Row> {
  const { applications, backchannels } = worldIndex;
  return {
    pk: { of: (row) => row.pk },
    name: { of: (row) => row.name, text: true },
    authentication_flow: { of: (row) => row.authentication_flow },
    authorization_flow: { of: (row) => row.authorization_flow },
    ...(version.has("provider", "invalidation_flow") && {
      invalidation_flow: { of: (row: Row) => row.invalidation_flow },
    }),
    application__slug: { of: (row) => applications.get(row.pk)?.slug ?? null },
    application__name: { of: (row) => applications.get(row.pk)?.name ?? null, text: true },
    backchannel_application__slug: { of: (row) => backchannels.get(row.pk)?.slug ?? null },
    backchannel_application__name: {
      of: (row) => backchannels.get(row.pk)?.name ?? null,
      text: true,
    },
  };
}

/** `providers/all`: providers of every kind, without secrets. */
export function serveAllProviders(state: SandboxState): EndpointDefinition<Row> {
  const { worldIndex } = state;
  return {
    path: "providers/all",
    model: "Provider",
    name: "Provider",
    description: "Provider Viewset",
    key: "number",
    guard: { by: "permission", view: "authentik_core.view_provider" },
    find: (_call, key) => worldIndex.providers.get(Number(key)),
    listAllow: ["GET"],
    allow: ["GET", "DELETE"],
    list: {
      rows: () => [...worldIndex.providers.values()],
      filters: [
        byBoolean("application__isnull", (row) => !worldIndex.applications.has(row.pk)),
        byBoolean("backchannel", (row) => worldIndex.backchannels.has(row.pk)),
      ],
      columns: baseColumns(state),
      defaultOrder: [],
      searched: (row) => [row.name, worldIndex.applications.get(row.pk)?.name ?? ""],
      write: writeBaseProvider,
      cost: (rows) => 40 + 2 * rows,
    },
  };
}

/** `providers/oauth2`: complete OAuth2 providers with their secrets, proxy providers included. */
export function serveOAuth2Providers(state: SandboxState): EndpointDefinition<Row> {
  const { worldIndex, version } = state;
  const byApplication: Filter<Row> = {
    name: "application",
    read(value) {
      const applications = [...worldIndex.applicationsBySlug.values()];
      const application = applications.find(({ pk }) => pk === value);
      return { test: (row) => application?.provider === row.pk };
    },
  };
  return {
    path: "providers/oauth2",
    model: "OAuth2Provider",
    name: "O Auth2 Provider",
    description: "OAuth2Provider Viewset",
    key: "number",
    guard: { by: "permission", view: "authentik_providers_oauth2.view_oauth2provider" },
    find: (_call, key) => worldIndex.providers.get(Number(key)),
    listAllow: ["GET", "POST"],
    allow: ["GET", "PUT", "PATCH", "DELETE"],
    list: {
      rows: () => [...worldIndex.providers.values()],
      filters: [
        byText("name", (row) => row.name),
        byText("client_id", (row) => row.client_id),
        byApplication,
        byChoice("client_type", ["confidential", "public"], (row) => row.client_type),
        byText("access_code_validity", (row) => row.access_code_validity),
        byText("access_token_validity", (row) => row.access_token_validity),
        byText("refresh_token_validity", (row) => row.refresh_token_validity),
        byBoolean("include_claims_in_id_token", (row) => row.include_claims_in_id_token),
      ],
      columns: {
        ...baseColumns(state),
        client_type: { of: (row) => row.client_type },
        client_id: { of: (row) => row.client_id, text: true },
        client_secret: { of: (row) => row.client_secret, text: true },
        access_code_validity: { of: (row) => row.access_code_validity },
        access_token_validity: { of: (row) => row.access_token_validity },
        refresh_token_validity: { of: (row) => row.refresh_token_validity },
        include_claims_in_id_token: { of: (row) => row.include_claims_in_id_token },
        signing_key: { of: (row) => row.signing_key },
        ...(version.has("oauth2_provider", "encryption_key") && {
          encryption_key: { of: (row) => row.encryption_key },
        }),
        sub_mode: { of: (row) => row.sub_mode },
        issuer_mode: { of: (row) => row.issuer_mode },
      } satisfies SortColumns<Row>,
      defaultOrder: ["name"],
      searched: (row) => [row.name],
      write: writeOAuth2Provider,
      cost: (rows) => 40 + 4 * rows,
    },
  };
}
