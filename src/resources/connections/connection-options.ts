import { searchesNames } from "../../api/endpoints/connections/connection-types.ts";
import type { GroupConnection } from "../../api/wire/connections/group-connection.ts";
import { microsOf } from "../../model/moment.ts";
import { connectionsQuery } from "./connections-query.ts";
import { identifierValue } from "./identifier-value.ts";

/** What the connections of users and of groups have alike. */
type Connection = Pick<
  GroupConnection,
  "pk" | "source" | "identifier" | "created" | "last_updated"
>;

/** The sort keys of both. */
export const CONNECTION_SORT = {
  pk: ({ pk }: Connection) => pk,
  source: ({ source }: Connection) => source,
  identifier: ({ identifier }: Connection) => identifier,
  created: ({ created }: Connection) => microsOf(created),
  // Since 2025.4; in earlier versions the column is missing as well.
  last_updated: ({ last_updated }: Connection) => microsOf(last_updated ?? null),
};

/** How both are searched, but for the words about it. */
export const CONNECTION_SEARCH = {
  placeholder: "Search connections",
  textsOf: ({ identifier }: Connection) => [
    { field: "identifier", place: "identifier", text: identifier },
  ],
  isFull: searchesNames,
};

/** All else that is the same for both. */
export const CONNECTION_OPTIONS = {
  defaultSort: "-created",
  // A page costs the server 40 ms, however many rows it has.
  readBound: 5000,
  query: connectionsQuery,
  menuValues: ({ value }: { value: Connection }) => identifierValue(value),
};
