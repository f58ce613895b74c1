import type { AuthorizationCode } from "../api/wire/grant.ts";
import type { Row } from "../api/wire/page.ts";
import { healthByProvider, type ProviderHealth } from "./health.ts";
import type { Findings } from "./load-overview.ts";
import { type Counted, pastTime } from "./sample.ts";

/** How one provider's codes stand, as far as it is known. */
export interface Application extends ProviderHealth {
  /**
   * `exact`: all rows past their time were read. `counted`: all of them were counted by expiry time, and some read.
   * `more`: the numbers are the least there can be. `unknown`: nothing is known. The oldest, the newest and the users
   * are those that were read; null or fewer where they were not.
   */
  known: "exact" | "counted" | "more" | "unknown";
  /** Codes that can still be redeemed; null when that was not counted, or cannot be told. */
  inFlight: number | null;
  /** All codes of it; null when that was not counted. */
  inAll: number | null;
}

/** All applications, worst first; undefined while none can be told. */
export function applicationsOf(findings: Findings): Application[] | undefined {
  const { past, sample, valid, providers, counted, now } = findings;
  if (past === undefined || (past === null && !providers)) return undefined;
  const read = past
    ? healthByProvider(readable(past.rows), past.asOf, now)
    : healthByProvider(sample?.rows ?? [], sample?.asOf ?? now, now);
  const health = new Map(read.map((one) => [one.pk, one]));
  for (const { provider } of readable(valid?.rows ?? [])) {
    const pk = provider?.pk ?? null;
    const { name = null, assigned_application_name: application = null } = provider ?? {};
    if (!health.has(pk)) health.set(pk, { ...NOTHING, pk, name, application });
  }
  for (const { pk, name, assigned_application_name: application } of providers?.items ?? []) {
    const known = health.get(pk) ?? NOTHING;
    health.set(pk, { ...known, pk, name, application });
  }
  return (
    [...health.values()]
      .map((one) => standingOf(one, findings, one.pk === null ? undefined : counted.get(one.pk)))
      // Until all are known, those that stand at the end have no place yet.
      .filter(({ unredeemed }) => providers !== undefined || unredeemed > 0)
      .toSorted(byUnredeemed)
  );
}

const NOTHING = {
  unredeemed: 0,
  kept: 0,
  oldestMs: null,
  newestMs: null,
  users: [],
  unknownUsers: 0,
} as const;

function standingOf(
  one: ProviderHealth,
  { past, sample, valid, never, now }: Findings,
  counted: Counted | undefined,
): Application {
  const endless = never ? (one.pk === null ? null : (never.get(one.pk) ?? 0)) : null;
  const inAll = counted?.count ?? null;
  const inFlight = (pastTime: number): number | null => {
    if (counted === undefined || endless === null) return null;
    const rest = counted.count - pastTime - endless;
    // The list moved between two answers.
    return rest < 0 ? null : rest;
  };
  if (past) {
    // Whose those are that could not be read is not known.
    const whole = [...past.rows, ...(valid?.rows ?? [])].every((row) => row.readable);
    const rest = valid ? inFlightOf(valid.rows, one.pk) : inFlight(one.unredeemed + one.kept);
    return { ...one, known: "exact", inFlight: whole ? rest : null, inAll };
  }
  const { name, application, pk } = one;
  const looked = pastTime(counted?.rows ?? [], now);
  const ended =
    counted?.place === 0 &&
    // Whether those that could not be read are past their time is not known.
    counted.rows.every((row) => row.readable) &&
    (counted.rows.length === counted.count || looked.length < counted.rows.length);
  if (counted && ended) {
    const [health = NOTHING] = healthByProvider(looked, counted.asOf, now);
    const all = { ...health, pk, name, application };
    return { ...all, known: "exact", inFlight: inFlight(all.unredeemed + all.kept), inAll };
  }
  const least = leastOf(one, sample, counted, looked, now);
  if (counted && valid && endless !== null) {
    const alive = inFlightOf(valid.rows, pk);
    const dead = counted.count - alive - endless - least.kept;
    if (dead >= least.unredeemed && valid.rows.every((row) => row.readable)) {
      return { ...least, unredeemed: dead, known: "counted", inFlight: alive, inAll };
    }
  }
  const known = counted || least.unredeemed + least.kept > 0 ? "more" : "unknown";
  return { ...least, known, inFlight: valid ? inFlightOf(valid.rows, pk) : null, inAll };
}

/** What a sample, and one look at the provider's codes, prove. */
function leastOf(
  one: ProviderHealth,
  sample: Findings["sample"],
  counted: Counted | undefined,
  looked: readonly AuthorizationCode[],
  now: number,
): ProviderHealth {
  const { pk, name, application } = one;
  const mine = (sample?.rows ?? []).filter(({ provider }) => (provider?.pk ?? null) === pk);
  const each = [...new Map([...mine, ...looked].map((code) => [code.pk, code])).values()];
  const asOf = Math.min(counted?.asOf ?? Infinity, sample?.asOf ?? Infinity);
  const [health = NOTHING] = healthByProvider(each, asOf, now);
  // All before one that is past its time are so, too.
  const before = counted && looked.length > 0 ? counted.place + looked.length - health.kept : 0;
  const first = counted?.place === 0 ? health.oldestMs : null;
  return {
    ...health,
    pk,
    name,
    application,
    unredeemed: Math.max(health.unredeemed, before),
    oldestMs: first ?? sample?.oldest.get(pk) ?? null,
    newestMs: sample?.newest.get(pk) ?? null,
  };
}

function inFlightOf(rows: readonly Row<AuthorizationCode>[], pk: number | null): number {
  return readable(rows).filter(({ provider }) => (provider?.pk ?? null) === pk).length;
}

function readable(rows: readonly Row<AuthorizationCode>[]): AuthorizationCode[] {
  return rows.flatMap((row) => (row.readable ? [row.value] : []));
}

/** The most unredeemed first, or the most that are proven; last of all those that have none. */
function byUnredeemed(a: Application, b: Application): number {
  const label = ({ application, name }: Application) => application ?? name ?? "";
  const among = ({ known, inAll }: Application) => (known === "more" ? (inAll ?? 0) : 0);
  const rank = ({ known, unredeemed }: Application) =>
    unredeemed > 0 ? 0 : known === "more" ? 1 : known === "unknown" ? 2 : 3;
  return (
    rank(a) - rank(b) ||
    b.unredeemed - a.unredeemed ||
    // Where no more is known, of two that are equal the one with more codes may have more of these.
    among(b) - among(a) ||
    (b.newestMs ?? 0) - (a.newestMs ?? 0) ||
    label(a).localeCompare(label(b)) ||
    (a.pk ?? Infinity) - (b.pk ?? Infinity)
  );
}
