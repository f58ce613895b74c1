import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { authorizationCodesEndpoint } from "../api/endpoints/authorization-codes.ts";
import { ROWS } from "../api/freshness.ts";
import type { ListAnswer } from "../api/list-answer.ts";
import type { AuthorizationCode } from "../api/wire/grant.ts";
import { codeProvidersQuery } from "../api/endpoints/providers.ts";
import { keys } from "../api/keys.ts";
import { isReadWhole } from "../list/state/use-snapshot.ts";
import { serverTime } from "../expiring/server-time.ts";
import type { WholeRange } from "./findings.ts";
import { loadOverview, type Overview } from "./load-overview.ts";

/** A load of more requests than this is refreshed by itself only once a minute. */
const CHEAP_REQUESTS = 10;
const EXPENSIVE_STALE_MS = 60_000;

/** All codes, if their list has been loaded in full, refetched where it is stale: then both pages show the same numbers. */
async function wholeList(client: QueryClient): Promise<WholeRange | undefined> {
  const queryKey = keys.snapshot(authorizationCodesEndpoint.name, {});
  const wholeAnswer = () => {
    const { status, data } = client.getQueryState<ListAnswer<AuthorizationCode>>(queryKey) ?? {};
    return status === "success" && isReadWhole(data) ? data : undefined;
  };
  if (wholeAnswer() === undefined) return undefined;
  await client.refetchQueries({
    queryKey,
    exact: true,
    predicate: (query) => query.isStaleByTime(ROWS.staleTime),
  });
  const renewed = wholeAnswer();
  if (renewed === undefined) return undefined;
  const { rows, asOf, report } = renewed;
  return { rows, asOf, moved: report?.moved === true };
}

/** The codes of all applications. Partial results are published while it loads. */
export function overviewQuery() {
  const key = keys.overviewCodes;
  return queryOptions({
    queryKey: key,
    queryFn: async ({ client, signal }) => {
      const previous = client.getQueryData<Overview>(key);
      const now = await serverTime(authorizationCodesEndpoint, {}, signal);
      const fetchProviders = () => client.query(codeProvidersQuery());
      const whole = await wholeList(client);
      return loadOverview(
        { fetchPage: authorizationCodesEndpoint.fetchPage, fetchProviders },
        {
          now,
          previous,
          whole,
          signal,
          onProgress(partial) {
            // A complete result stays visible until the next one is complete.
            if (!signal.aborted && !previous?.done) client.setQueryData(key, partial);
          },
        },
      );
    },
    staleTime: ({ state: { data } }: { state: { data?: Overview | undefined } }) => {
      if (!data?.done) return 0;
      return data.requests > CHEAP_REQUESTS ? EXPENSIVE_STALE_MS : ROWS.staleTime;
    },
    // It holds many rows and is updated often: comparing them would cost more than it saves.
    structuralSharing: false,
  });
}
