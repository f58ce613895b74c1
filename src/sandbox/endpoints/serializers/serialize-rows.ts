/**
 * Entities as an authentik version writes them. Each writer makes the fullest object there ever
 * was; `keep` then drops the fields that the version does not have (see `versions.ts`).
 */
import { ServerFault } from "../../http/answer.ts";
import { allGroups } from "../../world/world-index.ts";
import { writeInstant } from "../../rules/instant.ts";
import type { JsonFields } from "../../http/json-fields.ts";
import type { AuthorizationCodeEntity } from "../../world/grant-entities.ts";
import type { GroupConnectionEntity } from "../../world/source-entities.ts";
import type { UserEntity } from "../../world/entities.ts";
import { groupCore, writeRole } from "./serialize-group.ts";
import { writeNarrowedProvider, writeOAuth2Provider } from "./serialize-provider.ts";
import { writeNestedSource } from "./serialize-source.ts";
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

/**
 * One code; `is_expired` is worked out at the moment of the answer.
 * @throws ServerFault for a row that shall expire at no moment: a real server breaks on it
 */
export function writeCode(writing: Writing, code: AuthorizationCodeEntity): JsonFields {
  const { facts, version, at } = writing;
  if (code.expiring && code.expires === null) throw new ServerFault();
  const provider = facts.providers.get(code.provider);
  const user = facts.users.get(code.user);
  if (provider === undefined || user === undefined) {
    throw new RangeError(`code ${code.pk} refers to a provider or user that does not exist`);
  }
  return {
    pk: code.pk,
    provider:
      version.rules.code_provider === "base"
        ? writeNarrowedProvider(writing, provider)
        : writeOAuth2Provider(writing, provider),
    user: writeUser(writing, user),
    is_expired: code.expiring && code.expires !== null && at > code.expires,
    expires: written(code.expires),
    scope: code.scope,
  };
}

export function writeConnection(writing: Writing, row: GroupConnectionEntity): JsonFields {
  const { facts, version } = writing;
  const source = facts.sources.get(row.source);
  const nested = version.rules.connection_source === "object" && source !== undefined;
  return keep(version, "connection", {
    pk: row.pk,
    group: row.group,
    source: nested ? writeNestedSource(writing, source) : row.source,
    source_obj: source === undefined ? null : writeNestedSource(writing, source),
    identifier: row.identifier,
    created: writeInstant(row.created),
    last_updated: writeInstant(row.last_updated),
  });
}
