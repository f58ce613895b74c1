import type { AuthorizationCode } from "../api/wire/grant.ts";
import type { CountsBefore, FetchPage, KnownPoint } from "../find/fetch-page.ts";

const MAX_PAGE_SIZE = 100;

/** All codes, counted by expiry time. */
export interface Totals {
  count: number;
  expired: number;
  valid: number;
  never: number;
  /** The server's clock, epoch milliseconds. */
  asOf: number;
  exact: boolean;
  /** For the next count. */
  knownPoints: readonly KnownPoint[];
}

/** @param counts before now, and before Infinity. */
export function totalsOf(counts: CountsBefore): Totals {
  const { count, before, asOf, exact, knownPoints } = counts;
  const [expired = 0, finite = 0] = before;
  return {
    count,
    expired,
    valid: finite - expired,
    never: count - finite,
    asOf,
    exact,
    knownPoints,
  };
}

/**
 * How many codes of each provider never expire. In the reverse order of expiry these codes come first.
 *
 * @param never how many there are.
 * @returns null when one request could not read them all.
 */
export async function neverByProvider(
  fetchPage: FetchPage<AuthorizationCode>,
  never: number,
): Promise<ReadonlyMap<number, number> | null> {
  if (never > MAX_PAGE_SIZE) return null;
  const request = { filters: {}, ordering: "-expires", page_size: MAX_PAGE_SIZE };
  const { rows, parts } = await fetchPage(request);
  const counts = new Map<number, number>();
  let read = 0;
  for (const row of rows) {
    if (!row.readable || row.value.expires !== null) continue;
    read += 1;
    const pk = row.value.provider?.pk;
    if (pk !== undefined) counts.set(pk, (counts.get(pk) ?? 0) + 1);
  }
  return read === never && parts === undefined ? counts : null;
}
