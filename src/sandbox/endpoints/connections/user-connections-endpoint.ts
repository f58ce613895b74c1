import { ServerFault } from "../../http/answer.ts";
import type { Call, Route, SandboxState } from "../../http/call.ts";
import { requireCaller } from "../../rules/access.ts";
import { byNumber } from "../../rules/read-filters.ts";
import type { EndpointDefinition } from "../../rules/endpoint-definition.ts";
import type { UserConnectionEntity } from "../../world/source-entities.ts";
import {
  writeAnyUserConnection,
  writeUserConnection,
} from "../serializers/serialize-connection.ts";
import {
  connectionColumns,
  connectionList,
  connectionRoutes,
  type ListKind,
} from "./connection-lists.ts";

type Row = UserConnectionEntity;

/** `sources/user_connections/…`: for each source type of the version, and for all. */
export function userConnectionRoutes(state: SandboxState): readonly Route[] {
  return state.version.rules.user_connection_lists.flatMap((kind) => {
    const routes = connectionRoutes(kind, serveUserConnections(state, kind));
    if (kind !== "all") return routes;
    return routes.map((route) =>
      route.name.endsWith("Instance") ? { ...route, authorize: requireSignedIn } : route,
    );
  });
}

/** For one object of the list of all. */
function requireSignedIn(call: Call): void {
  if (call.caller !== null) return;
  if (call.version.rules.any_user_connection_signed_out === "fault") throw new ServerFault();
  requireCaller(call);
}

/** The caller's own rows, or everyone's with the view permission. */
function serveUserConnections(state: SandboxState, kind: ListKind): EndpointDefinition<Row> {
  const { worldIndex, version } = state;
  const { rules } = version;
  const { view, bySlug, rows, endpoint, list } = connectionList<Row>(state, kind, {
    owner: "user",
    all: worldIndex.userConnections,
    offered: rules.user_connection_lists,
    nameOf: (row) => worldIndex.users.get(row.user)?.username ?? "",
  });
  const { identifier, ...columns } = connectionColumns(
    version.has("user_connection", "last_updated"),
  );
  const hasIdentifier = kind !== "all" || version.has("any_user_connection", "identifier");
  return {
    ...endpoint,
    description: rules.connection_writes ? "" : "Source Viewset",
    guard: {
      by: "owner",
      owner: (row) => row.user,
      view,
      permissionShowsAll: rules.user_connections_by_permission,
    },
    listAllow: kind === "all" ? ["GET"] : ["GET", "POST"],
    list: {
      ...list,
      rows: (_call, owner) => rows().filter((row) => owner === null || row.user === owner),
      filters: [
        byNumber(
          "user",
          (pk) => worldIndex.users.has(pk),
          (row) => row.user,
        ),
        bySlug,
      ],
      columns: {
        ...columns,
        ...(hasIdentifier && identifier && { identifier }),
        user: { of: (row) => row.user },
        ...(kind === "oauth" &&
          version.has("user_connection", "expires") && {
            expires: { of: (row: Row) => row.expires },
          }),
      },
      write: kind === "all" ? writeAnyUserConnection : writeUserConnection,
    },
  };
}
