import { type Instant, instant, instantMs } from "../../rules/instant.ts";
import type { GroupEntity, UserEntity } from "../entities.ts";
import type { Random } from "../random.ts";
import type {
  ConnectionKind,
  GroupConnectionEntity,
  SourceEntity,
  UserConnectionEntity,
} from "../source-entities.ts";

type OtherKind = Exclude<ConnectionKind, "oauth">;

const DAY = 86_400_000;

/** How many groups and users are connected with the source of a kind, also where that is disabled. */
const COUNTS: Readonly<Record<OtherKind, readonly [groups: number, users: number]>> = {
  saml: [9, 24],
  ldap: [14, 40],
  kerberos: [3, 6],
  plex: [2, 3],
  telegram: [2, 5],
};

/** The NameID of a mailbox that several people sign in with: one identifier on two accounts. */
const SHARED_NAME_ID = "front.desk@example.com";

/** A source of another kind than OAuth, and what connects with it. */
interface OtherSource {
  readonly source: SourceEntity;
  readonly kind: OtherKind;
}

function otherSources(sources: readonly SourceEntity[]): OtherSource[] {
  return sources.flatMap((source) =>
    source.kind === "oauth" || source.kind === "scim" ? [] : [{ source, kind: source.kind }],
  );
}

/**
 * Connections between groups and sources of other kinds than OAuth. authentik deletes connections with their group,
 * user or source, so none is left without.
 */
export function inventOtherGroups(
  random: Random,
  sources: readonly SourceEntity[],
  groups: readonly GroupEntity[],
  { after, now }: { readonly after: number; readonly now: number },
): readonly GroupConnectionEntity[] {
  const links = otherSources(sources).flatMap(({ source, kind }) => {
    const [count] = COUNTS[kind];
    return groups.slice(0, count).map((group) => ({ source, kind, group }));
  });
  return links.map(({ source, kind, group }, index): GroupConnectionEntity => {
    const created = instant(now - (1 - (index + random.next()) / (links.length + 1)) * 500 * DAY);
    return {
      kind,
      pk: after + 2 + index * 2,
      group: group.pk,
      source: source.pk,
      identifier: groupIdentifier(random, kind, group.name),
      created,
      last_updated: created,
    };
  });
}

/** The same for users. Two of them share an identifier. */
export function inventOtherUsers(
  random: Random,
  sources: readonly SourceEntity[],
  users: readonly UserEntity[],
  after: number,
): readonly UserConnectionEntity[] {
  const people = users.filter(({ type }) => type === "internal" || type === "external");
  const links = otherSources(sources).flatMap(({ source, kind }) => {
    const [, count] = COUNTS[kind];
    return people.slice(0, count).map((user, index) => ({ source, kind, user, index }));
  });
  return links.map(({ source, kind, user, index }, at): UserConnectionEntity => {
    const isShared = kind === "saml" && (index === 3 || index === 11);
    const created: Instant = instant(instantMs(user.date_joined) + random.int(60) * 60_000);
    return {
      kind,
      pk: after + 3 + at * 3,
      user: user.pk,
      source: source.pk,
      identifier: isShared ? SHARED_NAME_ID : userIdentifier(random, kind, user),
      created,
      last_updated: created,
      expires: null,
    };
  });
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .slice(0, 40);
}

function groupIdentifier(random: Random, kind: OtherKind, name: string): string {
  switch (kind) {
    case "ldap":
      return `cn=${plain(name)},ou=groups,dc=example,dc=com`;
    case "saml":
      return name;
    case "kerberos":
      return `${plain(name)}@EXAMPLE.COM`;
    case "plex":
    case "telegram":
      return String(100_000 + random.int(900_000));
  }
}

function userIdentifier(random: Random, kind: OtherKind, user: UserEntity): string {
  switch (kind) {
    case "ldap":
      return `uid=${plain(user.username)},ou=people,dc=example,dc=com`;
    case "saml":
      return user.email || user.username;
    case "kerberos":
      return `${plain(user.username)}@EXAMPLE.COM`;
    case "plex":
    case "telegram":
      return String(1_000_000 + random.int(9_000_000));
  }
}
