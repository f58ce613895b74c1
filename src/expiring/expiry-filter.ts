import { type ExpiryRange, NEVER_RANGE } from "../find/fetch-page.ts";
import type { ExpiryFilter } from "../list/state/list-state.ts";
import { momentMs } from "../model/moment-ms.ts";

/**
 * The range of expiry times that a filter selects.
 *
 * @param now the server's clock, epoch milliseconds.
 * @returns null if no row can match: the range is empty, or "never" is combined with a bound.
 */
export function expiryRange(expiry: ExpiryFilter, now: number): ExpiryRange | null {
  const { status, within = "0", expires_after: after, expires_before: before } = expiry;
  if (status === "never") return after === undefined && before === undefined ? NEVER_RANGE : null;
  const range = {
    from: Math.max(
      status === "valid" || status === "expiring" ? now : -Infinity,
      after === undefined ? -Infinity : momentMs(after, now),
    ),
    to: Math.min(
      status === "expired" ? now : Infinity,
      status === "expiring" ? now + Number(within) * 1000 : Infinity,
      before === undefined ? Infinity : momentMs(before, now),
    ),
  };
  return range.from < range.to ? range : null;
}
