import { allUsersQuery } from "../../api/endpoints/users.ts";
import type { User } from "../../api/wire/user.ts";
import type { Relation } from "../../list/relation.ts";
import { userRelation } from "./user-relation.ts";

/** Users of rows that have only their ids. */
export const connectedUserRelation: Relation<User> = {
  ...userRelation,
  all: allUsersQuery,
  reach: "the newest 1,000",
  completionOf: ({ username }) => username,
};
