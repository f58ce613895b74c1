import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { authorizationCodesEndpoint } from "../../api/endpoints/authorization-codes.ts";
import { signInsEndpoint } from "../../api/endpoints/events.ts";
import { oauth2ProvidersQuery } from "../../api/endpoints/oauth2-providers.ts";
import { accessTokensEndpoint, refreshTokensEndpoint } from "../../api/endpoints/tokens.ts";
import { ROWS } from "../../api/freshness.ts";
import { keys } from "../../api/keys.ts";
import type { ServerFilters } from "../../api/list-request.ts";
import { serverNow } from "../../api/server-clock.ts";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import type { Outcome } from "../../outcome/outcome.ts";
import { type Fetchers, type KnownRows, readOutcomes } from "../../outcome/read-evidence.ts";

/** The lists that outcomes are read from. */
export function fetchersOf(client: QueryClient): Fetchers {
  return {
    fetchSignIns: signInsEndpoint.fetchPage,
    fetchCodes: authorizationCodesEndpoint.fetchPage,
    fetchAccessTokens: accessTokensEndpoint.fetchPage,
    fetchRefreshTokens: refreshTokensEndpoint.fetchPage,
    fetchProviders: async () => (await client.query(oauth2ProvidersQuery())).items,
  };
}

/** How long rows that were read for outcomes are kept, since nothing observes them; milliseconds. */
const KEPT_MS = 30 * 60_000;

/** Keeps what was read, for the next outcomes under the same filters. */
export function keepRows(client: QueryClient, eventFilters: ServerFilters, rows: KnownRows): void {
  const queryKey = keys.outcomeRows(eventFilters);
  client.setQueryDefaults(queryKey, { gcTime: KEPT_MS });
  client.setQueryData<KnownRows>(queryKey, rows);
}

/**
 * What became of some sign-ins, by the id of the event.
 *
 * @param eventFilters the filters that the events were listed under: where these tell a user or a provider, only their
 *   codes and tokens are read.
 * @param seesAll everybody's codes and tokens are listed.
 */
export function outcomesQuery(
  events: readonly AuthentikEvent[],
  eventFilters: ServerFilters,
  seesAll: boolean,
) {
  const ids = events.map(({ pk }) => pk);
  return queryOptions({
    queryKey: keys.outcomes(signInsEndpoint.name, eventFilters, seesAll, ids),
    queryFn: async ({ client, signal }): Promise<ReadonlyMap<string, Outcome>> => {
      const rowsKey = keys.outcomeRows(eventFilters);
      const known = client.getQueryData<KnownRows>(rowsKey);
      const outcomes = await readOutcomes(fetchersOf(client), {
        events,
        eventFilters,
        seesAll,
        now: serverNow(),
        known,
        signal,
      });
      keepRows(client, eventFilters, outcomes.known);
      // Not of the sign-ins around them, which were read for these only.
      return new Map(
        ids.flatMap((id) => {
          const outcome = outcomes.byId.get(id);
          return outcome ? [[id, outcome] as const] : [];
        }),
      );
    },
    // Maps would be compared by what they are not.
    structuralSharing: false,
    ...ROWS,
  });
}
