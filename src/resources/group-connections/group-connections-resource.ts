import { searchProbeQuery } from "../../api/search-probe.ts";
import { SOURCE_CONNECTIONS, searchesNames } from "../../api/endpoints/group-connections.ts";
import type { SourceConnection } from "../../api/wire/group-connection.ts";
import type { Resource } from "../../list/resource.ts";
import { connectionsListQuery } from "./find-connections.ts";

/** The list of OAuth source connections of groups. */
export const sourceConnections: Resource<SourceConnection> = {
  name: "source-connections",
  plural: "source connections",
  definition: {
    // The last one since 2025.4; earlier versions have no such column to sort by either.
    orderings: ["pk", "group", "source", "identifier", "created", "last_updated"],
    defaultOrdering: "-created",
    filters: [
      { param: "source__slug", kind: "slug" },
      { param: "group", kind: "uuid" },
      { param: "exclude_source", kind: "uuids" },
      { param: "exclude_group", kind: "uuids" },
    ],
  },
  query: connectionsListQuery,
  searchProbe: () => searchProbeQuery(SOURCE_CONNECTIONS, searchesNames),
  serverSearches: "authentik searched group names, source slugs and identifiers.",
};
