import type { SandboxState } from "../http/call.ts";
import type { JsonFields } from "../http/json-fields.ts";
import type { EndpointDefinition } from "../rules/endpoint-definition.ts";
import { byText, byUuid } from "../rules/read-filters.ts";
import type { FlowEntity, ScopeMappingEntity } from "../world/invent-flows.ts";

const BACKGROUND = "/static/dist/assets/images/flow_background.jpg";

/** `flows/instances`: which flow has which key. */
export function serveFlows({ worldIndex, version }: SandboxState): EndpointDefinition<FlowEntity> {
  const { flows } = worldIndex.world;
  const isUrl = version.rules.source_icon === "url";
  return {
    path: "flows/instances",
    model: "Flow",
    name: "Flow",
    description: "Flow Viewset",
    key: "text",
    guard: { by: "permission", view: "authentik_flows.view_flow" },
    find: (_call, key) => flows.find(({ slug }) => slug === key),
    listAllow: ["GET", "POST"],
    allow: ["GET", "PUT", "PATCH", "DELETE"],
    list: {
      rows: () => flows,
      filters: [
        byText("slug", (flow) => flow.slug),
        byText("name", (flow) => flow.name),
        byText("designation", (flow) => flow.designation),
        byUuid("flow_uuid", (flow) => flow.pk),
      ],
      columns: {
        slug: { of: (flow) => flow.slug },
        name: { of: (flow) => flow.name, text: true },
      },
      defaultOrder: [],
      searched: (flow) => [flow.name, flow.slug, flow.designation, flow.title],
      write: (_call, flow): JsonFields => ({
        pk: flow.pk,
        policybindingmodel_ptr_id: flow.binding,
        name: flow.name,
        slug: flow.slug,
        title: flow.title,
        designation: flow.designation,
        background: isUrl ? BACKGROUND : "",
        ...(!isUrl && { background_url: BACKGROUND, background_themed_urls: null }),
        stages: [],
        policies: [],
        cache_count: 0,
        policy_engine_mode: "any",
        compatibility_mode: false,
        export_url: `/api/v3/flows/instances/${flow.slug}/export/`,
        layout: "stacked",
        denied_action: "message_continue",
        authentication: flow.authentication,
      }),
      cost: (rows) => 40 + 2 * rows,
    },
  };
}

/** `propertymappings/provider/scope`: which mapping grants which scope. */
export function serveScopeMappings({
  worldIndex,
}: SandboxState): EndpointDefinition<ScopeMappingEntity> {
  const { scopeMappings } = worldIndex.world;
  return {
    path: "propertymappings/provider/scope",
    model: "ScopeMapping",
    name: "Scope Mapping",
    description: "ScopeMapping Viewset",
    key: "uuid",
    guard: { by: "permission", view: "authentik_providers_oauth2.view_scopemapping" },
    find: (_call, key) => scopeMappings.find(({ pk }) => pk === key),
    listAllow: ["GET", "POST"],
    allow: ["GET", "PUT", "PATCH", "DELETE"],
    list: {
      rows: () => scopeMappings,
      filters: [
        byText("name", (mapping) => mapping.name),
        byText("scope_name", (mapping) => mapping.scope_name),
        byText("managed", (mapping) => mapping.managed),
      ],
      columns: { scope_name: { of: (mapping) => mapping.scope_name } },
      defaultOrder: ["scope_name"],
      write: (_call, mapping): JsonFields => ({
        pk: mapping.pk,
        managed: mapping.managed,
        name: mapping.name,
        expression: "return {}",
        component: "ak-property-mapping-provider-scope-form",
        verbose_name: "Scope Mapping",
        verbose_name_plural: "Scope Mappings",
        meta_model_name: "authentik_providers_oauth2.scopemapping",
        scope_name: mapping.scope_name,
        description: "",
      }),
      cost: (rows) => 40 + 2 * rows,
    },
  };
}
