import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { signInsEndpoint } from "../../api/endpoints/events.ts";
import { oauth2ProvidersQuery } from "../../api/endpoints/oauth2-providers.ts";
import { ROWS } from "../../api/freshness.ts";
import { keys } from "../../api/keys.ts";
import { serverNow } from "../../api/server-clock.ts";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import type { Provider } from "../../api/wire/provider.ts";
import { type Cause, causeOf } from "../../outcome/cause.ts";
import { birthOf, clientsOf } from "../../outcome/facts-of-rows.ts";
import type { Outcome } from "../../outcome/outcome.ts";
import { readOutcomes } from "../../outcome/read-evidence.ts";
import { fetchersOf } from "./outcomes-query.ts";
import { readRefusals } from "./refusals.ts";

/** All that can be told of one sign-in. */
export interface Story {
  readonly outcome: Outcome;
  /** Of a code that was not redeemed, or not yet, as far as known. */
  readonly cause: Cause | null;
  /** The client, with all fields; null where the event names none that is known. */
  readonly provider: Provider | null;
  /** The server's clock as of which it is true, epoch milliseconds. */
  readonly asOf: number;
}

/** How often a sign-in that is waiting for its redemption is looked at again. */
const WAITING_MS = 15_000;

/**
 * @param event null: the query must not be enabled.
 * @param seesAll everybody's codes and tokens are listed.
 */
export function storyQuery(event: AuthentikEvent | null, seesAll: boolean) {
  return queryOptions({
    queryKey: keys.stories("one", seesAll, event?.pk),
    queryFn: async ({ client, signal }): Promise<Story> => {
      if (event === null) throw new Error("no sign-in to tell of");
      const username = event.user?.username;
      const application = event.context.application?.pk;
      const providers = (await client.query(oauth2ProvidersQuery())).items;
      const clients = clientsOf(providers);
      const birth = birthOf(event, clients);
      const { byId, evidence } = await readOutcomes(fetchersOf(client), {
        events: [event],
        eventFilters: {
          ...(username !== undefined && { username }),
          ...(application !== undefined && { context_authorized_app: application }),
        },
        seesAll,
        now: serverNow(),
        signal,
      });
      const outcome = byId.get(event.pk) ?? { word: "unknown", why: "no-client" };
      tellLists(client, event.pk, outcome);
      const provider = providers.find(({ pk }) => pk === birth?.provider) ?? null;
      const told = { outcome, provider, asOf: evidence.codes.asOf };
      // A refused request may also have come before the code's end, and stays known for longer than its tokens.
      const isOpen = ["not-redeemed", "waiting", "unknown"].includes(outcome.word);
      if (birth === null || !isOpen) return { ...told, cause: null };
      const { rows, isComplete } = await readRefusals(birth.at, signal);
      const party = { client: clients.byProvider.get(birth.provider ?? -1), provider };
      const hasChallenge = event.context.request?.hasChallenge === true;
      return { ...told, cause: causeOf(birth, hasChallenge, party, rows, isComplete) };
    },
    structuralSharing: false,
    staleTime: ROWS.staleTime,
    // Nothing else changes any more by itself.
    refetchInterval: ({ state }: { state: { data?: Story | undefined } }) =>
      state.data?.outcome.word === "waiting" ? WAITING_MS : false,
  });
}

/** Its row in a list must not say something older; the list's other outcomes stay as old as they are. */
function tellLists(client: QueryClient, pk: string, outcome: Outcome): void {
  const queryKey = keys.outcomes(signInsEndpoint.name);
  for (const query of client.getQueryCache().findAll({ queryKey })) {
    const byId = query.state.data as ReadonlyMap<string, Outcome> | undefined;
    if (!byId?.has(pk)) continue;
    const updatedAt = query.state.dataUpdatedAt;
    client.setQueryData(query.queryKey, new Map(byId).set(pk, outcome), { updatedAt });
  }
}
