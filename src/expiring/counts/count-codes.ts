import { fetchAuthorizationCodes } from "../../api/endpoints/authorization-codes.ts";
import type { ListRequest } from "../../api/list-request.ts";
import { countBefore } from "../../find/expiry/count-before.ts";
import type { ReadContext } from "../../list/browser/read-rows.ts";
import { rememberPoints, rememberedPoints } from "../known-points-cache.ts";
import { serverTime } from "../server-time.ts";
import type { CodeCounts } from "./counts-query.ts";

/**
 * How many codes there are, and how they stand, at one moment.
 *
 * @param within see `codeCountsQuery`.
 */
export async function countCodes(
  { client, signal }: Pick<ReadContext, "client" | "signal">,
  server: ListRequest["filters"],
  within: string | null,
): Promise<CodeCounts> {
  const now = await serverTime(server, signal);
  const times = [now, ...(within === null ? [] : [now + Number(within) * 1000]), Infinity];
  const hint = rememberedPoints(client, server);
  const boundaries = await countBefore(fetchAuthorizationCodes, server, times, { hint, signal });
  rememberPoints(client, server, boundaries);
  const { count, before, asOf, exact, unreadable } = boundaries;
  const expired = before[0] ?? 0;
  const ending = before.at(-1) ?? 0;
  return {
    count,
    expired,
    valid: ending - expired,
    expiring: within === null ? null : (before[1] ?? 0) - expired,
    never: count - ending,
    asOf,
    exact,
    unreadable,
  };
}
