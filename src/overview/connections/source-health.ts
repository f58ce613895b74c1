import type { SourceConnection } from "../../api/wire/group-connection.ts";
import type { Source } from "../../api/wire/source.ts";
import type { UserConnection } from "../../api/wire/user-connection.ts";

/** What of a group's connection is counted. */
export type GroupLink = Pick<SourceConnection, "pk" | "source" | "group" | "identifier"> & {
  source_obj?: Source | null;
};

/** What of a user's connection is counted. */
type UserLink = Pick<UserConnection, "pk" | "source" | "user">;

/** How a source stands. */
export interface SourceStanding {
  /** uuid */
  pk: string;
  /** null: it is connected, but not among the sources known. */
  source: Source | null;
  /** Groups connected; null while that is not known. */
  groups: number | null;
  /** Users connected; null where they are not counted. */
  users: number | null;
  /** It is disabled, and groups or users are still connected. */
  odd: boolean;
}

/** An identifier that several groups are connected with, at one source. */
interface SharedIdentifier {
  /** uuid */
  source: string;
  identifier: string;
  /** The first connection of each group. */
  links: readonly GroupLink[];
}

/** What is known; undefined where it is not. */
interface Known {
  sources: readonly Source[] | undefined;
  groups: readonly GroupLink[] | undefined;
  users: readonly UserLink[] | undefined;
}

const OAUTH = "authentik_sources_oauth.oauthsource";

/**
 * All OAuth sources and all that something is connected to: first those that are disabled but still connected, then
 * those with the most groups. Connections whose source could not be read belong to none.
 */
export function standingOf({ sources = [], groups, users }: Known): SourceStanding[] {
  const known = new Map<string, Source>();
  for (const { source, source_obj } of groups ?? []) if (source_obj) known.set(source, source_obj);
  for (const source of sources) known.set(source.pk, source);
  const groupsOf = distinct(groups ?? [], ({ pk, group }) => group || pk);
  const usersOf = distinct(users ?? [], ({ pk, user }) => user ?? `connection ${pk}`);
  const pks = new Set([
    ...sources.filter(isOAuth).map(({ pk }) => pk),
    ...groupsOf.keys(),
    ...usersOf.keys(),
  ]);
  return [...pks]
    .map((pk): SourceStanding => {
      const source = known.get(pk) ?? null;
      const connected = groupsOf.has(pk) || usersOf.has(pk);
      return {
        pk,
        source,
        groups: groups === undefined ? null : (groupsOf.get(pk)?.size ?? 0),
        users: users === undefined ? null : (usersOf.get(pk)?.size ?? 0),
        odd: source !== null && !source.enabled && connected,
      };
    })
    .toSorted(
      (a, b) =>
        Number(b.odd) - Number(a.odd) ||
        (b.groups ?? 0) - (a.groups ?? 0) ||
        (b.users ?? 0) - (a.users ?? 0) ||
        nameOf(a).localeCompare(nameOf(b), "en") ||
        a.pk.localeCompare(b.pk, "en"),
    );
}

/** The identifiers that more than one group is connected with at the same source, the most groups first. */
export function sharedIdentifiers(groups: readonly GroupLink[]): SharedIdentifier[] {
  const found = new Map<string, Map<string, GroupLink>>();
  for (const link of groups) {
    if (link.source === "" || link.group === "" || link.identifier === "") continue;
    const key = JSON.stringify([link.source, link.identifier]);
    const links = found.get(key) ?? new Map<string, GroupLink>();
    found.set(key, links);
    if (!links.has(link.group)) links.set(link.group, link);
  }
  return [...found.values()]
    .filter((links) => links.size > 1)
    .map((links) => {
      const { source, identifier } = links.values().next().value!;
      return { source, identifier, links: [...links.values()] };
    })
    .toSorted((a, b) => b.links.length - a.links.length);
}

/**
 * Whether the rows are everybody's. authentik lists to who lacks the permission their own, without saying so.
 *
 * @param caller who is asking; undefined while that is not known.
 */
export function isEverybodys(
  users: readonly UserLink[],
  caller: { pk: number; is_superuser: boolean } | undefined,
): boolean {
  if (caller?.is_superuser) return true;
  const whose = new Set(users.flatMap(({ user }) => user ?? []));
  if (caller !== undefined) whose.delete(caller.pk);
  return whose.size > (caller === undefined ? 1 : 0);
}

/** A source of which it is not known to be of another type. */
function isOAuth({ meta_model_name }: Source): boolean {
  return !meta_model_name || meta_model_name === OAUTH;
}

function nameOf({ pk, source }: SourceStanding): string {
  return source?.name ?? pk;
}

/** By source, what differs. */
function distinct<T extends { source: string }>(rows: readonly T[], of: (row: T) => unknown) {
  const found = new Map<string, Set<unknown>>();
  for (const row of rows) {
    if (row.source === "") continue;
    const set = found.get(row.source);
    if (set) set.add(of(row));
    else found.set(row.source, new Set([of(row)]));
  }
  return found;
}
