import { queryOptions } from "@tanstack/react-query";
import { LOOK_UPS } from "../freshness.ts";
import { keys } from "../keys.ts";
import { fetchAllPages } from "../all-pages.ts";
import { getObject } from "../endpoint.ts";
import { lookUpRequest, type LookUp } from "../look-up.ts";
import { readUser } from "../wire/user.ts";

const PATH = "core/users/";

/** Up to 20 users by username, name, e-mail or uuid, ordered by username. */
export function usersQuery(lookUp: LookUp = {}) {
  const request = lookUpRequest(lookUp);
  return queryOptions({
    queryKey: keys.users("some", request),
    queryFn: ({ signal }) => fetchAllPages(PATH, request, readUser, { bound: 1, signal }),
    ...LOOK_UPS,
  });
}

/**
 * The newest 1,000 users in at most ten requests, for the names of a page of connections: newest, because the newest connections are mostly
 * theirs. authentik has no filter for several ids. For one that is not among them while `more` is true: `userQuery`.
 */
export function allUsersQuery() {
  const request = lookUpRequest({}, { ordering: "-pk", page_size: "100" });
  return queryOptions({
    queryKey: keys.users("all", request),
    queryFn: ({ signal }) => fetchAllPages(PATH, request, readUser, { bound: 10, signal }),
    ...LOOK_UPS,
  });
}

/** One user with all fields. "Forbidden" for a caller who may not view users, even for their own account. */
export function userQuery(pk: number) {
  return queryOptions({
    queryKey: keys.users("one", pk),
    queryFn: ({ signal }) => getObject(`${PATH}${pk}/`, readUser, signal),
    ...LOOK_UPS,
  });
}
