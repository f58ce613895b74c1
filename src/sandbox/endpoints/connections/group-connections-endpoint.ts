import type { Route, SandboxState } from "../../http/call.ts";
import { byObject } from "../../rules/read-filters.ts";
import type { EndpointDefinition } from "../../rules/endpoint-definition.ts";
import type { GroupConnectionEntity } from "../../world/source-entities.ts";
import { writeGroupConnection } from "../serializers/serialize-connection.ts";
import { connectionFields } from "./connection-fields.ts";
import {
  connectionColumns,
  connectionList,
  connectionRoutes,
  type ListKind,
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
  const { view, bySlug, rows, endpoint, list } = connectionList<Row>(state, kind, {
    owner: "group",
    all: worldIndex.connections,
    offered: rules.group_connection_lists,
    nameOf: (row) => worldIndex.groups.get(row.group)?.name ?? "",
  });
  const isWritable = kind !== "all" && (kind !== "saml" || rules.saml_connection_post);
  return {
    ...endpoint,
    description: rules.connection_writes ? "" : "Group-source connection Viewset",
    guard: { by: "permission", view, failsForOthers: rules.connections_of_others === "fault" },
    listAllow: isWritable ? ["GET", "POST"] : ["GET"],
    ...(isWritable && { post: createConnection(kind), fields: connectionFields(version) }),
    change: changeConnection,
    list: {
      ...list,
      rows,
      filters: [
        byObject(
          "group",
          (pk) => worldIndex.groups.has(pk),
          (row) => row.group,
        ),
        bySlug,
      ],
      columns: {
        ...connectionColumns(version.has("connection", "last_updated")),
        group: { of: (row) => row.group },
      },
      orderingFaults: rules.connection_ordering_faults,
      write: writeGroupConnection,
    },
  };
}
