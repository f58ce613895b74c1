import type { AuthorizationCode } from "../api/wire/authorization-code.ts";
import type { Row } from "../api/wire/page.ts";
import { healthByProvider, type ProviderHealth } from "./overview-health.ts";
import type { Findings } from "./overview-load.ts";

/** What was answered to the question for one provider's codes, in the order of expiry. */
export interface Counted {
  /** All of the provider's codes. */
  count: number;
  /** The first of them. */
  rows: readonly Row<AuthorizationCode>[];
  asOf: number;
}

/** How one provider's codes stand, as far as it is known. */
export interface Application extends ProviderHealth {
  /**
   * `exact`: all rows past their time were read. `more`: only the first, and all of these are past their time: then
   * the numbers are the least there can be, and the newest and the users are not known. `unknown`: not asked.
   */
  known: "exact" | "more" | "unknown";
  /** Codes that can still be redeemed; null when that was not counted, or cannot be told. */
  inFlight: number | null;
  /** All codes of it; null when that was not counted. */
  inAll: number | null;
}

/** All applications, worst first; undefined while none can be told. */
export function applicationsOf(findings: Findings): Application[] | undefined {
  const { past, valid, providers, counted, now } = findings;
  if (past === undefined || (past === null && !providers)) return undefined;
  const read = past === null ? [] : healthByProvider(readable(past.rows), past.asOf, now);
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
      .toSorted(worstFirst)
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
  { past, valid, never, now }: Findings,
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
  if (counted === undefined) return { ...one, known: "unknown", inFlight: null, inAll };
  const isPast = ({ expiresMs }: AuthorizationCode) => expiresMs !== null && expiresMs < now;
  const pastTime = readable(counted.rows).filter(isPast);
  const [health = NOTHING] = healthByProvider(pastTime, counted.asOf, now);
  const ended =
    counted.rows.length === counted.count ||
    counted.rows.some((row) => row.readable && !isPast(row.value));
  const { name, application, pk } = one;
  const all = { ...health, pk, name, application };
  if (!ended) return { ...all, known: "more", newestMs: null, users: [], inFlight: null, inAll };
  return { ...all, known: "exact", inFlight: inFlight(all.unredeemed + all.kept), inAll };
}

function inFlightOf(rows: readonly Row<AuthorizationCode>[], pk: number | null): number {
  return readable(rows).filter(({ provider }) => (provider?.pk ?? null) === pk).length;
}

function readable(rows: readonly Row<AuthorizationCode>[]): AuthorizationCode[] {
  return rows.flatMap((row) => (row.readable ? [row.value] : []));
}

const RANK = { more: 0, exact: 1, unknown: 2 } as const;

function worstFirst(a: Application, b: Application): number {
  const label = ({ application, name }: Application) => application ?? name ?? "";
  const rank = ({ known, unredeemed }: Application) =>
    known === "exact" && unredeemed === 0 ? 3 : RANK[known];
  return (
    rank(a) - rank(b) ||
    // Of what has more than were looked at, how many there are in all says more than how many of the first are bad.
    (a.known === "more" ? (b.inAll ?? 0) - (a.inAll ?? 0) : 0) ||
    b.unredeemed - a.unredeemed ||
    (b.newestMs ?? 0) - (a.newestMs ?? 0) ||
    label(a).localeCompare(label(b)) ||
    (a.pk ?? Infinity) - (b.pk ?? Infinity)
  );
}
