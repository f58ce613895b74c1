import { usernameQuery } from "../../api/endpoints/event-references.ts";
import { userQuery, usersQuery } from "../../api/endpoints/users.ts";
import type { User } from "../../api/wire/user.ts";
import type { Relation } from "../../list/relation.ts";
import { onlyOfAll } from "./only-of.ts";

/** Users of events, which are filtered by username. An event has their username and e-mail of then, and no name. */
export const eventUserRelation: Relation<User> = {
  name: "user",
  plural: "users",
  param: "username",
  idKind: "name",
  excludeKind: "ints",
  options: usersQuery,
  optionFields: ["user"],
  byParam: usernameQuery,
  byId: (id) => userQuery(Number(id)),
  idOf: ({ pk }) => String(pk),
  paramOf: (_, user) => user?.username ?? "",
  labelOf: ({ username }) => username,
  secondOf: () => undefined,
  detailOf: ({ email }) => email || null,
  copyOf: ({ username }) => ({ what: "username", text: username }),
  searchFields: [{ name: "user", about: "username, e-mail" }],
  textsOf: ({ username, email }) => [
    { field: "user", place: "username", text: username },
    { field: "user", place: "email", text: email },
  ],
  // A caller who is not shown all users cannot know that there is only one.
  onlyParam: (client, text) =>
    onlyOfAll(eventUserRelation, client, () => client.query(usersQuery({ search: text }))),
};
