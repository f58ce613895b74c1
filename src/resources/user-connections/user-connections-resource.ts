import { userConnectionsEndpoint } from "../../api/endpoints/connections/user-connections.ts";
import type { UserConnection } from "../../api/wire/connections/user-connection.ts";
import { defineResource } from "../../list/define-resource.ts";
import {
  CONNECTION_OPTIONS,
  CONNECTION_SEARCH,
  CONNECTION_SORT,
} from "../connections/connection-options.ts";
import { relateById } from "../connections/relate-by-id.ts";
import { anySourceRelation } from "../relations/source-relation.ts";
import { connectedUserRelation } from "../relations/connected-user-relation.ts";

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
  sort: { ...CONNECTION_SORT, user: ({ user }) => user },
  search: {
    ...CONNECTION_SEARCH,
    fields: [{ name: "identifier", about: "what the source calls the user" }],
    examples: [
      ["github jane", "connections with GitHub of users with “jane” in their username"],
      ["user:jane source:ldap", "one user’s connections with one source"],
    ],
    byServer: "authentik searched usernames, source slugs and identifiers.",
  },
  ...CONNECTION_OPTIONS,
});
