import { defineEndpoint } from "../endpoint.ts";
import { isObject, type JsonValue } from "../wire/json.ts";
import { readGroupConnection } from "../wire/group-connection.ts";

/** The OAuth connections of groups. Filters: `group` (uuid), `source__slug` (exact). */
export const groupConnectionsEndpoint = defineEndpoint({
  name: "source-connections",
  path: "sources/group_connections/oauth/",
  read: readGroupConnection,
});

/**
 * Whether the server's search looks at group names and identifiers too, as since 2025.4: told by a row, which has had
 * `last_updated` since then.
 */
export function searchesNames(row: JsonValue): boolean {
  return isObject(row) && Object.hasOwn(row, "last_updated");
}
