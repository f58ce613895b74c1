import type { AuthorizationCode } from "../api/wire/grant.ts";
import type { CountsBefore, FetchPage, KnownPoint } from "../find/fetch-page.ts";

const LARGEST_PAGE = 100;

/** How all codes stand by expiry time. */
export interface Totals {
  count: number;
  expired: number;
  valid: number;
  never: number;
  /** The server's clock, epoch milliseconds. */
  asOf: number;
  exact: boolean;
  seen: readonly KnownPoint[];
}

/** @param found for the time now, and for Infinity. */
export function totalsOf(found: CountsBefore): Totals {
  const { count, before, asOf, exact, knownPoints: seen } = found;
  const [expired = 0, finite = 0] = before;
  return { count, expired, valid: finite - expired, never: count - finite, asOf, exact, seen };
}

/**
 * How many codes of each provider never expire; in the reverse order they come first.
 *
 * @param never how many there are.
 * @returns null when they could not all be read with one request.
 */
export async function neverByProvider(
  fetchPage: FetchPage<AuthorizationCode>,
  never: number,
): Promise<ReadonlyMap<number, number> | null> {
  if (never > LARGEST_PAGE) return null;
  const page = { filters: {}, ordering: "-expires", page_size: LARGEST_PAGE };
  const { rows, parts } = await fetchPage(page);
  const found = new Map<number, number>();
  let read = 0;
  for (const row of rows) {
    if (!row.readable || row.value.expires !== null) continue;
    read += 1;
    const pk = row.value.provider?.pk;
    if (pk !== undefined) found.set(pk, (found.get(pk) ?? 0) + 1);
  }
  return read === never && parts === undefined ? found : null;
}
