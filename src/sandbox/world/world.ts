import type { Meter } from "../codes/codes.ts";
import type { ProviderEntity, UserEntity, World } from "./entities.ts";
import { inventApiTokens, nameCallers } from "./callers.ts";
import { CLIENT_PLANS } from "./clients.ts";
import { createCodes } from "../codes/create-codes.ts";
import { inventFixedCodes } from "../codes/fixed-codes.ts";
import { inventGroups, inventRoles } from "./invent-groups.ts";
import type { Client } from "../codes/code-lifecycle.ts";
import { inventTokens } from "../tokens/invent-tokens.ts";
import { inventUsers } from "./people.ts";
import { inventProviders } from "./invent-providers.ts";
import { chanceAt, createRandom } from "./random.ts";
import { validityMs } from "./validity.ts";
import { inventGroupConnections, inventUserConnections } from "./invent-connections.ts";
import { inventSources } from "./invent-sources.ts";

export interface WorldOptions {
  /** A whole number; the same seed gives the same world. */
  readonly seed: number;
  /** How many codes are listed at `start`; later about as many, more before a clean-up than after. */
  readonly rows: number;
  /** Epoch milliseconds. Everything that has a past has it before. */
  readonly start: number;
  /** Nothing is minted, redeemed or cleaned up: the codes of `start` stay as they are. */
  readonly still: boolean;
  readonly meter?: Meter;
}

const ORIGIN = "https://sso.example.com";
const FOR_USERS = 31;

/**
 * An invented installation: users, groups, providers, sources, and codes that come and go with the
 * clock. Deterministic: equal options give equal data, and `codes` depends on the moment alone.
 */
export function createWorld({ seed, rows, start, still, meter }: WorldOptions): World {
  const roles = inventRoles(createRandom(seed, "roles"));
  const groups = inventGroups(createRandom(seed, "groups"), roles);
  const people = inventUsers(createRandom(seed, "users"), { groups, roles }, start);
  const busiest = signingIn(seed, people);
  const users = nameCallers(people, busiest);
  const { providers, applications } = inventProviders(createRandom(seed, "providers"));
  const sources = inventSources(createRandom(seed, "sources"));
  const groupConnections = inventGroupConnections(
    createRandom(seed, "connections"),
    sources,
    groups,
    start,
  );

  const codesAt = createCodes({
    seed,
    rows,
    start,
    clients: clientsOf(providers),
    users: busiest,
    fixed: inventFixedCodes(rows, start, providers, users),
    meter,
  });
  return {
    users,
    groups,
    roles,
    applications,
    providers,
    sources,
    groupConnections,
    userConnections: inventUserConnections(sources, users),
    codes: still ? () => codesAt(start) : codesAt,
    apiTokens: inventApiTokens(users),
    origin: ORIGIN,
    ...inventTokens({
      seed,
      start,
      still,
      codes: rows,
      origin: ORIGIN,
      users,
      groups,
      applications,
      providers,
      busiest,
      redeeming: redeemingProviders(providers),
    }),
  };
}

function clientsOf(providers: readonly ProviderEntity[]): Client[] {
  return CLIENT_PLANS.flatMap((plan, index) => {
    const provider = providers[index];
    if (provider === undefined || plan.traffic === 0) return [];
    return {
      provider: provider.pk,
      validity: validityMs(provider.access_code_validity),
      traffic: plan.traffic,
      abandoned: plan.abandoned ?? 0.003,
    };
  });
}

/** Each provider as often as its client redeems codes, in proportion to the others. */
function redeemingProviders(providers: readonly ProviderEntity[]): ProviderEntity[] {
  return CLIENT_PLANS.flatMap(({ traffic, abandoned = 0 }, index) => {
    const provider = providers[index];
    if (provider === undefined) return [];
    return Array<ProviderEntity>(Math.round(traffic * (1 - abandoned))).fill(provider);
  });
}

/** Active people, in an order of their own: who comes first signs in most. */
function signingIn(seed: number, users: readonly UserEntity[]): number[] {
  return users
    .filter((user) => user.is_active && (user.type === "internal" || user.type === "external"))
    .map(({ pk }) => ({ pk, at: chanceAt(seed, pk, FOR_USERS) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ pk }) => pk);
}
