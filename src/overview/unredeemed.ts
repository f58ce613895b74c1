import type { AuthorizationCode } from "../api/wire/grant.ts";
import { expiryStatus } from "../model/expiry.ts";

/** What one provider's codes say about its client. */
export interface ProviderHealth {
  /** null when the rows' provider could not be read. */
  pk: number | null;
  name: string | null;
  application: string | null;
  /** Rows that expired and are still listed. Inferred: they were never redeemed. */
  unredeemed: number;
  /** Rows past their expiry time that authentik does not call expired, and keeps. */
  kept: number;
  /** First and last expiry time of the unredeemed rows, epoch milliseconds; null when there are none. */
  oldestMs: number | null;
  newestMs: number | null;
  /** Users of the unredeemed rows, each once, in the order of the rows. */
  users: readonly { pk: number; name: string }[];
  /** Unredeemed rows whose user could not be read. */
  unknownUsers: number;
}

interface Tally extends ProviderHealth {
  users: { pk: number; name: string }[];
}

/**
 * Groups rows by provider, worst first: the most unredeemed, then the newest, then by key. Rows that are not past
 * their expiry time do not count. Which of the others are kept is decided as in the list, see `expiryStatus`: a row
 * that authentik does not call expired counts as unredeemed until it is 30 s past its time.
 *
 * @param answeredAt the server's clock when the rows were answered, or each of them, epoch milliseconds.
 * @param now the same clock now.
 */
export function healthByProvider(
  codes: readonly AuthorizationCode[],
  answeredAt: number | ((code: AuthorizationCode) => number),
  now: number,
): ProviderHealth[] {
  const tallies = new Map<number | null, Tally>();
  const usersByTally = new Map<Tally, Set<number>>();
  for (const code of codes) {
    const { expires, expiresMs, is_expired, provider, user } = code;
    const answeredAtMs = typeof answeredAt === "number" ? answeredAt : answeredAt(code);
    const status = expiryStatus({ expires, expiresMs, is_expired, answeredAtMs }, now);
    if (expiresMs === null || (status !== "expired" && status !== "past-not-expired")) continue;
    const pk = provider?.pk ?? null;
    let tally = tallies.get(pk);
    if (tally === undefined) tallies.set(pk, (tally = emptyTally(code)));
    if (status === "past-not-expired") {
      tally.kept += 1;
      continue;
    }
    tally.unredeemed += 1;
    tally.oldestMs = Math.min(tally.oldestMs ?? Infinity, expiresMs);
    tally.newestMs = Math.max(tally.newestMs ?? -Infinity, expiresMs);
    if (user === null) {
      tally.unknownUsers += 1;
      continue;
    }
    const users = usersByTally.get(tally) ?? new Set();
    usersByTally.set(tally, users);
    if (users.has(user.pk)) continue;
    users.add(user.pk);
    tally.users.push({ pk: user.pk, name: user.name || user.username });
  }
  return [...tallies.values()].toSorted(worstFirst);
}

function emptyTally({ provider }: AuthorizationCode): Tally {
  return {
    pk: provider?.pk ?? null,
    name: provider?.name ?? null,
    application: provider?.assigned_application_name ?? null,
    unredeemed: 0,
    kept: 0,
    oldestMs: null,
    newestMs: null,
    users: [],
    unknownUsers: 0,
  };
}

function worstFirst(a: ProviderHealth, b: ProviderHealth): number {
  return (
    b.unredeemed - a.unredeemed ||
    (b.newestMs ?? 0) - (a.newestMs ?? 0) ||
    (a.pk ?? Infinity) - (b.pk ?? Infinity)
  );
}
