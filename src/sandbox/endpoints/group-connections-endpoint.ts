import type { Call, SandboxState } from "../http/call.ts";
import { changeConnection, createConnection } from "./connection-writes.ts";
import { connectionFields } from "./connection-fields.ts";
import { byObject, byText } from "../rules/read-filters.ts";
import type { GroupConnectionEntity } from "../world/source-entities.ts";
import type { SortColumns } from "../rules/ordering.ts";
import { writeDeletion } from "../events/write-deletion.ts";
import type { EndpointDefinition } from "../rules/endpoint-definition.ts";
import { writeGroupConnection } from "./serializers/serialize-connection.ts";

type Row = GroupConnectionEntity;

export function serveGroupConnections(state: SandboxState): EndpointDefinition<Row> {
  const { worldIndex, version } = state;
  const { rules } = version;
  const slugOf = (row: Row): string => worldIndex.sources.get(row.source)?.slug ?? "";
  const texts: Readonly<Record<(typeof rules.connection_search)[number], (row: Row) => string>> = {
    group__name: (row) => worldIndex.groups.get(row.group)?.name ?? "",
    source__slug: slugOf,
    identifier: (row) => row.identifier,
  };
  return {
    path: "sources/group_connections/oauth",
    model: "GroupOAuthSourceConnection",
    name: "Group O Auth Source Connection",
    description: rules.connection_writes ? "" : "Group-source connection Viewset",
    key: "number",
    guard: {
      by: "permission",
      view: "authentik_sources_oauth.view_groupoauthsourceconnection",
      failsForOthers: rules.connections_of_others === "fault",
    },
    find: (_call, key) => worldIndex.connections.get(Number(key)),
    listAllow: ["GET", "POST"],
    allow: ["GET", "PUT", "PATCH", "DELETE"],
    post: createConnection,
    change: changeConnection,
    remove(call, row) {
      writeDeletion(call, row.pk, "groupoauthsourceconnection");
      worldIndex.connections.delete(row.pk);
      return { status: 204, cost: 40 };
    },
    fields: connectionFields(version),
    usedBy: true,
    list: {
      rows: () => [...worldIndex.connections.values()],
      filters: [
        byObject(
          "group",
          (pk) => worldIndex.groups.has(pk),
          (row) => row.group,
        ),
        byText("source__slug", slugOf),
      ],
      columns: {
        pk: { of: (row) => row.pk },
        group: { of: (row) => row.group },
        source: { of: (row) => row.source },
        identifier: { of: (row) => row.identifier, text: true },
        created: { of: (row) => row.created },
        ...(version.has("connection", "last_updated") && {
          last_updated: { of: (row) => row.last_updated },
        }),
      } satisfies SortColumns<Row>,
      orderingFaults: rules.connection_ordering_faults,
      defaultOrder: ["source__slug", "pk"],
      defaultColumns: { source__slug: { of: slugOf } },
      searched: (row) => rules.connection_search.map((name) => texts[name](row)),
      write: writeGroupConnection,
      cost: (rows: number, call: Call) => 40 + call.version.rules.connection_row_ms * rows,
    },
  };
}
