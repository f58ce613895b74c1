import { type ExpiryRange, NEVER_RANGE } from "../find/fetch-page.ts";
import type { ExpiryFilter } from "../list/state/list-state.ts";
import { momentMs } from "../model/moment.ts";

/**
 * Which times a filter means.
 *
 * @param now the server's clock, epoch milliseconds.
 * @returns null when nothing can lie in it: it ends before it begins, or asks for an end of what never ends.
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
