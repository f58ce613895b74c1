import type { SandboxState } from "../http/call.ts";
import { byBoolean, byChoice, byText, byUuid, type Filter } from "../rules/read-filters.ts";
import type { GroupEntity, UserEntity } from "../world/entities.ts";
import { message } from "../http/messages.ts";
import type { SortColumns } from "../rules/ordering.ts";
import type { EndpointDefinition } from "../rules/endpoint-definition.ts";
import { writeGroup } from "./serializers/serialize-group.ts";
import { writeUser } from "./serializers/serialize-user.ts";

const TEXT = { type: "str", nullable: false, options: null };
const YES_NO = { type: "bool", nullable: true, options: null };
const USER_TYPES = ["internal", "external", "service_account", "internal_service_account"];

function attributesOf(model: string) {
  return { type: "relation", nullable: false, options: null, relation: `${model}_attributes` };
}

/** The user of unauthenticated requests. Never listed, although it may own codes. */
const ANONYMOUS = "AnonymousUser";

export function serveUsers({ worldIndex, version }: SandboxState): EndpointDefinition<UserEntity> {
  const users = (): UserEntity[] =>
    [...worldIndex.users.values()].filter(({ username }) => username !== ANONYMOUS);
  const model = "authentik_core.user";
  return {
    path: "core/users",
    model: "User",
    name: "User",
    description: "User Viewset",
    key: "number",
    guard: { by: "permission", view: "authentik_core.view_user" },
    find: (_call, key) => users().find(({ pk }) => pk === Number(key)),
    listAllow: ["GET", "POST"],
    allow: ["GET", "PUT", "PATCH", "DELETE"],
    list: {
      rows: users,
      filters: [
        byText("username", (user) => user.username),
        byText("name", (user) => user.name),
        byText("email", (user) => user.email),
        byBoolean("is_active", (user) => user.is_active),
        byBoolean("is_superuser", (user) => user.is_superuser),
        byUuid("uuid", (user) => user.uuid),
        byText("path", (user) => user.path),
        byPathStart,
        byChoice("type", USER_TYPES, (user) => user.type),
        groupsByName(worldIndex.groups),
      ],
      columns: {
        pk: { of: (user) => user.pk },
        username: { of: (user) => user.username, text: true },
        name: { of: (user) => user.name, text: true },
        is_active: { of: (user) => user.is_active },
        last_login: { of: (user) => user.last_login },
        email: { of: (user) => user.email, text: true },
        path: { of: (user) => user.path, text: true },
        type: { of: (user) => user.type },
        uuid: { of: (user) => user.uuid },
        ...(version.has("user", "date_joined") && {
          date_joined: { of: (user) => user.date_joined },
        }),
        ...(version.has("user", "password_change_date") && {
          password_change_date: { of: (user) => user.password_change_date },
        }),
        ...(version.has("user", "last_updated") && {
          last_updated: { of: (user) => user.last_updated },
        }),
      } satisfies SortColumns<UserEntity>,
      defaultOrder: ["username"],
      searched: (user) => [user.username, user.name, user.email, user.uuid],
      write: writeUser,
      autocomplete: {
        current_model: model,
        models: {
          [model]: {
            username: TEXT,
            name: TEXT,
            email: TEXT,
            path: TEXT,
            is_active: YES_NO,
            type: { ...TEXT, options: USER_TYPES },
            attributes: attributesOf(model),
          },
        },
      },
      cost: (rows) => 30 + 2.75 * rows,
    },
  };
}

const byPathStart: Filter<UserEntity> = {
  name: "path_startswith",
  read: (value) => ({ test: (user) => user.path.startsWith(value.trim()) }),
};

/** Members of any of the named groups; 400 for an unknown name. */
function groupsByName(groups: ReadonlyMap<string, GroupEntity>): Filter<UserEntity> {
  return {
    name: "groups_by_name",
    read(_value, values, language) {
      const wanted = new Set<string>();
      for (const value of values) {
        const group = [...groups.values()].find(({ name }) => name === value);
        if (group === undefined) return { error: message("one-choice", language, value) };
        wanted.add(group.pk);
      }
      return { test: (user) => user.groups.some((pk) => wanted.has(pk)) };
    },
  };
}

export function serveGroups({
  worldIndex,
  version,
}: SandboxState): EndpointDefinition<GroupEntity> {
  const model = "authentik_core.group";
  const parentName = (group: GroupEntity): string | null =>
    worldIndex.groups.get(group.parents[0] ?? "")?.name ?? null;
  return {
    path: "core/groups",
    model: "Group",
    name: "Group",
    description: "Group Viewset",
    key: "uuid",
    guard: { by: "permission", view: "authentik_core.view_group" },
    find: (_call, key) => worldIndex.groups.get(key),
    listAllow: ["GET", "POST"],
    allow: ["GET", "PUT", "PATCH", "DELETE"],
    list: {
      rows: () => [...worldIndex.groups.values()],
      filters: [
        byText("name", (group) => group.name),
        byBoolean("is_superuser", (group) => group.is_superuser),
        {
          name: "members_by_username",
          read(_value, values, language) {
            const users = [...worldIndex.users.values()];
            const missing = values.find(
              (value) => !users.some(({ username }) => username === value),
            );
            if (missing !== undefined) {
              return { error: message("one-choice", language, missing) };
            }
            return {
              test: (group) =>
                worldIndex.members.get(group.pk)?.some((user) => values.includes(user.username)) ??
                false,
            };
          },
        },
      ],
      columns: {
        pk: { of: (group) => group.pk },
        name: { of: (group) => group.name, text: true },
        is_superuser: { of: (group) => group.is_superuser },
        ...(version.has("group", "parent") && {
          parent: { of: (group) => group.parents[0] ?? null },
          parent__name: { of: parentName, text: true },
        }),
      } satisfies SortColumns<GroupEntity>,
      defaultOrder: ["name"],
      searched: (group) => [group.name],
      write: writeGroup,
      autocomplete: {
        current_model: model,
        models: {
          [model]: { name: TEXT, is_superuser: YES_NO, attributes: attributesOf(model) },
        },
      },
      cost: (rows) => 35 + 2 * rows,
    },
  };
}
