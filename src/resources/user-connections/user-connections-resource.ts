import { searchesNames } from "../../api/endpoints/connections/connection-types.ts";
import { userConnectionsEndpoint } from "../../api/endpoints/connections/user-connections.ts";
import type { UserConnection } from "../../api/wire/connections/user-connection.ts";
import { connectionsQuery } from "../connections/connections-query.ts";
import { defineResource } from "../../list/define-resource.ts";
import { relateById } from "../../list/relation.ts";
import { microsOf } from "../../model/moment.ts";
import { identifierValue } from "../connections/identifier-value.ts";
import { anySourceRelation } from "../relations/source-relation.ts";
import { connectedUserRelation } from "../relations/user-relation.ts";

/** The connections of users with sources of all types. */
export const userConnections = defineResource<UserConnection>({
  title: "User connections",
  noun: ["user connection", "user connections"],
  endpoint: userConnectionsEndpoint,
  relations: [
    relateById(
      anySourceRelation,
      (connection: UserConnection) => connection.source,
      (connection) => connection.source_obj,
    ),
    relateById(connectedUserRelation, ({ user }: UserConnection) =>
      user === null ? "" : String(user),
    ),
  ],
  params: [["type", "slug"]],
  sort: {
    pk: ({ pk }) => pk,
    user: ({ user }) => user,
    source: ({ source }) => source,
    identifier: ({ identifier }) => identifier,
    created: ({ created }) => microsOf(created),
    // Since 2025.4; in earlier versions the column is missing as well.
    last_updated: ({ last_updated }) => microsOf(last_updated ?? null),
  },
  defaultSort: "-created",
  search: {
    placeholder: "Search connections",
    fields: [{ name: "identifier", about: "what the source calls the user" }],
    textsOf: ({ identifier }) => [{ field: "identifier", place: "identifier", text: identifier }],
    examples: [
      ["github jane", "connections with GitHub of users with “jane” in their username"],
      ["user:jane source:ldap", "one user’s connections with one source"],
    ],
    byServer: "authentik searched usernames, source slugs and identifiers.",
    isFull: searchesNames,
  },
  // A page costs the server 40 ms, however many rows it has.
  readBound: 5000,
  query: connectionsQuery,
  menuValues: ({ value }) => identifierValue(value),
});
