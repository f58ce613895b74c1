import type { GroupConnection } from "../../api/wire/connections/group-connection.ts";
import type { Source } from "../../api/wire/source.ts";
import type { UserConnection } from "../../api/wire/connections/user-connection.ts";

/** The part of a group's connection that is counted. */
export type GroupLink = Pick<GroupConnection, "pk" | "source" | "group" | "identifier"> & {
  source_obj?: Source | null;
};

/** The part of a user's connection that is counted. */
type UserLink = Pick<UserConnection, "pk" | "source" | "user">;

/** How many groups and users are connected with a source. */
export interface SourceHealth {
  /** uuid */
  pk: string;
  /** null when something is connected with it, but it could not be looked up. */
  source: Source | null;
  /** Groups connected; null while unknown. */
  groups: number | null;
  /** Users connected; null where they are not counted. */
  users: number | null;
  /** It is disabled, but groups or users are still connected. */
  isDisabledButConnected: boolean;
}

/** An identifier of one source that several groups are connected with. */
interface SharedIdentifier {
  /** uuid */
  source: string;
  identifier: string;
  /** The first connection of each group. */
  links: readonly GroupLink[];
}

/** What was read; undefined where it was not. */
interface ConnectionData {
  sources: readonly Source[] | undefined;
  groups: readonly GroupLink[] | undefined;
  users: readonly UserLink[] | undefined;
}

const OAUTH = "authentik_sources_oauth.oauthsource";

/**
 * All OAuth sources, and all others that something is connected with. Disabled but still connected ones come first,
 * then those with the most groups. Connections whose source could not be read are left out.
 */
export function sourceHealth({ sources = [], groups, users }: ConnectionData): SourceHealth[] {
  const byPk = new Map<string, Source>();
  for (const { source, source_obj } of groups ?? []) if (source_obj) byPk.set(source, source_obj);
  for (const source of sources) byPk.set(source.pk, source);
  const groupsBySource = distinctBySource(groups ?? [], ({ pk, group }) => group || pk);
  const usersBySource = distinctBySource(users ?? [], ({ pk, user }) => user ?? `connection ${pk}`);
  const pks = new Set([
    ...sources.filter(isOAuth).map(({ pk }) => pk),
    ...groupsBySource.keys(),
    ...usersBySource.keys(),
  ]);
  return [...pks]
    .map((pk): SourceHealth => {
      const source = byPk.get(pk) ?? null;
      const connected = groupsBySource.has(pk) || usersBySource.has(pk);
      return {
        pk,
        source,
        groups: groups === undefined ? null : (groupsBySource.get(pk)?.size ?? 0),
        users: users === undefined ? null : (usersBySource.get(pk)?.size ?? 0),
        isDisabledButConnected: source !== null && !source.enabled && connected,
      };
    })
    .toSorted(
      (a, b) =>
        Number(b.isDisabledButConnected) - Number(a.isDisabledButConnected) ||
        (b.groups ?? 0) - (a.groups ?? 0) ||
        (b.users ?? 0) - (a.users ?? 0) ||
        nameOf(a).localeCompare(nameOf(b), "en") ||
        a.pk.localeCompare(b.pk, "en"),
    );
}

/** Identifiers of a source that more than one group is connected with; the ones with the most groups first. */
export function sharedIdentifiers(groups: readonly GroupLink[]): SharedIdentifier[] {
  const byIdentifier = new Map<string, Map<string, GroupLink>>();
  for (const link of groups) {
    if (link.source === "" || link.group === "" || link.identifier === "") continue;
    const key = JSON.stringify([link.source, link.identifier]);
    const links = byIdentifier.get(key) ?? new Map<string, GroupLink>();
    byIdentifier.set(key, links);
    if (!links.has(link.group)) links.set(link.group, link);
  }
  return [...byIdentifier.values()]
    .filter((links) => links.size > 1)
    .map((links) => {
      const { source, identifier } = links.values().next().value!;
      return { source, identifier, links: [...links.values()] };
    })
    .toSorted((a, b) => b.links.length - a.links.length);
}

/**
 * Whether the rows cover all users. To callers without the permission, authentik lists only their own connections, and
 * does not say so.
 *
 * @param caller the user who is asking; undefined while unknown.
 */
export function coversAllUsers(
  users: readonly UserLink[],
  caller: { pk: number; is_superuser: boolean } | undefined,
): boolean {
  if (caller?.is_superuser) return true;
  const others = new Set(users.flatMap(({ user }) => user ?? []));
  if (caller !== undefined) others.delete(caller.pk);
  return others.size > (caller === undefined ? 1 : 0);
}

/** A source that is not known to be of another type. */
function isOAuth({ meta_model_name }: Source): boolean {
  return !meta_model_name || meta_model_name === OAUTH;
}

function nameOf({ pk, source }: SourceHealth): string {
  return source?.name ?? pk;
}

/** The distinct keys of each source's rows. */
function distinctBySource<T extends { source: string }>(
  rows: readonly T[],
  keyOf: (row: T) => unknown,
) {
  const bySource = new Map<string, Set<unknown>>();
  for (const row of rows) {
    if (row.source === "") continue;
    const keys = bySource.get(row.source);
    if (keys) keys.add(keyOf(row));
    else bySource.set(row.source, new Set([keyOf(row)]));
  }
  return bySource;
}
