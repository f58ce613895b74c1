import type { Births } from "../codes/births.ts";
import { findByName } from "../world/find-by-name.ts";
import type { ProviderEntity, UserEntity, World } from "../world/entities.ts";
import { createRandom } from "../world/random.ts";
import { eventAt } from "./birth-values.ts";
import type { ClientManners } from "./client-manners.ts";
import { createDescriptions, eventTimes, providerRef, TOKEN_VIEW } from "./describe-events.ts";
import { attemptsAt, createEventColumns } from "./event-columns.ts";
import type { EventEntity } from "./event-entities.ts";
import { createEventLog, type EventLog } from "./event-log.ts";

interface EventsWorld {
  readonly seed: number;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly still: boolean;
  readonly births: Births;
  readonly manners: ReadonlyMap<number, ClientManners>;
  readonly providers: readonly ProviderEntity[];
  readonly users: readonly UserEntity[];
  /** For the events of revoked ones that were used. */
  readonly refreshTokens: World["refreshTokens"];
}

const HOUR = 3_600_000;
/** Clients that used a revoked refresh token, and how long before the start; the oldest first. */
const REVOKED_USES: readonly (readonly [client: string, hoursAgo: number])[] = [
  ["Smart TV app", 19.3],
  ["Outline", 7.7],
  ["Nextcloud desktop", 3.1],
  ["Nextcloud desktop", 0.42],
];

/** The log of a generated world: births, failed redemptions, and a few uses of revoked refresh tokens. */
export function inventEvents(world: EventsWorld): EventLog {
  const { seed, start, still, births, manners } = world;
  const users = new Map(world.users.map((user) => [user.pk, user]));
  const columnsAt = createEventColumns(world);
  const descriptions = createDescriptions({ seed, births, manners, users });
  let suspicious: readonly EventEntity[] | undefined;

  const log = createEventLog(
    {
      seed,
      at: columnsAt,
      descriptions,
      rowAtPlace({ index, nth }) {
        const birth = births.perMs === 0 ? null : births.at(index);
        if (birth === null) return null;
        const { provider, user } = birth;
        const isFault = manners.get(provider)?.fault === "wrong-redirect-uri";
        const attempts = isFault ? attemptsAt(seed, birth) : [];
        const created = nth === 0 ? eventAt(seed, birth) : attempts[nth - 1];
        return created === undefined ? null : { index, nth, provider, user, created };
      },
    },
    () => (suspicious ??= inventSuspicious(world)),
  );
  return {
    select: (now, query, written) => log.select(still ? start : now, query, written),
    find: (now, pk) => log.find(still ? start : now, pk),
  };
}

function inventSuspicious({ seed, start, providers, users, ...world }: EventsWorld): EventEntity[] {
  const byName = new Map(providers.map((each) => [each.name, each]));
  const revoked = world.refreshTokens(start).filter((token) => token.revoked);
  return REVOKED_USES.flatMap(([client, hoursAgo], index): EventEntity[] => {
    const provider = findByName(byName, client);
    const manners = world.manners.get(provider.pk);
    const token = revoked.filter((each) => each.provider === provider.pk)[index] ?? revoked[index];
    const owner = users.find(({ pk }) => pk === token?.user);
    if (token === undefined || owner === undefined || manners === undefined) return [];
    const random = createRandom(seed, `suspicious ${index}`);
    const { pk, email, username } = owner;
    const issuer = providers.find((each) => each.pk === token.provider) ?? provider;
    return [
      {
        pk: random.uuid(),
        user: { pk, email, username },
        action: "suspicious_request",
        app: TOKEN_VIEW,
        context: {
          token: {
            pk: token.pk,
            app: "authentik_providers_oauth2",
            name: `Refresh Token for ${issuer.pk} for user ${pk}`,
            model_name: "refreshtoken",
          },
          message: "Revoked refresh token was used",
          provider: providerRef(issuer),
          http_request: {
            args: {},
            path: "/application/o/token/",
            method: "POST",
            request_id: random.hex(32),
            user_agent: manners.serverAgent,
          },
        },
        client_ip: manners.serverIp,
        ...eventTimes(start - hoursAgo * HOUR),
      },
    ];
  });
}
