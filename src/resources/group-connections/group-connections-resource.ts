import type { Endpoint } from "../../api/endpoint.ts";
import {
  groupConnectionsEndpoint,
  sourceConnectionsEndpoint,
} from "../../api/endpoints/connections/group-connections.ts";
import type { GroupConnection } from "../../api/wire/connections/group-connection.ts";
import { defineResource } from "../../list/define-resource.ts";
import { relateById } from "../connections/relate-by-id.ts";
import { groupRelation } from "../relations/group-relation.ts";
import type { Relation } from "../../list/relation.ts";
import type { ResourceOptions } from "../../list/resource.ts";
import type { Source } from "../../api/wire/source.ts";
import { anySourceRelation, sourceRelation } from "../relations/source-relation.ts";
import {
  CONNECTION_OPTIONS,
  CONNECTION_SEARCH,
  CONNECTION_SORT,
} from "../connections/connection-options.ts";

/** The connections of groups with sources of all types. */
export const groupConnections = defineResource<GroupConnection>({
  ...optionsOf(groupConnectionsEndpoint, anySourceRelation),
  title: "Group connections",
  noun: ["group connection", "group connections"],
  params: [["type", "slug"]],
});

/** Those with OAuth sources. */
export const sourceConnections = defineResource<GroupConnection>({
  ...optionsOf(sourceConnectionsEndpoint, sourceRelation),
  title: "Source connections",
  noun: ["source connection", "source connections"],
});

function optionsOf(
  endpoint: Endpoint<GroupConnection>,
  ofSource: Relation<Source>,
): Omit<ResourceOptions<GroupConnection>, "title" | "noun"> {
  return {
    endpoint,
    relations: [
      relateById(
        ofSource,
        (connection: GroupConnection) => connection.source,
        (connection) => connection.source_obj,
      ),
      relateById(groupRelation, (connection: GroupConnection) => connection.group),
    ],
    sort: { ...CONNECTION_SORT, group: ({ group }) => group },
    search: {
      ...CONNECTION_SEARCH,
      fields: [{ name: "identifier", about: "what the source calls the group" }],
      examples: [
        ["github platform", "connections of GitHub to a group with “platform” in its name"],
        ['group:"platform security" source:github', "one group’s connections to one source"],
      ],
      byServer: "authentik searched group names, source slugs and identifiers.",
    },
    ...CONNECTION_OPTIONS,
  };
}
