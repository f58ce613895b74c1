import { queryOptions } from "@tanstack/react-query";
import { ROWS } from "../freshness.ts";
import { keys } from "../keys.ts";
import { getObject, getPage, type ListAnswer } from "../list-answer.ts";
import { listRequest, type ListRequest } from "../list-request.ts";
import { isObject, type JsonValue } from "../wire/json.ts";
import { readSourceConnection, type SourceConnection } from "../wire/group-connection.ts";

/** The resource, by its name in the console, and its path in the API. */
export const SOURCE_CONNECTIONS = {
  name: "source-connections",
  path: "sources/group_connections/oauth/",
} as const;

/** A page of the OAuth connections of groups. Filters: `group` (uuid), `source__slug` (exact). */
export function sourceConnectionsQuery(params: ListRequest) {
  const request = listRequest(params);
  return queryOptions({
    queryKey: keys.page(SOURCE_CONNECTIONS.name, request),
    queryFn: ({ signal }) => fetchSourceConnections(params, signal),
    ...ROWS,
  });
}

/** The same page, outside the query cache. @throws ApiError as `getPage`. */
export function fetchSourceConnections(
  params: ListRequest,
  signal?: AbortSignal,
): Promise<ListAnswer<SourceConnection>> {
  return getPage(SOURCE_CONNECTIONS.path, listRequest(params), readSourceConnection, signal);
}

/**
 * Whether the server's search looks at group names and identifiers too, as since 2025.4: told by a row, which has had
 * `last_updated` since then.
 */
export function searchesNames(row: JsonValue): boolean {
  return isObject(row) && Object.hasOwn(row, "last_updated");
}

/** One OAuth connection of a group. */
export function sourceConnectionQuery(pk: number) {
  return queryOptions({
    queryKey: keys.object(SOURCE_CONNECTIONS.name, pk),
    queryFn: ({ signal }) =>
      getObject(`${SOURCE_CONNECTIONS.path}${pk}/`, readSourceConnection, signal),
    ...ROWS,
  });
}
