import { queryOptions } from "@tanstack/react-query";
import { fetchAllPages } from "../all-pages.ts";
import { getObject } from "../endpoint.ts";
import { unreadableShape } from "../failures.ts";
import { LOOK_UPS } from "../freshness.ts";
import { keys } from "../keys.ts";
import { readProvider } from "../wire/provider.ts";

/** Proxy providers are listed here too, as the OAuth2 providers underneath. Rows carry secrets, which are withheld. */
const PATH = "providers/oauth2/";

/** The first 500 OAuth2 providers with all fields. */
export function oauth2ProvidersQuery() {
  return queryOptions({
    queryKey: keys.providers("all-oauth2"),
    queryFn: ({ signal }) => {
      const request = { page_size: "100", ordering: "name,pk" };
      return fetchAllPages(PATH, request, readProvider, { bound: 5, signal });
    },
    ...LOOK_UPS,
  });
}

/**
 * One OAuth2 provider with all fields but its secret: for a code whose nested provider has base fields only (2026.8).
 * Proxy providers are found here too, as the OAuth2 providers underneath.
 *
 * @throws ApiError "unreadable" also when the answer is another provider.
 */
export function oauth2ProviderQuery(pk: number) {
  return queryOptions({
    queryKey: keys.providers("oauth2", pk),
    queryFn: async ({ signal }) => {
      const answer = await getObject(`${PATH}${pk}/`, readProvider, signal);
      if (answer.value.pk !== pk) throw unreadableShape(answer.requestId);
      return answer;
    },
    ...LOOK_UPS,
  });
}
