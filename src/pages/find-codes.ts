import { queryOptions } from "@tanstack/react-query";
import { AUTHORIZATION_CODES, authorizationCodesQuery } from "../api/authorization-codes.ts";
import { ApiError } from "../api/errors.ts";
import { ROWS } from "../api/freshness.ts";
import type { ListAnswer } from "../api/list-answer.ts";
import type { ListParams } from "../api/list-params.ts";
import { queryKey } from "../api/query-key.ts";
import type { AuthorizationCode } from "../api/wire/authorization-code.ts";
import { orderingKey } from "../list/params.ts";
import { pageOfWhole } from "../list/whole-list.ts";
import { type ListQuery, wholeQuery } from "../list/whole-query.ts";
import { codeOrder } from "./code-order.ts";
import { type ExpiryFilter, splitFilters } from "./expiry-filter.ts";

type Answer = ListAnswer<AuthorizationCode>;

/** The beginning of the keys of what stands around the list of codes and is as old as it. */
export const BESIDE = queryKey(AUTHORIZATION_CODES.key, "beside");

/**
 * A page of codes, found in the way its parameters need:
 *
 * - no expiry filter: the server's own page.
 * - in the order of expiry: a slice of the server's order, page by page.
 * - in another order: all of the range is read, up to a cap, sorted here, and pages are cut out of it.
 */
export function codesListQuery(params: ListParams): ListQuery<AuthorizationCode> {
  const { server, expiry } = splitFilters(params.filters);
  const asked = { ...params, filters: server };
  if (expiry === null) return authorizationCodesQuery(asked);
  return orderingKey(params.ordering ?? "") === "expires"
    ? sliceQuery(asked, expiry)
    : loadQuery(asked, expiry);
}

function sliceQuery(params: ListParams, expiry: ExpiryFilter) {
  return queryOptions({
    queryKey: queryKey(AUTHORIZATION_CODES.key, "slice", params, expiry),
    queryFn: async (context) => (await finding()).fetchSlice(context, params, expiry),
    ...ROWS,
  });
}

function loadQuery(params: ListParams, expiry: ExpiryFilter) {
  return wholeQuery({
    queryKey: queryKey(AUTHORIZATION_CODES.key, "loaded", params.filters, expiry),
    queryFn: async (context) => (await finding()).loadRange(context, params, expiry),
    select: (whole: Answer) => pageOfWhole(whole, params, codeOrder(params.ordering ?? "")),
  });
}

/** Codes under one set of the server's filters by how they stand, by expiry time. */
export interface CodeCounts {
  count: number;
  expired: number;
  valid: number;
  /** Of the valid ones, those that expire soon; only where that was asked. */
  expiring: number | null;
  never: number;
  /** The server's clock, epoch milliseconds. */
  asOf: number;
  exact: boolean;
}

/**
 * How many codes are expired, valid and without end, in a few requests.
 *
 * @param server filters of the server's own.
 * @param within for "expiring", seconds; null leaves it out.
 */
export function codeCountsQuery(server: ListParams["filters"], within: string | null) {
  return queryOptions({
    queryKey: queryKey(...BESIDE, "counts", server, within),
    queryFn: async (context): Promise<CodeCounts> =>
      (await finding()).countCodes(context, server, within),
    ...ROWS,
  });
}

/** Comes in a file of its own: a list without such filters has no use for it. */
async function finding() {
  try {
    return await import("./finding.ts");
  } catch {
    throw new ApiError({ kind: "unreachable", reason: "network" });
  }
}
