import type { Call, Installation } from "../http/call.ts";
import { byNumber, byText } from "../rules/read-filters.ts";
import type { Columns } from "../rules/ordering.ts";
import type { Resource } from "../rules/endpoint.ts";
import type { UserConnectionEntity } from "../world/source-entities.ts";
import { writeUserConnection } from "./serializers/serialize-connection.ts";

type Row = UserConnectionEntity;

/** `sources/user_connections/oauth`: one's own, or everybody's by permission. */
export function userConnectionsResource(installation: Installation): Resource<Row> {
  const { facts, version } = installation;
  const { userConnections } = facts;
  const slugOf = (row: Row): string => facts.sources.get(row.source)?.slug ?? "";
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
      orAll: version.rules.user_connections_by_permission,
    },
    find: (_call, key) => userConnections.get(Number(key)),
    listAllow: ["GET", "POST"],
    allow: ["GET", "PUT", "PATCH", "DELETE"],
    remove(_call, row) {
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
          (pk) => facts.users.has(pk),
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
      } satisfies Columns<Row>,
      defaultOrder: ["source__slug", "pk"],
      defaultColumns: { source__slug: { of: slugOf } },
      searched: (row) => [row.identifier, slugOf(row)],
      write: writeUserConnection,
      cost: (count: number, call: Call) => 40 + call.version.rules.connection_row_ms * count,
    },
  };
}
