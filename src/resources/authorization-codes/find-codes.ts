import { queryOptions } from "@tanstack/react-query";
import {
  AUTHORIZATION_CODES,
  authorizationCodesQuery,
} from "../../api/endpoints/authorization-codes.ts";
import { ROWS } from "../../api/freshness.ts";
import { keys } from "../../api/keys.ts";
import type { ListAnswer } from "../../api/list-answer.ts";
import type { ListRequest } from "../../api/list-request.ts";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import { isPlainSearch } from "../../find/text/plain-search.ts";
import { orderingKey } from "../../list/state/list-params.ts";
import { notLoaded } from "../../list/browser/not-loaded.ts";
import { paginateInBrowser } from "../../list/browser/paginate.ts";
import { type ListQuery, wholeQuery } from "../../list/browser/whole-query.ts";
import { codeOrder } from "./code-order.ts";
import { lazyQueryFn } from "../../list/browser/lazy-query-fn.ts";
import { type ExpiryFilter, splitFilters } from "../../expiring/expiry-filter.ts";

type Answer = ListAnswer<AuthorizationCode>;

/**
 * A page of codes, found in the way its parameters need:
 *
 * - no expiry filter: the server's own page.
 * - in the order of expiry: a slice of the server's order, page by page.
 * - in another order: all of the range is read, up to a cap, sorted here, and pages are cut out of it.
 * - with a search that is not the server's own to answer, or where rows are left out: read through, as `scanCodes` does.
 */
export function codesListQuery(params: ListRequest): ListQuery<AuthorizationCode> {
  const { server, expiry, without } = splitFilters(params.filters);
  const asked = { ...params, filters: server };
  const { search = "" } = params;
  if (without !== null) return scanQuery(params);
  if (search !== "" && (params.scan || expiry !== null || !isPlainSearch(search))) {
    return scanQuery(params);
  }
  if (expiry === null) return authorizationCodesQuery(asked);
  return orderingKey(params.ordering ?? "") === "expires"
    ? sliceQuery(asked, expiry)
    : loadQuery(asked, expiry);
}

function sliceQuery(params: ListRequest, expiry: ExpiryFilter) {
  return queryOptions({
    queryKey: keys.slice(AUTHORIZATION_CODES.name, params, expiry),
    queryFn: lazyQueryFn(finding, (found, context) => found.fetchSlice(context, params, expiry)),
    ...ROWS,
  });
}

function loadQuery(params: ListRequest, expiry: ExpiryFilter) {
  return wholeQuery({
    queryKey: keys.range(AUTHORIZATION_CODES.name, params.filters, expiry),
    queryFn: lazyQueryFn(finding, (found, context) => found.loadRange(context, params, expiry)),
    select: (whole: Answer) => paginateInBrowser(whole, params, codeOrder(params.ordering ?? "")),
  });
}

function scanQuery({ page, page_size, ordering = "", ...asked }: ListRequest) {
  const cut = { ...asked, ...(page && { page }), ...(page_size && { page_size }) };
  return wholeQuery({
    queryKey: keys.scan(AUTHORIZATION_CODES.name, asked),
    queryFn: lazyQueryFn(scanning, (found, context) => found.scanCodes(context, asked)),
    select: (whole: Answer) => paginateInBrowser(whole, cut, codeOrder(ordering)),
  });
}

// In files of their own: a list without such filters, and without a search, has no use for them.
const finding = () => import("./finding.ts").catch(notLoaded);
const scanning = () => import("./scan-codes.ts").catch(notLoaded);
