import { queryOptions } from "@tanstack/react-query";
import { signInsEndpoint } from "../../api/endpoints/events.ts";
import { readableRows } from "../../api/list-answer.ts";
import { keys } from "../../api/keys.ts";
import type { ServerFilters } from "../../api/list-request.ts";
import { serverNow } from "../../api/server-clock.ts";
import { createdMs } from "../../outcome/facts-of-rows.ts";
import { readNewestEvents } from "../../outcome/read-events.ts";
import type { KnownRows } from "../../outcome/read-evidence.ts";
import { readOutcomes } from "../../outcome/read-evidence.ts";
import type { ToldSignIn } from "../../outcome/summarise.ts";
import { fetchersOf, keepRows } from "../outcomes/outcomes-query.ts";

/** The newest sign-ins with their outcomes. */
export interface Summary {
  readonly signIns: readonly ToldSignIn[];
  /** How many there are under the same filters. */
  readonly count: number;
  /** The server's clock, epoch milliseconds. */
  readonly asOf: number;
}

/** So many are summed up: some 5 s of codes and tokens. */
const MOST = 300;

/** The newest sign-ins under the server's filters, with what became of each. */
export function summaryQuery(filters: ServerFilters, seesAll: boolean) {
  return queryOptions({
    queryKey: keys.stories("summary", filters, seesAll),
    queryFn: async ({ client, signal }): Promise<Summary> => {
      const rowsKey = keys.outcomeRows(filters);
      const known = client.getQueryData<KnownRows>(rowsKey);
      const read = await readNewestEvents(signInsEndpoint.fetchPage, {
        filters,
        until: -Infinity,
        cap: MOST,
        signal,
      });
      const events = readableRows(read);
      const outcomes = await readOutcomes(fetchersOf(client), {
        events,
        eventFilters: filters,
        seesAll,
        now: serverNow(),
        known: { ...known, signIns: read },
        cap: 2 * MOST,
        signal,
      });
      keepRows(client, filters, outcomes.known);
      const signIns = events.flatMap((event): ToldSignIn[] => {
        const [at, outcome] = [createdMs(event), outcomes.byId.get(event.pk)];
        const application = event.context.application?.name ?? "unknown application";
        return at === null || outcome === undefined ? [] : [{ application, at, outcome }];
      });
      return { signIns, count: read.count, asOf: read.asOf };
    },
    staleTime: 60_000,
    structuralSharing: false,
  });
}
