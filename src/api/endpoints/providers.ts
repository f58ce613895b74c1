import { queryOptions } from "@tanstack/react-query";
import { LOOK_UPS } from "../freshness.ts";
import { keys } from "../keys.ts";
import { fetchAllPages } from "../all-pages.ts";
import { getObject } from "../endpoint.ts";
import { DEFAULT_PAGE_SIZE } from "../list-request.ts";
import { lookUpRequest, type LookUp } from "../look-up.ts";
import { readProvider, type Provider } from "../wire/provider.ts";

/** Unlike `providers/oauth2/`: no secrets, and the application's name is searched too. */
const PATH = "providers/all/";

/** Proxy providers are OAuth2 providers underneath, and have codes. */
const WITH_CODES: ReadonlySet<string> = new Set([
  "authentik_providers_oauth2.oauth2provider",
  "authentik_providers_proxy.proxyprovider",
]);

/** The most pages searched for the first 20, since providers of other kinds are listed in between. */
const PAGES = 3;

/** Up to about 20 providers that can have codes, by name or application, ordered by name. */
export function providersQuery(lookUp: LookUp = {}) {
  const request = lookUpRequest(lookUp, { ordering: "name,pk" });
  return queryOptions({
    queryKey: keys.providers("some", request),
    queryFn: async ({ signal }) => {
      const enough = (items: Provider[]) => items.filter(hasCodes).length >= DEFAULT_PAGE_SIZE;
      const all = await fetchAllPages(PATH, request, readProvider, {
        bound: PAGES,
        enough,
        signal,
      });
      return { items: all.items.filter(hasCodes), more: all.more };
    },
    ...LOOK_UPS,
  });
}

/** One provider of any kind, with its base fields only: name and application, no client, no validities. */
export function providerQuery(pk: number) {
  return queryOptions({
    queryKey: keys.providers("one", pk),
    queryFn: ({ signal }) => getObject(`${PATH}${pk}/`, readProvider, signal),
    ...LOOK_UPS,
  });
}

function hasCodes(provider: Provider): boolean {
  return provider.meta_model_name === null || WITH_CODES.has(provider.meta_model_name);
}
