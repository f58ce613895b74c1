import { allGroups } from "../../world/world-index.ts";
import { writeInstant } from "../../rules/instant.ts";
import type { JsonFields } from "../../http/json-fields.ts";
import type { UserEntity } from "../../world/entities.ts";
import { groupCore, writeRole } from "./serialize-group.ts";
import { keep, present, written, type Writing } from "./writing.ts";

export function writeUser(writing: Writing, user: UserEntity): JsonFields {
  const { facts, version, include } = writing;
  const groups = present(user.groups.map((pk) => facts.groups.get(pk)));
  const roles = present(user.roles.map((pk) => facts.roles.get(pk)));
  return keep(version, "user", {
    pk: user.pk,
    username: user.username,
    name: user.name,
    is_active: user.is_active,
    last_login: written(user.last_login),
    date_joined: writeInstant(user.date_joined),
    is_superuser: user.is_superuser,
    groups: user.groups,
    groups_obj:
      include.get("include_groups") === false
        ? null
        : groups.map((group) => groupCore(writing, group)),
    roles: user.roles,
    roles_obj: include.get("include_roles") === false ? null : roles.map(writeRole),
    email: user.email,
    avatar: user.avatar,
    attributes: user.attributes,
    uid: user.uid,
    path: user.path,
    type: user.type,
    uuid: user.uuid,
    password_change_date: writeInstant(user.password_change_date),
    last_updated: writeInstant(user.last_updated),
  });
}

/** `core/users/me/`. `settings` come out of the attributes of groups, then of the user. */
export function writeMe({ facts, version }: Writing, user: UserEntity): JsonFields {
  const groups = [...allGroups(facts, user)];
  const roles = new Set([...user.roles, ...groups.flatMap((group) => group.roles)]);
  const settings: JsonFields = Object.assign(
    {},
    ...[...groups.toReversed(), user].map(({ attributes }) => attributes["settings"] ?? {}),
  );
  return {
    user: keep(version, "me", {
      pk: user.pk,
      username: user.username,
      name: user.name,
      is_active: user.is_active,
      is_superuser: user.is_superuser,
      groups: groups.map(({ name, pk }) => ({ name, pk })),
      roles: present([...roles].map((pk) => facts.roles.get(pk))).map(({ name, pk }) => ({
        name,
        pk,
      })),
      email: user.email,
      avatar: user.avatar,
      uid: user.uid,
      settings,
      type: user.type,
      system_permissions: user.is_superuser ? version.rules.system_permissions : [],
    }),
  };
}
