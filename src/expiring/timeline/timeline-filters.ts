import { momentMs } from "../../model/moment-ms.ts";
import { momentOf, readRelative } from "../../model/moment.ts";
import { useNow } from "../../feedback/use-now.ts";
import type { ExpiryFilter } from "../../list/state/list-state.ts";
import type { Span } from "../../list/brush/brush-scale.ts";

/** The URL parameters for the ends of a span; null for an open end. */
export function expiryOfSpan({ from, to }: Span) {
  return {
    expires_after: from === -Infinity ? null : momentOf(from),
    expires_before: to === Infinity ? null : momentOf(to),
  };
}

/** The same without a status filter, so that as many rows are shown as were counted. */
export function onlyExpiryOf(span: Span) {
  return { status: null, ...expiryOfSpan(span) };
}

/** The filter for the rows that never expire. */
export const ONLY_NEVER = { status: "never", expires_after: null, expires_before: null } as const;

/** The range in the URL; moves with the clock where it is relative. */
export function useSpan(expiry: ExpiryFilter | null): Span {
  const { expires_after: after, expires_before: before } = expiry ?? {};
  return {
    from: useNow((now) => endOf(after, -Infinity, now)),
    to: useNow((now) => endOf(before, Infinity, now)),
  };
}

function endOf(moment: string | undefined, none: number, now: number): number {
  if (moment === undefined) return none;
  // In steps of a second: smaller ones would be invisible.
  return momentMs(moment, readRelative(moment) ? Math.floor(now / 1000) * 1000 : now);
}
