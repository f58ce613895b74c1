import { ServerFault } from "../../http/answer.ts";
import type { Call, Route, SandboxState } from "../../http/call.ts";
import { requireCaller } from "../../rules/access.ts";
import { byNumber, byText } from "../../rules/read-filters.ts";
import type { EndpointDefinition } from "../../rules/endpoint-definition.ts";
import { writeDeletion } from "../../events/write-deletion.ts";
import type { UserConnectionEntity } from "../../world/source-entities.ts";
import {
  writeAnyUserConnection,
  writeUserConnection,
} from "../serializers/serialize-connection.ts";
import {
  connectionColumns,
  connectionCost,
  connectionRoutes,
  isListed,
  type ListKind,
  listNames,
  slugsOf,
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
  const { userConnections } = worldIndex;
  const { view, ...names } = listNames("user", kind);
  const slugOf = slugsOf(state);
  const belongs = isListed(kind, rules.user_connection_lists);
  const texts: Readonly<Record<(typeof rules.connection_search)[number], (row: Row) => string>> = {
    name: (row) => worldIndex.users.get(row.user)?.username ?? "",
    source__slug: slugOf,
    identifier: (row) => row.identifier,
  };
  const { identifier, ...columns } = connectionColumns(
    version.has("user_connection", "last_updated"),
  );
  const hasIdentifier = kind !== "all" || version.has("any_user_connection", "identifier");
  return {
    ...names,
    description: rules.connection_writes ? "" : "Source Viewset",
    key: "number",
    guard: {
      by: "owner",
      owner: (row) => row.user,
      view,
      permissionShowsAll: rules.user_connections_by_permission,
    },
    find(_call, key) {
      const row = userConnections.get(Number(key));
      return row && belongs(row) ? row : undefined;
    },
    listAllow: kind === "all" ? ["GET"] : ["GET", "POST"],
    allow: ["GET", "PUT", "PATCH", "DELETE"],
    remove(call, row) {
      writeDeletion(call, row, "user");
      userConnections.delete(row.pk);
      return { status: 204, cost: 40 };
    },
    list: {
      rows(_call, owner) {
        const rows = [...userConnections.values()].filter(belongs);
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
        ...columns,
        ...(hasIdentifier && identifier && { identifier }),
        user: { of: (row) => row.user },
        ...(kind === "oauth" &&
          version.has("user_connection", "expires") && {
            expires: { of: (row: Row) => row.expires },
          }),
      },
      defaultOrder: ["source__slug", "pk"],
      defaultColumns: { source__slug: { of: slugOf } },
      searched: (row) => rules.connection_search.map((name) => texts[name](row)),
      write: kind === "all" ? writeAnyUserConnection : writeUserConnection,
      cost: connectionCost,
    },
  };
}
