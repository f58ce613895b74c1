import type { AuthorizationCode } from "../api/wire/grant.ts";
import type { Row } from "../api/wire/page.ts";
import { healthByProvider, type ProviderHealth } from "./health.ts";
import type { Findings, WholeRange } from "./findings.ts";
import { pastExpiry, type ProviderCount } from "./sample.ts";

/** One provider's codes, as far as they are known. */
export interface CountedApplication extends ProviderHealth {
  /**
   * `exact`: all codes past their expiry time were read. `counted`: all of them were counted by expiry time, and some
   * read. `at-least`: the numbers are lower bounds. `unknown`: nothing is known. Oldest, newest and users come from
   * the codes that were read; they are null or incomplete where codes were not.
   */
  precision: "exact" | "counted" | "at-least" | "unknown";
  /** Codes that can still be redeemed; null when they were not counted, or cannot be. */
  inFlight: number | null;
  /** All codes of the provider; null when they were not counted. */
  total: number | null;
}

/** All applications, worst first; undefined while none is known. */
export function applicationsOf(findings: Findings): CountedApplication[] | undefined {
  const { past, sample, valid, providers, counted, now } = findings;
  if (past === undefined || (past === null && !providers)) return undefined;
  const fromRows = past
    ? healthByProvider(readable(past.rows), answeredAtIn(past), now)
    : healthByProvider(sample?.rows ?? [], sample?.asOf ?? now, now);
  const healthByPk = new Map(fromRows.map((health) => [health.pk, health]));
  for (const { provider } of readable(valid?.rows ?? [])) {
    const pk = provider?.pk ?? null;
    const { name = null, assigned_application_name: application = null } = provider ?? {};
    if (!healthByPk.has(pk)) healthByPk.set(pk, { ...NO_CODES, pk, name, application });
  }
  for (const { pk, name, assigned_application_name: application } of providers?.items ?? []) {
    const health = healthByPk.get(pk) ?? NO_CODES;
    healthByPk.set(pk, { ...health, pk, name, application });
  }
  return (
    [...healthByPk.values()]
      .map((health) =>
        toApplication(health, findings, health.pk === null ? undefined : counted.get(health.pk)),
      )
      // While more providers may come, those without unredeemed codes would move: they are left out.
      .filter(({ unredeemed }) => providers !== undefined || unredeemed > 0)
      .toSorted(byUnredeemed)
  );
}

const NO_CODES = {
  unredeemed: 0,
  kept: 0,
  oldestMs: null,
  newestMs: null,
  users: [],
  unknownUsers: 0,
} as const;

function toApplication(
  health: ProviderHealth,
  { past, sample, valid, never, now }: Findings,
  counted: ProviderCount | undefined,
): CountedApplication {
  const neverExpiring = never ? (health.pk === null ? null : (never.get(health.pk) ?? 0)) : null;
  const total = counted?.count ?? null;
  const inFlightBeside = (pastCount: number): number | null => {
    if (counted === undefined || neverExpiring === null) return null;
    const rest = counted.count - pastCount - neverExpiring;
    // Negative if the list changed between two answers.
    return rest < 0 ? null : rest;
  };
  if (past) {
    // An unreadable row may belong to any provider.
    const allReadable = [...past.rows, ...(valid?.rows ?? [])].every((row) => row.readable);
    const inFlight = valid
      ? inFlightOf(valid.rows, health.pk)
      : inFlightBeside(health.unredeemed + health.kept);
    return { ...health, precision: "exact", inFlight: allReadable ? inFlight : null, total };
  }
  const { name, application, pk } = health;
  const pastCodes = pastExpiry(counted?.rows ?? [], now);
  const areAllPastCodes =
    counted?.offset === 0 &&
    // Unreadable rows may be past their time or not.
    counted.rows.every((row) => row.readable) &&
    (counted.rows.length === counted.count || pastCodes.length < counted.rows.length);
  if (counted && areAllPastCodes) {
    const [own = NO_CODES] = healthByProvider(pastCodes, counted.asOf, now);
    const inFlight = inFlightBeside(own.unredeemed + own.kept);
    return { ...own, pk, name, application, precision: "exact", inFlight, total };
  }
  const bound = lowerBound(health, sample, counted, pastCodes, now);
  if (counted && valid && neverExpiring !== null) {
    const inFlight = inFlightOf(valid.rows, pk);
    const unredeemed = counted.count - inFlight - neverExpiring - bound.kept;
    if (unredeemed >= bound.unredeemed && valid.rows.every((row) => row.readable)) {
      return { ...bound, unredeemed, precision: "counted", inFlight, total };
    }
  }
  const precision = counted || bound.unredeemed + bound.kept > 0 ? "at-least" : "unknown";
  return { ...bound, precision, inFlight: valid ? inFlightOf(valid.rows, pk) : null, total };
}

/** Lower bounds, as proven by the sample and one probe of the provider's codes. */
function lowerBound(
  { pk, name, application }: ProviderHealth,
  sample: Findings["sample"],
  counted: ProviderCount | undefined,
  pastCodes: readonly AuthorizationCode[],
  now: number,
): ProviderHealth {
  const sampled = (sample?.rows ?? []).filter(({ provider }) => (provider?.pk ?? null) === pk);
  const codes = [...new Map([...sampled, ...pastCodes].map((code) => [code.pk, code])).values()];
  const asOf = Math.min(counted?.asOf ?? Infinity, sample?.asOf ?? Infinity);
  const [health = NO_CODES] = healthByProvider(codes, asOf, now);
  // In the order of expiry, all codes before one that is past its time are past theirs.
  const proven =
    counted && pastCodes.length > 0 ? counted.offset + pastCodes.length - health.kept : 0;
  const firstMs = counted?.offset === 0 ? health.oldestMs : null;
  return {
    ...health,
    pk,
    name,
    application,
    unredeemed: Math.max(health.unredeemed, proven),
    oldestMs: firstMs ?? sample?.oldest.get(pk) ?? null,
    newestMs: sample?.newest.get(pk) ?? null,
  };
}

function inFlightOf(rows: readonly Row<AuthorizationCode>[], pk: number | null): number {
  return readable(rows).filter(({ provider }) => (provider?.pk ?? null) === pk).length;
}

/** When each code was answered: a list that is kept up to date holds codes of earlier answers. */
function answeredAtIn({ rows, asOf }: WholeRange): (code: AuthorizationCode) => number {
  const own = new Map(
    rows.flatMap((row) => (row.readable && row.asOf ? [[row.value, row.asOf]] : [])),
  );
  return (code) => own.get(code) ?? asOf;
}

function readable(rows: readonly Row<AuthorizationCode>[]): AuthorizationCode[] {
  return rows.flatMap((row) => (row.readable ? [row.value] : []));
}

/** The most unredeemed codes first, counted or proven; applications without any last. */
function byUnredeemed(a: CountedApplication, b: CountedApplication): number {
  const label = ({ application, name }: CountedApplication) => application ?? name ?? "";
  const potential = ({ precision, total }: CountedApplication) =>
    precision === "at-least" ? (total ?? 0) : 0;
  const rank = ({ precision, unredeemed }: CountedApplication) =>
    unredeemed > 0 ? 0 : precision === "at-least" ? 1 : precision === "unknown" ? 2 : 3;
  return (
    rank(a) - rank(b) ||
    b.unredeemed - a.unredeemed ||
    // Of two equal lower bounds, the one with more codes in all may have more unredeemed ones.
    potential(b) - potential(a) ||
    (b.newestMs ?? 0) - (a.newestMs ?? 0) ||
    label(a).localeCompare(label(b)) ||
    (a.pk ?? Infinity) - (b.pk ?? Infinity)
  );
}
