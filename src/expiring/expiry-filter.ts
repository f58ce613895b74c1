import type { ListRequest } from "../api/list-request.ts";
import { type ExpiryRange, NEVER_RANGE } from "../find/fetch-page.ts";
import { EXPIRING_MS } from "../model/expiry.ts";
import { type Exclusions, splitExclusions } from "../list/state/exclusions.ts";
import { momentMs } from "../model/moment.ts";
import type { ExpiryParam } from "../list/state/list-params.ts";

/** How codes are chosen by their expiry time, in the address's own words and in canonical form; at least one is set. */
export type ExpiryFilter = Readonly<Partial<Record<ExpiryParam, string>>>;

type Filters = ListRequest["filters"];

/** A change that takes off all of them. */
export const NO_EXPIRY: Readonly<Record<ExpiryParam, null>> = {
  status: null,
  within: null,
  expires_after: null,
  expires_before: null,
};

interface Split {
  /** What the server can be asked. Nothing else may ever be sent to it. */
  server: Filters;
  /** null: by no expiry time. */
  expiry: ExpiryFilter | null;
  /** null: nothing is left out. */
  without: Exclusions | null;
}

/** For "expiring": what `within` is when it is not given, in seconds. */
export const WITHIN = String(EXPIRING_MS / 1000);

/** Takes the filters apart by who applies them. `within` counts for "expiring" only. */
export function splitFilters(filters: Filters): Split {
  const { kept, without } = splitExclusions(filters);
  const { status, within, expires_after: after, expires_before: before, ...server } = kept;
  if (status === undefined && after === undefined && before === undefined) {
    return { server, expiry: null, without };
  }
  const expiry: ExpiryFilter = {
    ...(status !== undefined && { status }),
    ...(status === "expiring" && { within: within ?? WITHIN }),
    ...(after !== undefined && { expires_after: after }),
    ...(before !== undefined && { expires_before: before }),
  };
  return { server, expiry, without };
}

/**
 * Which times a filter means.
 *
 * @param now the server's clock, epoch milliseconds.
 * @returns null when nothing can lie in it: it ends before it begins, or asks for an end of what never ends.
 */
export function expiryRange(expiry: ExpiryFilter, now: number): ExpiryRange | null {
  const { status, within = WITHIN, expires_after: after, expires_before: before } = expiry;
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
