import { defineEndpoint } from "../../endpoint.ts";
import { readGroupConnection } from "../../wire/connections/group-connection.ts";
import { defineConnections } from "./define-connections.ts";

const PATH = "sources/group_connections/";

/** The connections of groups, with sources of all types. Filters: `group` (uuid), `source__slug` (exact), `type`. */
export const groupConnectionsEndpoint = defineConnections({
  name: "group-connections",
  path: PATH,
  read: readGroupConnection,
});

/** Those with OAuth sources only. */
export const sourceConnectionsEndpoint = defineEndpoint({
  name: "source-connections",
  path: `${PATH}oauth/`,
  read: readGroupConnection,
});
