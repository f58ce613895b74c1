import { usersQuery, userQuery } from "../../api/endpoints/users.ts";
import type { User } from "../../api/wire/user.ts";
import type { Relation } from "../../list/relation.ts";
import { onlyOfAll } from "./only-of.ts";

/** Users, by their numeric ids; the username is shown for those without a name. */
export const userRelation: Relation<User> = {
  name: "user",
  plural: "users",
  param: "user",
  idKind: "int",
  excludeKind: "ints",
  options: usersQuery,
  optionFields: ["user"],
  byParam: (value) => userQuery(Number(value)),
  byId: (id) => userQuery(Number(id)),
  idOf: ({ pk }) => String(pk),
  paramOf: (id) => id,
  labelOf: ({ name, username }) => name || username,
  secondOf: ({ name, username }) => (name ? username : undefined),
  detailOf: ({ name, username, email, is_active }) =>
    [name && username, email, !is_active && "inactive"].filter(Boolean).join(" · "),
  copyOf: ({ username }) => ({ what: "username", text: username }),
  searchFields: [{ name: "user", about: "username, name, e-mail" }],
  textsOf: ({ username, name, email }) => [
    { field: "user", place: "username", text: username },
    { field: "user", place: "name", text: name },
    { field: "user", place: "email", text: email },
  ],
  // A caller who is not shown all users cannot know that there is only one.
  onlyParam: (client, text) =>
    onlyOfAll(userRelation, client, () => client.query(usersQuery({ search: text }))),
};
