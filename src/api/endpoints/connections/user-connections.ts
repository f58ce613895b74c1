import { getPage } from "../../endpoint.ts";
import type { ListAnswer } from "../../list-answer.ts";
import { readUserConnection, type UserConnection } from "../../wire/connections/user-connection.ts";
import { defineConnections } from "./define-connections.ts";

const PATH = "sources/user_connections/";

/**
 * The connections of users, with sources of all types: those of all users if the caller has the permission, else the
 * caller's own. Filters: `user` (id), `source__slug` (exact), `type`.
 */
export const userConnectionsEndpoint = defineConnections({
  name: "user-connections",
  path: PATH,
  read: readUserConnection,
});

/** The first 100 OAuth connections of users, and how many there are. @throws ApiError as `getPage`. */
export function fetchOAuthUserConnections(
  signal?: AbortSignal,
): Promise<ListAnswer<UserConnection>> {
  const request = { ordering: "pk", page_size: "100" };
  return getPage(`${PATH}oauth/`, request, readUserConnection, signal);
}
