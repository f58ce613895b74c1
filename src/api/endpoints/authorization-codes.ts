import { queryOptions } from "@tanstack/react-query";
import { ROWS } from "../freshness.ts";
import { keys } from "../keys.ts";
import { getObject, getPageInParts, type ListAnswer } from "../list-answer.ts";
import { listRequest, type ListRequest } from "../list-request.ts";
import { type AuthorizationCode, readAuthorizationCode } from "../wire/authorization-code.ts";

/** The resource, by its name in the console, and its path in the API. */
export const AUTHORIZATION_CODES = {
  name: "authorization-codes",
  path: "oauth2/authorization_codes/",
} as const;

/**
 * Asking for less: groups and roles stay ids, which saves authentik a fifth of the work. Not in the reference, but
 * heeded by every version seen; the others ignore it.
 */
const SLIM = { include_groups: "false", include_roles: "false" };

/** A page of codes. Filters: `provider`, `user`. The server ignores `search` here: see `searchProbeQuery`. */
export function authorizationCodesQuery(params: ListRequest) {
  const request = listRequest(params, SLIM);
  return queryOptions({
    queryKey: keys.page(AUTHORIZATION_CODES.name, request),
    queryFn: ({ signal }) => fetchAuthorizationCodes(params, signal),
    ...ROWS,
  });
}

/** The same page, outside the query cache. @throws ApiError as `getPageInParts`. */
export function fetchAuthorizationCodes(
  params: ListRequest,
  signal?: AbortSignal,
): Promise<ListAnswer<AuthorizationCode>> {
  const request = listRequest(params, SLIM);
  return getPageInParts(AUTHORIZATION_CODES.path, request, readAuthorizationCode, signal);
}

/** One code, with groups and roles of its user. */
export function authorizationCodeQuery(pk: number) {
  return queryOptions({
    queryKey: keys.object(AUTHORIZATION_CODES.name, pk),
    queryFn: ({ signal }) =>
      getObject(`${AUTHORIZATION_CODES.path}${pk}/`, readAuthorizationCode, signal),
    ...ROWS,
  });
}
