import type { Route, SandboxState } from "../http/call.ts";
import { answerList } from "../rules/answer-list.ts";
import { routesOf, type EndpointDefinition } from "../rules/endpoint-definition.ts";
import { byText } from "../rules/read-filters.ts";
import { applicationWrites } from "../writes/application-writes.ts";
import type { ApplicationEntity } from "../world/entities.ts";
import { writeApplication } from "./serializers/serialize-application.ts";

/**
 * `core/applications`. Everybody sees the list of those they may sign in to: here all, so that `superuser_full_list`
 * changes nothing. A single one needs the permission.
 */
export function applicationRoutes(state: SandboxState): readonly Route[] {
  const endpoint = serveApplications(state);
  const [list, ...others] = routesOf(endpoint);
  if (list === undefined) return others;
  const GET = (call: Parameters<typeof answerList>[1]) => answerList(endpoint.list, call, null);
  return [{ ...list, handlers: { ...list.handlers, GET } }, ...others];
}

function serveApplications({ worldIndex }: SandboxState): EndpointDefinition<ApplicationEntity> {
  return {
    path: "core/applications",
    model: "Application",
    name: "Application",
    description: "Application Viewset",
    key: "text",
    guard: { by: "permission", view: "authentik_core.view_application" },
    find: (_call, key) => worldIndex.applicationsBySlug.get(key),
    listAllow: ["GET", "POST"],
    allow: ["GET", "PUT", "PATCH", "DELETE"],
    ...applicationWrites,
    list: {
      rows: () => [...worldIndex.applicationsBySlug.values()],
      filters: [byText("name", (row) => row.name), byText("slug", (row) => row.slug)],
      columns: {
        pk: { of: (row) => row.pk },
        name: { of: (row) => row.name, text: true },
        slug: { of: (row) => row.slug, text: true },
        provider: { of: (row) => row.provider },
      },
      defaultOrder: ["name", "pk"],
      searched: (row) => [row.name, row.slug],
      write: writeApplication,
      cost: (rows) => 40 + 3 * rows,
    },
  };
}
