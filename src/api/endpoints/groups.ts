import { queryOptions } from "@tanstack/react-query";
import { LOOK_UPS } from "../freshness.ts";
import { keys } from "../keys.ts";
import { fetchAllPages } from "../all-pages.ts";
import { getObject } from "../endpoint.ts";
import { lookUpRequest, type LookUp } from "../look-up.ts";
import { readGroup } from "../wire/group.ts";

const PATH = "core/groups/";

/** Without members, which are most of a group's size. */
const SLIM = { include_users: "false" };

/** Up to 20 groups by name. */
export function groupsQuery(lookUp: LookUp = {}) {
  const request = lookUpRequest(lookUp, { ordering: "name,pk", ...SLIM });
  return queryOptions({
    queryKey: keys.groups("some", request),
    queryFn: ({ signal }) => fetchAllPages(PATH, request, readGroup, { bound: 1, signal }),
    ...LOOK_UPS,
  });
}

/**
 * The first 500 groups in at most five requests, usually one: for the names of a page of connections. authentik has no
 * filter for several ids. For a group that is not among them while `more` is true: `groupQuery`.
 */
export function allGroupsQuery() {
  const request = lookUpRequest({}, { ordering: "name,pk", page_size: "100", ...SLIM });
  return queryOptions({
    queryKey: keys.groups("all", request),
    queryFn: ({ signal }) => fetchAllPages(PATH, request, readGroup, { bound: 5, signal }),
    ...LOOK_UPS,
  });
}

/** One group, without its members' objects. */
export function groupQuery(uuid: string) {
  return queryOptions({
    queryKey: keys.groups("one", uuid, SLIM),
    queryFn: ({ signal }) =>
      getObject(`${PATH}${encodeURIComponent(uuid)}/`, readGroup, signal, SLIM),
    ...LOOK_UPS,
  });
}
