import { defineEndpoint } from "../endpoint.ts";
import { isObject, type JsonValue } from "../wire/json.ts";
import { readGroupConnection } from "../wire/connections/group-connection.ts";

/** The OAuth connections of groups. Filters: `group` (uuid), `source__slug` (exact). */
export const groupConnectionsEndpoint = defineEndpoint({
  name: "source-connections",
  path: "sources/group_connections/oauth/",
  read: readGroupConnection,
});

/**
 * Whether the server's search covers group names and identifiers, as since 2025.4. Detected by the field
 * `last_updated`, which rows have had since the same version.
 */
export function searchesNames(row: JsonValue): boolean {
  return isObject(row) && Object.hasOwn(row, "last_updated");
}
