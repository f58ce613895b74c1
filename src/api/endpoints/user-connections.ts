import { getPage } from "../endpoint.ts";
import type { ListAnswer } from "../list-answer.ts";
import { readUserConnection, type UserConnection } from "../wire/connections/user-connection.ts";

const PATH = "sources/user_connections/oauth/";

/**
 * The first 100 OAuth connections of users, and how many there are: those of all users if the caller has the
 * permission, else the caller's own.
 *
 * @throws ApiError as `getPage`.
 */
export function fetchUserConnections(signal?: AbortSignal): Promise<ListAnswer<UserConnection>> {
  return getPage(PATH, { ordering: "pk", page_size: "100" }, readUserConnection, signal);
}
