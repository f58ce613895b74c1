import type { Call, SandboxState } from "../http/call.ts";
import { byNumber, byText } from "../rules/read-filters.ts";
import type { SortColumns } from "../rules/ordering.ts";
import { writeDeletion } from "../events/write-deletion.ts";
import type { EndpointDefinition } from "../rules/endpoint-definition.ts";
import type { UserConnectionEntity } from "../world/source-entities.ts";
import { writeUserConnection } from "./serializers/serialize-connection.ts";

type Row = UserConnectionEntity;

/** `sources/user_connections/oauth`: the caller's own rows, or everyone's with the view permission. */
export function serveUserConnections(state: SandboxState): EndpointDefinition<Row> {
  const { worldIndex, version } = state;
  const { userConnections } = worldIndex;
  const slugOf = (row: Row): string => worldIndex.sources.get(row.source)?.slug ?? "";
  return {
    path: "sources/user_connections/oauth",
    model: "UserOAuthSourceConnection",
    name: "User O Auth Source Connection",
    description: version.rules.connection_writes ? "" : "Source Viewset",
    key: "number",
    guard: {
      by: "owner",
      owner: (row) => row.user,
      view: "authentik_sources_oauth.view_useroauthsourceconnection",
      permissionShowsAll: version.rules.user_connections_by_permission,
    },
    find: (_call, key) => userConnections.get(Number(key)),
    listAllow: ["GET", "POST"],
    allow: ["GET", "PUT", "PATCH", "DELETE"],
    remove(call, row) {
      writeDeletion(call, row.pk, "useroauthsourceconnection");
      userConnections.delete(row.pk);
      return { status: 204, cost: 40 };
    },
    list: {
      rows(_call, owner) {
        const rows = [...userConnections.values()];
        return owner === null ? rows : rows.filter((row) => row.user === owner);
      },
      filters: [
        byNumber(
          "user",
          (pk) => worldIndex.users.has(pk),
          (row) => row.user,
        ),
        byText("source__slug", slugOf),
      ],
      columns: {
        pk: { of: (row) => row.pk },
        user: { of: (row) => row.user },
        source: { of: (row) => row.source },
        identifier: { of: (row) => row.identifier, text: true },
        created: { of: (row) => row.created },
        ...(version.has("user_connection", "last_updated") && {
          last_updated: { of: (row) => row.last_updated },
        }),
        ...(version.has("user_connection", "expires") && {
          expires: { of: (row) => row.expires },
        }),
      } satisfies SortColumns<Row>,
      defaultOrder: ["source__slug", "pk"],
      defaultColumns: { source__slug: { of: slugOf } },
      searched: (row) => [row.identifier, slugOf(row)],
      write: writeUserConnection,
      cost: (count: number, call: Call) => 40 + call.version.rules.connection_row_ms * count,
    },
  };
}
