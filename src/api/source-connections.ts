import { queryOptions } from "@tanstack/react-query";
import { ROWS } from "./freshness.ts";
import { getObject, getPage } from "./list-answer.ts";
import { listRequest, type ListParams } from "./list-params.ts";
import { queryKey } from "./query-key.ts";
import { readSourceConnection } from "./wire/source-connection.ts";

/** Key of everything asked of this endpoint, and its path. */
export const SOURCE_CONNECTIONS = {
  key: "source-connections",
  path: "sources/group_connections/oauth/",
} as const;

/** A page of the OAuth connections of groups. Filters: `group` (uuid), `source__slug` (exact). */
export function sourceConnectionsQuery(params: ListParams) {
  const request = listRequest(params);
  return queryOptions({
    queryKey: queryKey(SOURCE_CONNECTIONS.key, "list", request),
    queryFn: ({ signal }) =>
      getPage(SOURCE_CONNECTIONS.path, request, readSourceConnection, signal),
    ...ROWS,
  });
}

/** One OAuth connection of a group. */
export function sourceConnectionQuery(pk: number) {
  return queryOptions({
    queryKey: queryKey(SOURCE_CONNECTIONS.key, "one", pk),
    queryFn: ({ signal }) =>
      getObject(`${SOURCE_CONNECTIONS.path}${pk}/`, readSourceConnection, signal),
    ...ROWS,
  });
}
