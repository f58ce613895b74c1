import { queryOptions } from "@tanstack/react-query";
import type { Endpoint } from "../../api/endpoint.ts";
import { ROWS } from "../../api/freshness.ts";
import { keys } from "../../api/keys.ts";
import type { ServerFilters } from "../../api/list-request.ts";
import { countBefore } from "../../find/expiry/count-before.ts";
import type { ReadContext } from "../../list/browser/read-rows.ts";
import type { ExpiringRow } from "../expiring-row.ts";
import { rememberedPoints, rememberPoints } from "../known-points-cache.ts";
import { atServerTime } from "../server-time.ts";

/** Rows under one set of the server's filters by how they stand, by expiry time. */
export interface ExpiryCounts {
  count: number;
  expired: number;
  valid: number;
  /** Of the valid ones, those that expire soon; only where that was asked. */
  expiring: number | null;
  never: number;
  /** The server's clock, epoch milliseconds. */
  asOf: number;
  exact: boolean;
  /** By how many rows it may be off where the list moved too fast, beside what changed meanwhile. */
  margin?: number;
  /** Not exact because ends could not be read, rather than because the list moved. */
  unreadable: boolean;
}

/**
 * How many rows are expired, valid and without end, in a few requests.
 *
 * @param server filters of the server's own.
 * @param within for "expiring", seconds; null leaves it out.
 */
export function expiryCountsQuery<T extends ExpiringRow>(
  endpoint: Endpoint<T>,
  server: ServerFilters,
  within: string | null,
) {
  return queryOptions({
    queryKey: keys.counts(endpoint.name, server, within),
    queryFn: ({ client, signal }) =>
      atServerTime(endpoint, server, signal, (now) =>
        countByExpiry(endpoint, { client, signal }, server, within, now),
      ),
    ...ROWS,
  });
}

async function countByExpiry<T extends ExpiringRow>(
  endpoint: Endpoint<T>,
  { client, signal }: Pick<ReadContext, "client" | "signal">,
  server: ServerFilters,
  within: string | null,
  now: number,
): Promise<ExpiryCounts> {
  const { name, fetchPage } = endpoint;
  const times = [now, ...(within === null ? [] : [now + Number(within) * 1000]), Infinity];
  const knownPoints = rememberedPoints(client, name, server);
  const counted = await countBefore(fetchPage, server, times, { knownPoints, signal });
  rememberPoints(client, name, server, counted);
  const { counts, before, asOf, drift, unreadable } = counted;
  // By the answer that shows where the expired ones end: a later number of rows would count what came as valid.
  const [count = 0, countThen = 0] = counts;
  const expired = before[0] ?? 0;
  // Likewise by the answer that shows where they begin.
  const never = counted.never ?? count - (before.at(-1) ?? 0);
  const sameMoment = within === null || countThen === count;
  return {
    count,
    expired,
    valid: Math.max(0, count - never - expired),
    expiring: within === null ? null : (before[1] ?? 0) - expired,
    never,
    asOf,
    exact: counted.exact && sameMoment,
    margin: counted.margin + (sameMoment ? 0 : drift),
    unreadable,
  };
}
