import { queryOptions } from "@tanstack/react-query";
import { AUTHORIZATION_CODES } from "../../api/endpoints/authorization-codes.ts";
import { ROWS } from "../../api/freshness.ts";
import { keys } from "../../api/keys.ts";
import type { ListRequest } from "../../api/list-request.ts";
import { lazyQueryFn } from "../../list/browser/lazy-query-fn.ts";
import { notLoaded } from "../../list/browser/not-loaded.ts";

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
  /** Not exact because ends could not be read, rather than because the list moved. */
  unreadable: boolean;
}

/**
 * How many codes are expired, valid and without end, in a few requests.
 *
 * @param server filters of the server's own.
 * @param within for "expiring", seconds; null leaves it out.
 */
export function codeCountsQuery(server: ListRequest["filters"], within: string | null) {
  return queryOptions({
    queryKey: keys.counts(AUTHORIZATION_CODES.name, server, within),
    queryFn: lazyQueryFn(counting, (found, context) => found.countCodes(context, server, within)),
    ...ROWS,
  });
}

const counting = () => import("./count-codes.ts").catch(notLoaded);
