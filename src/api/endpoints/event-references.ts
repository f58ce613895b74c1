import { queryOptions } from "@tanstack/react-query";
import { fetchAllPages } from "../all-pages.ts";
import { getPage } from "../endpoint.ts";
import { ApiError } from "../failures.ts";
import { LOOK_UPS } from "../freshness.ts";
import { keys } from "../keys.ts";
import type { ObjectAnswer } from "../list-answer.ts";
import { type LookUp, lookUpRequest } from "../look-up.ts";
import { type Application, readApplication } from "../wire/application.ts";
import { readUser, type User } from "../wire/user.ts";
import { serverNow } from "../server-clock.ts";

const APPLICATIONS = "core/applications/";
const USERS = "core/users/";

/** All that the caller may see, not only those that they may use: superusers only, others get their own. */
const FULL = { superuser_full_list: "true", ordering: "name" };

/** The most pages read to find one: 500 applications. */
const PAGES = 5;

/** Up to 20 applications by name or slug, ordered by name. */
export function applicationsQuery(lookUp: LookUp = {}) {
  const request = lookUpRequest(lookUp, FULL);
  return queryOptions({
    queryKey: keys.applications("some", request),
    queryFn: ({ signal }) =>
      fetchAllPages(APPLICATIONS, request, readApplication, { bound: 1, signal }),
    ...LOOK_UPS,
  });
}

/**
 * One application by its uuid, with or without hyphens; authentik finds one by its slug only.
 *
 * @throws ApiError "not-found" when it does not exist, or is not among the first 500.
 */
export function applicationQuery(uuid: string) {
  const request = lookUpRequest({}, { ...FULL, page_size: "100" });
  return queryOptions({
    queryKey: keys.applications("by-pk", uuid),
    queryFn: async ({ signal }): Promise<ObjectAnswer<Application>> => {
      const all = await fetchAllPages(APPLICATIONS, request, readApplication, {
        bound: PAGES,
        signal,
      });
      const value = all.items.find(({ pk }) => plain(pk) === plain(uuid));
      if (value === undefined) throw new ApiError({ kind: "not-found" });
      return { value, problems: [], asOf: serverNow(), receivedAt: Date.now(), requestId: null };
    },
    ...LOOK_UPS,
  });
}

function plain(uuid: string): string {
  return uuid.replaceAll("-", "").toLowerCase();
}

/** The user of exactly this username. */
export function usernameQuery(username: string) {
  const request = { username, page_size: "1" };
  return queryOptions({
    queryKey: keys.users("by-username", username),
    queryFn: async ({ signal }): Promise<ObjectAnswer<User>> => {
      const { rows, asOf, receivedAt, requestId } = await getPage(USERS, request, readUser, signal);
      const [row] = rows;
      if (!row?.readable) throw new ApiError({ kind: "not-found" });
      return { value: row.value, problems: row.problems, asOf, receivedAt, requestId };
    },
    ...LOOK_UPS,
  });
}
