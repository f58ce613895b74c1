import { queryOptions } from "@tanstack/react-query";
import type { Endpoint } from "../../api/endpoint.ts";
import { ROWS } from "../../api/freshness.ts";
import { keys } from "../../api/keys.ts";
import type { ServerFilters } from "../../api/list-request.ts";
import { countBefore } from "../../find/expiry/count-before.ts";
import type { ReadContext } from "../../list/browser/read-rows.ts";
import type { ExpiringRow } from "../expiring-row.ts";
import { rememberedPoints, rememberPoints } from "../known-points-cache.ts";
import { fetchAfterRows } from "../rows-first.ts";
import { atServerTime } from "../server-time.ts";

/** Numbers of rows under a set of the server's filters, by their status according to the expiry time. */
export interface ExpiryCounts {
  count: number;
  expired: number;
  valid: number;
  /** Of the valid ones, those that expire soon; null where not requested. */
  expiring: number | null;
  never: number;
  /** The server's clock, epoch milliseconds. */
  asOf: number;
  exact: boolean;
  /** How many rows a count may be off by where the list changed too fast, beside what changed meanwhile. */
  margin?: number;
  /** Not exact because expiry times could not be read, rather than because the list changed. */
  unreadable: boolean;
}

/**
 * Counts the rows that are expired, that are valid, and that never expire, in a few requests.
 *
 * @param server authentik's own filters.
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
  const { name } = endpoint;
  const fetchPage = fetchAfterRows(endpoint, client);
  const times = [now, ...(within === null ? [] : [now + Number(within) * 1000]), Infinity];
  const knownPoints = rememberedPoints(client, name, server);
  const counted = await countBefore(fetchPage, server, times, { knownPoints, signal });
  rememberPoints(client, name, server, counted);
  const { counts, before, asOf, drift, unreadable } = counted;
  // From the answer that proved `expired`: a later count would include rows added since, as valid ones.
  const [count = 0, countThen = 0] = counts;
  const expired = before[0] ?? 0;
  // Likewise from the answer that proved where they begin.
  const never = counted.never ?? Math.max(0, counted.count - (before.at(-1) ?? 0));
  const sameMoment = (within === null || countThen === count) && counted.never !== null;
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
