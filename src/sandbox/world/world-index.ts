import type {
  ApplicationEntity,
  GroupEntity,
  ProviderEntity,
  RoleEntity,
  UserEntity,
  World,
} from "./entities.ts";
import type {
  GroupConnectionEntity,
  SourceEntity,
  UserConnectionEntity,
} from "./source-entities.ts";

/** The parts of a world that do not change with time, by key, and what requests created (`writes/`). Built once. */
export interface WorldIndex {
  readonly world: World;
  readonly users: Map<number, UserEntity>;
  readonly groups: Map<string, GroupEntity>;
  readonly roles: ReadonlyMap<string, RoleEntity>;
  readonly providers: Map<number, ProviderEntity>;
  readonly sources: Map<string, SourceEntity>;
  /** All applications, by slug. */
  readonly applicationsBySlug: Map<string, ApplicationEntity>;
  /** Applications, by the key of their provider. */
  readonly applications: Map<number, ApplicationEntity>;
  /** Applications, by the key of a back-channel provider of theirs. */
  readonly backchannels: ReadonlyMap<number, ApplicationEntity>;
  /** Direct members, by group key. */
  readonly members: Map<string, readonly UserEntity[]>;
  /** Direct child groups, by group key. */
  readonly children: ReadonlyMap<string, readonly GroupEntity[]>;
  /** Group connections; requests may create, update and delete some. */
  readonly connections: Map<number, GroupConnectionEntity>;
  /** User connections; requests may delete some. */
  readonly userConnections: Map<number, UserConnectionEntity>;
}

export function indexWorld(world: World): WorldIndex {
  const groups = new Map(world.groups.map((group) => [group.pk, group]));
  const applications = new Map<number, ApplicationEntity>();
  const backchannels = new Map<number, ApplicationEntity>();
  for (const application of world.applications) {
    if (application.provider !== null) applications.set(application.provider, application);
    for (const pk of application.backchannel_providers) backchannels.set(pk, application);
  }
  return {
    world,
    users: new Map(world.users.map((user) => [user.pk, user])),
    groups,
    roles: new Map(world.roles.map((role) => [role.pk, role])),
    providers: new Map(world.providers.map((provider) => [provider.pk, provider])),
    sources: new Map(world.sources.map((source) => [source.pk, source])),
    applicationsBySlug: new Map(world.applications.map((each) => [each.slug, each])),
    applications,
    backchannels,
    members: groupBy(world.users, (user) => user.groups),
    children: groupBy(world.groups, (group) => group.parents),
    connections: new Map(world.groupConnections.map((row) => [row.pk, row])),
    userConnections: new Map(world.userConnections.map((row) => [row.pk, row])),
  };
}

function groupBy<Row>(
  rows: readonly Row[],
  keysOf: (row: Row) => readonly string[],
): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const list = found.get(key);
      if (list === undefined) found.set(key, [row]);
      else list.push(row);
    }
  }
  return found;
}

/** All groups of a user: the direct ones and their ancestors. */
export function allGroups(worldIndex: WorldIndex, user: UserEntity): ReadonlySet<GroupEntity> {
  const found = new Set<GroupEntity>();
  const open = [...user.groups];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const group = worldIndex.groups.get(key);
    if (group === undefined || found.has(group)) continue;
    found.add(group);
    open.push(...group.parents);
  }
  return found;
}
