import { instant, instantMs } from "../../rules/instant.ts";
import type { GroupEntity, UserEntity } from "../entities.ts";
import { inventOtherGroups, inventOtherUsers } from "./invent-other-connections.ts";
import type { Random } from "../random.ts";
import type {
  GroupConnectionEntity,
  SourceEntity,
  UserConnectionEntity,
} from "../source-entities.ts";

const DAY = 86_400_000;

/** Group identifiers from other systems that are hard to display. */
const ODD_IDENTIFIERS: readonly string[] = [
  "0",
  "a\\b\"c'd",
  "<script>alert(3)</script>",
  "مجموعة-خارجية",
  "emoji-👥",
  "with space, comma; semicolon",
  "x".repeat(255),
];

/** What connections are between, and two streams of chance: for those of OAuth, and for the others. */
interface Connected {
  readonly random: readonly [oauth: Random, others: Random];
  readonly sources: readonly SourceEntity[];
  readonly groups: readonly GroupEntity[];
  readonly users: readonly UserEntity[];
  /** Epoch milliseconds; no connection of a group is newer. */
  readonly now: number;
}

/** The connections of all kinds. Keys are unique among those of groups, and among those of users. */
export function inventConnections({
  random: [own, others],
  sources,
  groups,
  users,
  now,
}: Connected) {
  const ofGroups = inventOAuthGroups(own, sources, groups, now);
  const ofUsers = inventOAuthUsers(sources, users);
  const last = (rows: readonly { readonly pk: number }[]) => rows.at(-1)?.pk ?? 0;
  return {
    groupConnections: [
      ...ofGroups,
      ...inventOtherGroups(others, sources, groups, { after: last(ofGroups), now }),
    ],
    userConnections: [...ofUsers, ...inventOtherUsers(others, sources, users, last(ofUsers))],
  };
}

/**
 * About two hundred connections between OAuth sources and groups, each pair at most once.
 * @param now epoch milliseconds; no connection is newer
 */
function inventOAuthGroups(
  random: Random,
  sources: readonly SourceEntity[],
  groups: readonly GroupEntity[],
  now: number,
): readonly GroupConnectionEntity[] {
  const pairs = sources
    .filter((source) => source.kind === "oauth")
    .flatMap((source) => groups.map((group) => ({ source, group, at: random.next() })))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, 207);
  return pairs.map(({ source, group }, index): GroupConnectionEntity => {
    // Keys increase with the time of creation, over the last two years.
    const created = now - (1 - (index + random.next()) / (pairs.length + 1)) * 730 * DAY;
    const updated = random.chance(0.7) ? created : now - (now - created) * random.next();
    return {
      kind: "oauth",
      pk: 11 + index * 2,
      group: group.pk,
      source: source.pk,
      identifier: ODD_IDENTIFIERS[index / 29] ?? identifierAt(random, source, group.name),
      created: instant(created),
      last_updated: instant(updated, updated === created ? 10 : 0),
    };
  });
}

/** A group identifier as a source of that type would use it. */
function identifierAt(random: Random, source: SourceEntity, name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .slice(0, 40);
  switch (source.oauth?.provider_type) {
    case "github":
      return `quartz-labs/${plain}`;
    case "gitlab":
      return `quartz/teams/${plain}`;
    case "google":
      return `${plain}@example.com`;
    case "discord":
      return `${1 + random.int(9)}${Array.from({ length: 18 }, () => random.int(10)).join("")}`;
    case "azuread":
      return random.uuid();
    default:
      return `urn:example:group:${plain}`;
  }
}

/** A few dozen connections between users and OAuth sources, none to the last source. */
function inventOAuthUsers(
  sources: readonly SourceEntity[],
  users: readonly UserEntity[],
): UserConnectionEntity[] {
  const offered = sources.filter(({ kind }) => kind === "oauth").slice(0, -1);
  const rows: UserConnectionEntity[] = [];
  for (const [at, user] of users.slice(0, 60).entries()) {
    for (const [index, source] of offered.entries()) {
      if ((at * 5 + index * 3) % 7 !== 0) continue;
      rows.push({
        kind: "oauth",
        pk: 5 + rows.length * 3,
        user: user.pk,
        source: source.pk,
        identifier: `${1000 + user.pk * 7}`,
        created: user.date_joined,
        last_updated: user.date_joined,
        expires: instant(instantMs(user.date_joined) + 7 * DAY),
      });
    }
  }
  return rows;
}
