import { groupConnectionsEndpoint, searchesNames } from "../../api/endpoints/group-connections.ts";
import type { GroupConnection } from "../../api/wire/connections/group-connection.ts";
import { listQuery } from "../../list/browser/list-query.ts";
import { microsOf } from "../../model/moment.ts";
import { defineResource } from "../../list/define-resource.ts";
import { relateById } from "../../list/relation.ts";
import { groupRelation } from "../relations/group-relation.ts";
import { sourceRelation } from "../relations/source-relation.ts";

/** The list of OAuth source connections of groups. */
export const groupConnections = defineResource<GroupConnection>({
  title: "Source connections",
  noun: ["source connection", "source connections"],
  endpoint: groupConnectionsEndpoint,
  relations: [
    relateById(
      sourceRelation,
      (connection: GroupConnection) => connection.source,
      (connection) => connection.source_obj,
    ),
    relateById(groupRelation, (connection: GroupConnection) => connection.group),
  ],
  sort: {
    pk: ({ pk }) => pk,
    group: ({ group }) => group,
    source: ({ source }) => source,
    identifier: ({ identifier }) => identifier,
    created: ({ created }) => microsOf(created),
    // Since 2025.4; in earlier versions the column is missing as well.
    last_updated: ({ last_updated }) => microsOf(last_updated ?? null),
  },
  defaultSort: "-created",
  search: {
    placeholder: "Search connections",
    fields: [{ name: "identifier", about: "what the source calls the group" }],
    textsOf: ({ identifier }) => [{ field: "identifier", place: "identifier", text: identifier }],
    examples: [
      ["github platform", "connections of GitHub to a group with “platform” in its name"],
      ['group:"platform security" source:github', "one group’s connections to one source"],
    ],
    byServer: "authentik searched group names, source slugs and identifiers.",
    isFull: searchesNames,
  },
  // A page costs the server 40 ms, however many rows it has.
  readBound: 5000,
  query: listQuery,
  menuValues: ({ value: { identifier } }) =>
    identifier === ""
      ? []
      : [{ what: "identifier", text: identifier, copy: { what: "identifier", text: identifier } }],
});
