import { queryOptions } from "@tanstack/react-query";
import type { ListQuery } from "../api/endpoint.ts";
import { ROWS } from "../api/freshness.ts";
import { keys } from "../api/keys.ts";
import { browserQuery, pageOfWhole } from "../list/browser/browser-query.ts";
import { lazyQueryFn } from "../list/browser/lazy-query-fn.ts";
import { isReadThrough, throughQuery } from "../list/browser/list-query.ts";
import { notLoaded } from "../list/browser/not-loaded.ts";
import { type ListQuestion, requestOf, type Resource } from "../list/resource.ts";
import { type ExpiryFilter, sortKey } from "../list/state/list-state.ts";
import type { ExpiringRow } from "./expiring-row.ts";
import { pageOfSnapshot } from "./snapshot/snapshot-query.ts";

/**
 * The query of one page of rows that expire, depending on the question:
 *
 * - the list is loaded in full: a page of the snapshot.
 * - no filter by expiry time: the server's own page.
 * - in the order of expiry: a slice of the server's order, page by page.
 * - in another order: the whole range is read, up to a cap, then sorted and paginated in the browser.
 * - a search that the server cannot answer, or exclusions: the list is scanned.
 */
export function expiringQuery<T extends ExpiringRow>(
  resource: Resource<T>,
  question: ListQuestion,
): ListQuery<T> {
  if (question.whole) return pageOfSnapshot(resource, question);
  if (isReadThrough(question)) {
    const queryFn = lazyQueryFn(reading, ({ readThroughExpiring }, context) =>
      readThroughExpiring(resource, context, question),
    );
    return throughQuery(resource, question, queryFn);
  }
  if (question.expiry === null) return resource.endpoint.pageQuery(requestOf(question));
  return sortKey(question.sort) === "expires"
    ? sliceQuery(resource, question, question.expiry)
    : rangeQuery(resource, question, question.expiry);
}

function sliceQuery<T extends ExpiringRow>(
  resource: Resource<T>,
  question: ListQuestion,
  expiry: ExpiryFilter,
): ListQuery<T> {
  const request = requestOf(question);
  return queryOptions({
    queryKey: keys.slice(resource.name, request, expiry),
    queryFn: lazyQueryFn(reading, ({ fetchSlice }, context) =>
      fetchSlice(resource, context, request, expiry),
    ),
    ...ROWS,
  });
}

function rangeQuery<T extends ExpiringRow>(
  resource: Resource<T>,
  question: ListQuestion,
  expiry: ExpiryFilter,
): ListQuery<T> {
  const request = requestOf(question);
  return browserQuery({
    queryKey: keys.range(resource.name, request.filters, expiry),
    queryFn: lazyQueryFn(reading, ({ fetchRange }, context) =>
      fetchRange(resource, context, request, expiry),
    ),
    select: pageOfWhole(resource, question),
  });
}

const reading = () => import("./expiring-parts.ts").catch(notLoaded);
