import { queryOptions } from "@tanstack/react-query";
import { signInsEndpoint } from "../../api/endpoints/events.ts";
import { oauth2ProvidersQuery } from "../../api/endpoints/oauth2-providers.ts";
import { ROWS } from "../../api/freshness.ts";
import { keys } from "../../api/keys.ts";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import type { Grant } from "../../api/wire/grant.ts";
import type { Token } from "../../api/wire/token.ts";
import { EVENT_BEFORE_CODE_MS } from "../../outcome/facts.ts";
import {
  birthOf,
  type Clients,
  clientsOf,
  listedCodeOf,
  listedTokenOf,
} from "../../outcome/facts-of-rows.ts";
import { readNewestEvents } from "../../outcome/read-events.ts";
import type { ResourceName } from "../../paths.ts";

/** The sign-ins that a code or token can come of. */
interface Origins {
  readonly events: readonly AuthentikEvent[];
  /** The user's sign-ins were read as far back as it can be. */
  readonly isComplete: boolean;
}

/** A user's sign-ins of some hours are cheap to read: 100 events a request. */
const MOST_EVENTS = 500;

/**
 * The sign-ins that a code or token can come of: one, where that is known; several of the same user and client, where
 * these fit alike; none, where there is no event (or no more).
 *
 * @throws ApiError "forbidden" for who may not read events.
 */
export function signInsOfGrantQuery(resource: ResourceName, grant: Grant) {
  return queryOptions({
    queryKey: keys.stories("of", resource, grant.pk),
    queryFn: async ({ client, signal }): Promise<Origins> => {
      const clients = clientsOf((await client.query(oauth2ProvidersQuery())).items);
      const { user, provider, issuedAt, nonce, within } = factsOf(resource, grant, clients);
      if (user === null || issuedAt === null) return { events: [], isComplete: true };
      // A renewed refresh token keeps the nonce of a sign-in of days ago.
      const until = nonce === null ? issuedAt - within : -Infinity;
      const { rows, from } = await readNewestEvents(signInsEndpoint.fetchPage, {
        filters: { username: grant.user?.username ?? "" },
        until,
        cap: MOST_EVENTS,
        signal,
      });
      const events = rows.flatMap((row) => {
        const birth = row.readable ? birthOf(row.value, clients) : null;
        if (!row.readable || birth === null || birth.provider !== provider) return [];
        const fits =
          nonce === null
            ? birth.at >= until && birth.at <= issuedAt && birth.user === user
            : birth.nonce === nonce;
        return fits ? [row.value] : [];
      });
      return { events, isComplete: events.length > 0 || from <= until };
    },
    ...ROWS,
  });
}

/** @returns with `within`: how long before it was issued the sign-in can have been, milliseconds. */
function factsOf(resource: ResourceName, grant: Grant, clients: Clients) {
  if (resource === "authorization-codes") {
    return { ...listedCodeOf(grant, clients), nonce: null, within: EVENT_BEFORE_CODE_MS };
  }
  const kind = resource === "access-tokens" ? "access" : "refresh";
  const token = listedTokenOf(kind, grant as Token, clients);
  const codeMs = clients.byProvider.get(token.provider ?? -1)?.codeMs ?? 0;
  return { ...token, within: codeMs + EVENT_BEFORE_CODE_MS };
}
