import type { Facts } from "../../world/world-index.ts";
import type { Json, JsonFields } from "../../http/json-fields.ts";
import type { GroupEntity, RoleEntity, UserEntity } from "../../world/entities.ts";
import { keep, present, written, type Writing } from "./writing.ts";

/** What authentik derives from a group's uuid: the first five digits of it as one decimal number. */
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

/** A group, or what a user's `groups_obj` tells of one. */
export function groupCore({ facts, version }: Writing, group: GroupEntity): JsonFields {
  const parent = group.parents[0];
  return keep(version, "group", {
    pk: group.pk,
    num_pk: numberOf(group.pk),
    name: group.name,
    is_superuser: group.is_superuser,
    parent: parent ?? null,
    parent_name: parent === undefined ? null : (facts.groups.get(parent)?.name ?? null),
    attributes: group.attributes,
  });
}

function writeMember(user: UserEntity): JsonFields {
  return {
    pk: user.pk,
    username: user.username,
    name: user.name,
    is_active: user.is_active,
    last_login: written(user.last_login),
    email: user.email,
    attributes: user.attributes,
    uid: user.uid,
  };
}

/** A group one step above or below another, as `parents_obj` and `children_obj` tell of it. */
function writeRelative(group: GroupEntity): JsonFields {
  return {
    pk: group.pk,
    name: group.name,
    is_superuser: group.is_superuser,
    attributes: group.attributes,
    group_uuid: group.pk,
  };
}

export function writeGroup(writing: Writing, group: GroupEntity): JsonFields {
  const { facts, version, include } = writing;
  const members = facts.members.get(group.pk) ?? [];
  const children = facts.children.get(group.pk) ?? [];
  const roles = present(group.roles.map((pk) => facts.roles.get(pk)));
  return keep(version, "group", {
    ...groupCore(writing, group),
    parents: group.parents,
    parents_obj:
      include.get("include_parents") === true
        ? present(group.parents.map((pk) => facts.groups.get(pk))).map(writeRelative)
        : null,
    users: members.map((user) => user.pk),
    users_obj: include.get("include_users") === false ? null : members.map(writeMember),
    roles: group.roles,
    roles_obj: roles.map(writeRole),
    inherited_roles_obj:
      include.get("include_inherited_roles") === true ? inheritedRoles(facts, group) : null,
    children: children.map((child) => child.pk),
    children_obj: include.get("include_children") === true ? children.map(writeRelative) : null,
  });
}

function inheritedRoles(facts: Facts, group: GroupEntity): Json {
  const above = present(group.parents.map((pk) => facts.groups.get(pk)));
  const seen = new Set<string>();
  for (const parent of above) {
    for (const role of parent.roles) seen.add(role);
    for (const pk of parent.parents) {
      const next = facts.groups.get(pk);
      if (next !== undefined && !above.includes(next)) above.push(next);
    }
  }
  return present([...seen].map((pk) => facts.roles.get(pk))).map(writeRole);
}
