import { notPermitted, isSuperuser, requireCaller } from "../rules/access.ts";
import { errorDetail, type Answer } from "../http/answer.ts";
import type { Call, Route } from "../http/call.ts";
import { randomHex } from "../openid/issued-grants.ts";
import type { UserEntity, UserType } from "../world/entities.ts";
import { initialsAvatar } from "../world/people/avatars.ts";
import { writeUser } from "../endpoints/serializers/serialize-user.ts";
import { dropGrants, nextKey, requireMade } from "./made-objects.ts";
import { readBody } from "./read-body.ts";
import {
  readFields,
  readFlag,
  readList,
  readJsonObject,
  readOptionalText,
  readRelation,
  readText,
  readWord,
  refuseTaken,
} from "./read-fields.ts";

const TYPES: readonly UserType[] = ["internal", "external", "service_account"];

type Written = Pick<
  UserEntity,
  "username" | "name" | "email" | "is_active" | "groups" | "attributes" | "path" | "type"
>;

/** POST and DELETE of `core/users`. */
export const userWrites = { post: createUser, remove: removeUser };

async function createUser(call: Call): Promise<Answer> {
  const { state, worldIndex, at } = call;
  const { users, groups, members } = worldIndex;
  const fields = readFields<Written>(call, await readBody(call), {
    username: { read: readText },
    name: { read: readOptionalText },
    email: { read: readOptionalText, fallback: "" },
    is_active: { read: readFlag, fallback: true },
    groups: { read: readList(readRelation(groups)), fallback: [] },
    attributes: { read: readJsonObject, fallback: {} },
    path: { read: readText, fallback: "users" },
    type: { read: readWord(TYPES), fallback: "internal" },
  });
  const isTaken = [...users.values()].some(({ username }) => username === fields.username);
  refuseTaken(call, "username", isTaken);
  const user: UserEntity = {
    ...fields,
    pk: nextKey(users),
    uuid: crypto.randomUUID(),
    uid: randomHex(32),
    last_login: null,
    date_joined: at,
    last_updated: at,
    password_change_date: at,
    is_superuser: fields.groups.some((pk) => groups.get(pk)?.is_superuser === true),
    roles: [],
    avatar: initialsAvatar(fields.username, fields.name),
  };
  users.set(user.pk, user);
  for (const pk of user.groups) members.set(pk, [...(members.get(pk) ?? []), user]);
  state.made.users.add(user.pk);
  return { status: 201, cost: 60, body: writeUser(call, user) };
}

function removeUser(call: Call, user: UserEntity): Answer {
  const { state, worldIndex } = call;
  requireMade(state.made.users, user.pk);
  dropGrants(call, (grant) => grant.user === user.pk);
  for (const pk of user.groups) {
    const others = worldIndex.members.get(pk)?.filter((member) => member.pk !== user.pk);
    worldIndex.members.set(pk, others ?? []);
  }
  worldIndex.users.delete(user.pk);
  state.made.users.delete(user.pk);
  state.made.passwords.delete(user.pk);
  return { status: 204, cost: 60 };
}

/** Of users that requests created; the others cannot sign in. */
export const SET_PASSWORD: Route = {
  pattern: /^core\/users\/([^/.]+)\/set_password\/$/,
  authorize(call) {
    requireCaller(call);
    if (!isSuperuser(call)) throw notPermitted(call);
  },
  allow: ["POST"],
  handlers: {
    async POST(call) {
      const { made } = call.state;
      const user = call.worldIndex.users.get(Number(call.key));
      if (user === undefined) throw errorDetail(404, "not-found", call.language);
      requireMade(made.users, user.pk);
      const { password } = readFields<{ password: string }>(call, await readBody(call), {
        password: { read: readText },
      });
      made.passwords.set(user.pk, password);
      return { status: 204, cost: 200 };
    },
  },
  name: "Set password",
  description: "Set password for user",
};
