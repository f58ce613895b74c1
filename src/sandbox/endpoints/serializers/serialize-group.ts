import type { WorldIndex } from "../../world/world-index.ts";
import type { Json, JsonFields } from "../../http/json-fields.ts";
import type { GroupEntity, RoleEntity, UserEntity } from "../../world/entities.ts";
import {
  keepKnownFields,
  withoutMissing,
  writeOptionalInstant,
  type WriteContext,
} from "./write-context.ts";

/** authentik derives `num_pk` from a group's uuid: the first five digits of the uuid as a decimal number. */
function numberOf(uuid: string): number {
  return Number(
    BigInt(`0x${uuid.replaceAll("-", "")}`)
      .toString()
      .slice(0, 5),
  );
}

export function writeRole(role: RoleEntity): JsonFields {
  return { pk: role.pk, name: role.name };
}

/** The group fields that a user's `groups_obj` also contains. */
export function groupCore({ worldIndex, version }: WriteContext, group: GroupEntity): JsonFields {
  const parent = group.parents[0];
  return keepKnownFields(version, "group", {
    pk: group.pk,
    num_pk: numberOf(group.pk),
    name: group.name,
    is_superuser: group.is_superuser,
    parent: parent ?? null,
    parent_name: parent === undefined ? null : (worldIndex.groups.get(parent)?.name ?? null),
    attributes: group.attributes,
  });
}

function writeMember(user: UserEntity): JsonFields {
  return {
    pk: user.pk,
    username: user.username,
    name: user.name,
    is_active: user.is_active,
    last_login: writeOptionalInstant(user.last_login),
    email: user.email,
    attributes: user.attributes,
    uid: user.uid,
  };
}

/** A parent or child, as in `parents_obj` and `children_obj`. */
function writeRelative(group: GroupEntity): JsonFields {
  return {
    pk: group.pk,
    name: group.name,
    is_superuser: group.is_superuser,
    attributes: group.attributes,
    group_uuid: group.pk,
  };
}

export function writeGroup(context: WriteContext, group: GroupEntity): JsonFields {
  const { worldIndex, version, include } = context;
  const members = worldIndex.members.get(group.pk) ?? [];
  const children = worldIndex.children.get(group.pk) ?? [];
  const roles = withoutMissing(group.roles.map((pk) => worldIndex.roles.get(pk)));
  return keepKnownFields(version, "group", {
    ...groupCore(context, group),
    parents: group.parents,
    parents_obj:
      include.get("include_parents") === true
        ? withoutMissing(group.parents.map((pk) => worldIndex.groups.get(pk))).map(writeRelative)
        : null,
    users: members.map((user) => user.pk),
    users_obj: include.get("include_users") === false ? null : members.map(writeMember),
    roles: group.roles,
    roles_obj: roles.map(writeRole),
    inherited_roles_obj:
      include.get("include_inherited_roles") === true ? inheritedRoles(worldIndex, group) : null,
    children: children.map((child) => child.pk),
    children_obj: include.get("include_children") === true ? children.map(writeRelative) : null,
  });
}

function inheritedRoles(worldIndex: WorldIndex, group: GroupEntity): Json {
  const above = withoutMissing(group.parents.map((pk) => worldIndex.groups.get(pk)));
  const seen = new Set<string>();
  for (const parent of above) {
    for (const role of parent.roles) seen.add(role);
    for (const pk of parent.parents) {
      const next = worldIndex.groups.get(pk);
      if (next !== undefined && !above.includes(next)) above.push(next);
    }
  }
  return withoutMissing([...seen].map((pk) => worldIndex.roles.get(pk))).map(writeRole);
}
