import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { authorizationCodesEndpoint } from "../api/endpoints/authorization-codes.ts";
import { fetchConfigurationErrors, signInsEndpoint } from "../api/endpoints/events.ts";
import { meQuery } from "../api/endpoints/me.ts";
import { oauth2ProvidersQuery } from "../api/endpoints/oauth2-providers.ts";
import { ROWS } from "../api/freshness.ts";
import { keys } from "../api/keys.ts";
import type { ListAnswer } from "../api/list-answer.ts";
import { isServerClockKnown, serverNow } from "../api/server-clock.ts";
import type { AuthorizationCode } from "../api/wire/grant.ts";
import { isReadWhole } from "../list/state/use-snapshot.ts";
import type { Health } from "./health.ts";
import { readHealth } from "./read-health.ts";

/** All codes, if their list has been loaded in full, refetched where it is stale: then both pages agree. */
async function wholeList(client: QueryClient): Promise<ListAnswer<AuthorizationCode> | undefined> {
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
  return wholeAnswer();
}

/** The health of sign-in, with a first answer while the rest is read. */
export function healthQuery() {
  const queryKey = keys.overviewCodes;
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<Health> => {
      // The frame of the page asks it as well.
      const seesAll = client.query(meQuery()).then(
        ({ user }) => user.is_superuser,
        () => false,
      );
      // The last hour is by authentik's clock, which its first answer tells.
      if (!isServerClockKnown()) await seesAll;
      return readHealth(
        {
          fetchSignIns: signInsEndpoint.fetchPage,
          fetchErrors: fetchConfigurationErrors,
          fetchCodes: authorizationCodesEndpoint.fetchPage,
          wholeList: () => wholeList(client),
          fetchProviders: async () => (await client.query(oauth2ProvidersQuery())).items,
          seesAll: () => seesAll,
        },
        {
          now: serverNow(),
          signal,
          onFirst(health) {
            // A complete answer stays until the next one is complete.
            if (!signal.aborted && client.getQueryData(queryKey) === undefined) {
              client.setQueryData(queryKey, health);
            }
          },
        },
      );
    },
    ...ROWS,
  });
}
