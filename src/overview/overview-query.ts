import { queryOptions } from "@tanstack/react-query";
import { authorizationCodesEndpoint } from "../api/endpoints/authorization-codes.ts";
import { ROWS } from "../api/freshness.ts";
import { codeProvidersQuery } from "../api/endpoints/providers.ts";
import { keys } from "../api/keys.ts";
import { serverTime } from "../expiring/server-time.ts";
import { loadOverview, type Overview } from "./load-overview.ts";

/** What took more requests than that is asked again by itself only each minute. */
const CHEAP_REQUESTS = 10;
const DEAR_STALE_MS = 60_000;

/** How the codes of all applications stand; what is known so far is published on the way. */
export function overviewQuery() {
  const key = keys.overviewCodes;
  return queryOptions({
    queryKey: key,
    queryFn: async ({ client, signal }) => {
      const previous = client.getQueryData<Overview>(key);
      const now = await serverTime(authorizationCodesEndpoint, {}, signal);
      const fetchProviders = () => client.query(codeProvidersQuery());
      return loadOverview(
        { fetchPage: authorizationCodesEndpoint.fetchPage, fetchProviders },
        {
          now,
          previous,
          signal,
          onProgress(part) {
            // What is whole stays on show until this is.
            if (!signal.aborted && !previous?.done) client.setQueryData(key, part);
          },
        },
      );
    },
    staleTime: ({ state: { data } }: { state: { data?: Overview | undefined } }) => {
      if (!data?.done) return 0;
      return data.requests > CHEAP_REQUESTS ? DEAR_STALE_MS : ROWS.staleTime;
    },
    // Holds rows, and is told of often.
    structuralSharing: false,
  });
}
