import type { StepCounter } from "../codes/codes.ts";
import type { ProviderEntity, UserEntity, World } from "./entities.ts";
import { inventApiTokens, renameCallers } from "./callers.ts";
import { CLIENT_PLANS } from "./clients.ts";
import { createCodes } from "../codes/create-codes.ts";
import { inventManners } from "../events/client-manners.ts";
import { inventEvents } from "../events/invent-events.ts";
import { inventFixedCodes } from "../codes/fixed-codes.ts";
import { inventGroups, inventRoles } from "./invent-groups.ts";
import type { Client } from "../codes/code-lifecycle.ts";
import { inventTokens } from "../tokens/invent-tokens.ts";
import { inventUsers } from "./people/invent-users.ts";
import { inventFlows, scopeMappingsOf } from "./invent-flows.ts";
import { inventProviders } from "./invent-providers.ts";
import { chanceAt, createRandom } from "./random.ts";
import { validityMs } from "./validity.ts";
import { inventConnections } from "./sources/invent-connections.ts";
import { inventSources } from "./sources/invent-sources.ts";

interface WorldOptions {
  /** An integer; the same seed gives the same world. */
  readonly seed: number;
  /** How many codes are listed at `start`. Later about as many: more before a clean-up, fewer after it. */
  readonly rows: number;
  /** Epoch milliseconds. All past events are before it. */
  readonly start: number;
  /** Nothing is issued, redeemed or cleaned up: the codes and tokens of `start` stay. */
  readonly still: boolean;
  readonly stepCounter?: StepCounter;
}

const ORIGIN = "https://sso.example.com";
const FOR_USERS = 31;

/**
 * A generated installation: users, groups, providers, sources, and codes and tokens that come and go
 * with the clock. Equal options give equal data; codes and tokens depend on the moment only.
 */
export function createWorld({ seed, rows, start, still, stepCounter }: WorldOptions): World {
  const roles = inventRoles(createRandom(seed, "roles"));
  const groups = inventGroups(createRandom(seed, "groups"), roles);
  const people = inventUsers(createRandom(seed, "users"), { groups, roles }, start);
  const busiest = usersByActivity(seed, people);
  const users = renameCallers(people, busiest);
  const { providers, applications, flows, mappings } = inventProviders(
    createRandom(seed, "providers"),
  );
  const sources = inventSources(createRandom(seed, "sources"));
  const connections = inventConnections({
    random: [createRandom(seed, "connections"), createRandom(seed, "other-connections")],
    sources,
    groups,
    users,
    now: start,
  });

  const { codes: codesAt, births } = createCodes({
    seed,
    rows,
    start,
    clients: clientsOf(providers),
    users: busiest,
    fixed: inventFixedCodes(rows, start, providers, users),
    stepCounter,
  });
  const manners = inventManners(seed, providers, applications);
  const shared = { seed, start, still, users, providers, births, manners };
  const tokens = inventTokens({
    ...shared,
    codes: rows,
    origin: ORIGIN,
    groups,
    applications,
    busiest,
    redeeming: redeemingProviders(providers),
  });
  return {
    users,
    groups,
    roles,
    applications,
    providers,
    sources,
    flows: inventFlows(createRandom(seed, "flows"), {
      ...flows,
      sourceSignIn: sources[0]?.authentication_flow ?? "",
      sourceEnrollment: sources[0]?.enrollment_flow ?? "",
    }),
    scopeMappings: scopeMappingsOf(mappings),
    ...connections,
    codes: still ? () => codesAt(start) : codesAt,
    apiTokens: inventApiTokens(users),
    origin: ORIGIN,
    ...tokens,
    workerStopped: still ? start : null,
    events: inventEvents({ ...shared, refreshTokens: tokens.refreshTokens }),
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

/** Each provider repeated in proportion to how often its client redeems codes. */
function redeemingProviders(providers: readonly ProviderEntity[]): ProviderEntity[] {
  return CLIENT_PLANS.flatMap(({ traffic, abandoned = 0 }, index) => {
    const provider = providers[index];
    if (provider === undefined) return [];
    return Array<ProviderEntity>(Math.round(traffic * (1 - abandoned))).fill(provider);
  });
}

/** Keys of the people with active accounts, most frequent sign-ins first. */
function usersByActivity(seed: number, users: readonly UserEntity[]): number[] {
  return users
    .filter((user) => user.is_active && (user.type === "internal" || user.type === "external"))
    .map(({ pk }) => ({ pk, at: chanceAt(seed, pk, FOR_USERS) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ pk }) => pk);
}
