import { allGroups } from "../../world/world-index.ts";
import { writeInstant } from "../../rules/instant.ts";
import type { JsonFields } from "../../http/json-fields.ts";
import type { UserEntity } from "../../world/entities.ts";
import { groupCore, writeRole } from "./serialize-group.ts";
import {
  keepKnownFields,
  withoutMissing,
  writeOptionalInstant,
  type WriteContext,
} from "./write-context.ts";

export function writeUser(context: WriteContext, user: UserEntity): JsonFields {
  const { worldIndex, version, include } = context;
  const groups = withoutMissing(user.groups.map((pk) => worldIndex.groups.get(pk)));
  const roles = withoutMissing(user.roles.map((pk) => worldIndex.roles.get(pk)));
  return keepKnownFields(version, "user", {
    pk: user.pk,
    username: user.username,
    name: user.name,
    is_active: user.is_active,
    last_login: writeOptionalInstant(user.last_login),
    date_joined: writeInstant(user.date_joined),
    is_superuser: user.is_superuser,
    groups: user.groups,
    groups_obj:
      include.get("include_groups") === false
        ? null
        : groups.map((group) => groupCore(context, group)),
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

/** `core/users/me/`. `settings` is merged from the groups' attributes, then the user's. */
export function writeMe({ worldIndex, version }: WriteContext, user: UserEntity): JsonFields {
  const groups = [...allGroups(worldIndex, user)];
  const roles = new Set([...user.roles, ...groups.flatMap((group) => group.roles)]);
  const settings: JsonFields = Object.assign(
    {},
    ...[...groups.toReversed(), user].map(({ attributes }) => attributes["settings"] ?? {}),
  );
  return {
    user: keepKnownFields(version, "me", {
      pk: user.pk,
      username: user.username,
      name: user.name,
      is_active: user.is_active,
      is_superuser: user.is_superuser,
      groups: groups.map(({ name, pk }) => ({ name, pk })),
      roles: withoutMissing([...roles].map((pk) => worldIndex.roles.get(pk))).map(
        ({ name, pk }) => ({
          name,
          pk,
        }),
      ),
      email: user.email,
      avatar: user.avatar,
      uid: user.uid,
      settings,
      type: user.type,
      system_permissions: user.is_superuser ? version.rules.system_permissions : [],
    }),
  };
}
