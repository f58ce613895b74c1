import type { Route, SandboxState } from "../../http/call.ts";
import { byObject, byText } from "../../rules/read-filters.ts";
import type { EndpointDefinition } from "../../rules/endpoint-definition.ts";
import { writeDeletion } from "../../events/write-deletion.ts";
import type { GroupConnectionEntity } from "../../world/source-entities.ts";
import { writeGroupConnection } from "../serializers/serialize-connection.ts";
import { connectionFields } from "./connection-fields.ts";
import {
  connectionColumns,
  connectionCost,
  connectionRoutes,
  isListed,
  type ListKind,
  listNames,
  slugsOf,
} from "./connection-lists.ts";
import { changeConnection, createConnection } from "./connection-writes.ts";

type Row = GroupConnectionEntity;

/** `sources/group_connections/…`: for each source type of the version, and for all. */
export function groupConnectionRoutes(state: SandboxState): readonly Route[] {
  return state.version.rules.group_connection_lists.flatMap((kind) =>
    connectionRoutes(kind, serveGroupConnections(state, kind)),
  );
}

function serveGroupConnections(state: SandboxState, kind: ListKind): EndpointDefinition<Row> {
  const { worldIndex, version } = state;
  const { rules } = version;
  const { view, ...names } = listNames("group", kind);
  const slugOf = slugsOf(state);
  const belongs = isListed(kind, rules.group_connection_lists);
  const texts: Readonly<Record<(typeof rules.connection_search)[number], (row: Row) => string>> = {
    name: (row) => worldIndex.groups.get(row.group)?.name ?? "",
    source__slug: slugOf,
    identifier: (row) => row.identifier,
  };
  const isWritable = kind !== "all" && (kind !== "saml" || rules.saml_connection_post);
  return {
    ...names,
    description: rules.connection_writes ? "" : "Group-source connection Viewset",
    key: "number",
    guard: { by: "permission", view, failsForOthers: rules.connections_of_others === "fault" },
    find(_call, key) {
      const row = worldIndex.connections.get(Number(key));
      return row && belongs(row) ? row : undefined;
    },
    listAllow: isWritable ? ["GET", "POST"] : ["GET"],
    allow: ["GET", "PUT", "PATCH", "DELETE"],
    ...(isWritable && { post: createConnection(kind), fields: connectionFields(version) }),
    change: changeConnection,
    remove(call, row) {
      writeDeletion(call, row, "group");
      worldIndex.connections.delete(row.pk);
      return { status: 204, cost: 40 };
    },
    list: {
      rows: () => [...worldIndex.connections.values()].filter(belongs),
      filters: [
        byObject(
          "group",
          (pk) => worldIndex.groups.has(pk),
          (row) => row.group,
        ),
        byText("source__slug", slugOf),
      ],
      columns: {
        ...connectionColumns(version.has("connection", "last_updated")),
        group: { of: (row) => row.group },
      },
      orderingFaults: rules.connection_ordering_faults,
      defaultOrder: ["source__slug", "pk"],
      defaultColumns: { source__slug: { of: slugOf } },
      searched: (row) => rules.connection_search.map((name) => texts[name](row)),
      write: writeGroupConnection,
      cost: connectionCost,
    },
  };
}
