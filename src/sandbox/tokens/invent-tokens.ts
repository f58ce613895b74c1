import type {
  ApplicationEntity,
  GroupEntity,
  ProviderEntity,
  UserEntity,
  World,
} from "../world/entities.ts";
import { findByName } from "../world/find-by-name.ts";
import type { Births } from "../codes/births.ts";
import type { ClientManners } from "../events/client-manners.ts";
import { createBirthTokens } from "./birth-tokens.ts";
import { createTokens } from "./create-tokens.ts";
import type { TokenKind } from "./issue-token.ts";
import { specialTokens } from "./special-tokens.ts";

interface TokenWorld {
  readonly seed: number;
  readonly start: number;
  /** How many codes the world has: with few codes there are few tokens, otherwise a fixed number. */
  readonly codes: number;
  readonly still: boolean;
  readonly origin: string;
  readonly users: readonly UserEntity[];
  readonly groups: readonly GroupEntity[];
  readonly applications: readonly ApplicationEntity[];
  readonly providers: readonly ProviderEntity[];
  /** Keys of the users who sign in, the most active first. */
  readonly busiest: readonly number[];
  /** Each provider repeated in proportion to how often its client redeems codes. */
  readonly redeeming: readonly ProviderEntity[];
  readonly births: Births;
  readonly manners: ReadonlyMap<number, ClientManners>;
}

/** Without those of redeemed codes. */
const FEW = { access: 30, refresh: 40 } as const;
const MANY = { access: 100, refresh: 160 } as const;

/** The provider for service accounts, which use the `client_credentials` grant. */
const MACHINE_CLIENT = "No redirect URI";

/** Access and refresh tokens that come and go with the clock. Generated lazily, on the first call. */
export function inventTokens(world: TokenWorld): Pick<World, "accessTokens" | "refreshTokens"> {
  return { accessTokens: tokensOf(world, "access"), refreshTokens: tokensOf(world, "refresh") };
}

function tokensOf(world: TokenWorld, kind: TokenKind): World["accessTokens"] {
  const { start, still } = world;
  let tokensAt: World["accessTokens"] | undefined;
  return (now) => {
    tokensAt ??= invent(world, kind);
    return tokensAt(still ? start : now);
  };
}

function invent(world: TokenWorld, kind: TokenKind): World["accessTokens"] {
  const { seed, start, users, groups, applications, providers } = world;
  const byKey = new Map(users.map((user) => [user.pk, user]));
  const directory = {
    origin: world.origin,
    slugs: new Map(
      applications.flatMap(({ provider, slug }) => (provider === null ? [] : [[provider, slug]])),
    ),
    groupNames: new Map(groups.map(({ pk, name }) => [pk, name])),
  };
  return createTokens({
    seed,
    kind,
    start,
    count: (world.codes < 200 ? FEW : MANY)[kind],
    providers: world.redeeming,
    users: world.busiest.flatMap((pk) => byKey.get(pk) ?? []),
    machines: {
      users: users.filter(({ type }) => type === "service_account"),
      provider: findByName(new Map(providers.map((each) => [each.name, each])), MACHINE_CLIENT),
    },
    directory,
    born: createBirthTokens({ ...world, kind, directory, users: byKey }),
    special: specialTokens(kind, seed, start, directory, { providers, users }),
  });
}
