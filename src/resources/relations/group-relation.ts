import { allGroupsQuery, groupQuery, groupsQuery } from "../../api/endpoints/groups.ts";
import type { Group } from "../../api/wire/group.ts";
import { normalise } from "../../find/text/normalise.ts";
import type { Relation } from "../../list/relation.ts";
import { onlyOf } from "./only-of.ts";

/** Groups, by their uuids, which is all that rows have of them. */
export const groupRelation: Relation<Group> = {
  name: "group",
  plural: "groups",
  param: "group",
  idKind: "uuid",
  excludeKind: "uuids",
  options: groupsQuery,
  optionFields: ["group"],
  byParam: groupQuery,
  byId: groupQuery,
  all: allGroupsQuery,
  idOf: ({ pk }) => pk,
  paramOf: (id) => id,
  labelOf: ({ name }) => name,
  secondOf: () => undefined,
  detailOf: ({ is_superuser }) => (is_superuser ? "superusers" : null),
  copyOf: ({ name }) => ({ what: "name", text: name }),
  searchFields: [{ name: "group", about: "the group’s name" }],
  textsOf: ({ name }) => [{ field: "group", place: "name", text: name }],
  completionOf: ({ name }) => name,
  async onlyParam(client, text) {
    const { items, more } = await client.query(allGroupsQuery());
    const wanted = normalise(text);
    const found = items.filter(({ name }) => normalise(name).includes(wanted));
    return onlyOf(groupRelation, { items: found, more });
  },
};
