import { queryOptions } from "@tanstack/react-query";
import { ApiError } from "../failures.ts";
import { LOOK_UPS } from "../freshness.ts";
import { keys } from "../keys.ts";
import { fetchAllPages, pagesOf } from "../all-pages.ts";
import { getObject } from "../endpoint.ts";
import type { ObjectAnswer } from "../list-answer.ts";
import type { RequestParams } from "../list-request.ts";
import { lookUpRequest, type LookUp } from "../look-up.ts";
import { readSource, type Source } from "../wire/source.ts";

const ALL = "sources/all/";
const OAUTH = "sources/oauth/";

/** These lists have no default order. */
const ORDER = { ordering: "name,pk" };

/** The most pages read to list sources or to find one: 500 sources. */
const PAGES = 5;

/** Up to 20 sources by name or slug: those of OAuth, or of all types. */
export function sourcesQuery(lookUp: LookUp = {}, of: "oauth" | "all" = "oauth") {
  const request = lookUpRequest(lookUp, ORDER);
  const path = of === "all" ? ALL : OAUTH;
  return queryOptions({
    queryKey: keys.sources("some", of, request),
    queryFn: ({ signal }) => fetchAllPages(path, request, readSource, { bound: 1, signal }),
    ...LOOK_UPS,
  });
}

/** The first 500 sources of all types in at most five requests, usually one: for the names of a page of connections. */
export function allSourcesQuery() {
  const request = lookUpRequest({}, { ...ORDER, page_size: "100" });
  return queryOptions({
    queryKey: keys.sources("all", request),
    queryFn: ({ signal }) => fetchAllPages(ALL, request, readSource, { bound: PAGES, signal }),
    ...LOOK_UPS,
  });
}

/** One source of any type by its slug. */
export function sourceQuery(slug: string) {
  return queryOptions({
    queryKey: keys.sources("by-slug", slug),
    queryFn: ({ signal }) => getObject(`${ALL}${encodeURIComponent(slug)}/`, readSource, signal),
    ...LOOK_UPS,
  });
}

/**
 * One source of any type by its uuid, which is what connections have from 2024.12 on. `pbm_uuid` is a filter from
 * 2025.2 on and ignored before, so the source is searched for in the answers.
 *
 * @throws ApiError "not-found" when it does not exist, or is beyond the first 500 of a server that ignores the filter.
 */
export function sourceByPkQuery(uuid: string) {
  const request = lookUpRequest({}, { ...ORDER, page_size: "100", pbm_uuid: uuid });
  return queryOptions({
    queryKey: keys.sources("by-pk", request),
    queryFn: ({ signal }) => findSource(uuid, request, signal),
    ...LOOK_UPS,
  });
}

async function findSource(
  uuid: string,
  request: RequestParams,
  signal: AbortSignal,
): Promise<ObjectAnswer<Source>> {
  for await (const page of pagesOf(ALL, request, readSource, { bound: PAGES, signal })) {
    for (const row of page.rows) {
      if (!row.readable || row.value.pk !== uuid) continue;
      const { asOf, receivedAt, requestId } = page;
      return { value: row.value, problems: row.problems, asOf, receivedAt, requestId };
    }
  }
  throw new ApiError({ kind: "not-found" });
}
