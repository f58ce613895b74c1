import { searchProbeQuery } from "../api/search-probe.ts";
import { SOURCE_CONNECTIONS, sourceConnectionsQuery } from "../api/source-connections.ts";
import type { SourceConnection } from "../api/wire/source-connection.ts";
import type { ListKind } from "../list/list-kind.ts";

/** The list of OAuth source connections of groups. */
export const sourceConnections: ListKind<SourceConnection> = {
  name: "source-connections",
  plural: "source connections",
  definition: {
    // The last one since 2025.4; earlier versions have no such column to sort by either.
    orderings: ["pk", "group", "source", "identifier", "created", "last_updated"],
    defaultOrdering: "-created",
    filters: [
      { param: "source__slug", kind: "slug" },
      { param: "group", kind: "uuid" },
    ],
  },
  query: sourceConnectionsQuery,
  searchProbe: () => searchProbeQuery(SOURCE_CONNECTIONS),
  detailKey: [SOURCE_CONNECTIONS.key, "one"],
};
