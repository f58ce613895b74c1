import type { AuthentikEvent } from "../api/wire/event.ts";
import type { AuthorizationCode } from "../api/wire/grant.ts";
import type { Provider } from "../api/wire/provider.ts";
import { previousCleanup } from "../model/clean-up.ts";
import { birthOf, clientsOf, createdMs } from "../outcome/facts-of-rows.ts";
import { healthByProvider } from "./unredeemed.ts";

/** What the health of sign-in is judged by. */
export interface Findings {
  /** The newest sign-ins; null where the caller may not read events. */
  events: {
    rows: readonly AuthentikEvent[];
    /** They are complete from here on, epoch milliseconds. */
    from: number;
  } | null;
  /** Refused requests of the same time. */
  errors: readonly AuthentikEvent[];
  codes: {
    /** The first to expire. */
    rows: readonly AuthorizationCode[];
    /** All codes that are listed. */
    count: number;
    /** All codes past their end are among the rows. */
    isWhole: boolean;
    asOf: number;
  };
  /** OAuth2 providers with all fields; null where they could not be read: then sign-ins belong to nobody known. */
  providers: readonly Provider[] | null;
  /** Everybody's codes are listed; else they are no share of everybody's sign-ins. */
  seesAll: boolean;
}

export interface ApplicationHealth {
  /** null where the provider of a code could not be read. */
  provider: number | null;
  /** As authentik's filter of events takes it; null where there was no sign-in. */
  application: string | null;
  name: string | null;
  /** Its sign-ins since `Health.from`; null where events may not be read. */
  signIns: number | null;
  /** Sign-ins whose code ended in the window; null where not all of them were read. */
  decided: number | null;
  /** Codes that ended in the window and are still listed: nobody redeemed them. */
  unredeemed: number;
  /** Codes past their end that authentik keeps, since they are not set to expire. */
  kept: number;
  /** Whose codes were not redeemed. */
  users: readonly { pk: number; name: string }[];
  check: Check | null;
}

/** What to look at first in a client that leaves codes unredeemed. */
export type Check =
  | { what: "redirect-uri"; sent: string }
  /** `public`: a public client, so it is not the secret. */
  | { what: "secret" | "secret-or-verifier" | "public" };

export interface Health {
  /** Those that leave most unredeemed first, then those with most sign-ins. */
  applications: readonly ApplicationHealth[];
  /** Sign-ins since `from`; null where events may not be read. */
  signIns: number | null;
  /** Sign-ins were counted from here on, epoch milliseconds. */
  from: number;
  /** Codes that ended in this window were looked at; epoch milliseconds. */
  window: { from: number; to: number };
  unredeemed: number;
  /** null where not all sign-ins of the window were read. */
  decided: number | null;
  /** All codes that are listed. */
  codes: number;
  /** There are more codes past their end than were read. */
  isPart: boolean;
  /** False of a first answer: more sign-ins are being counted. */
  isComplete: boolean;
  asOf: number;
}

/**
 * The health of each application. A code that is listed past its end was not redeemed; the clean-up takes it at minutes
 * 2, 7, 12 …, so the codes that ended since the last one are all that can be looked at, beside the sign-ins that they
 * were issued for: the event is written up to seconds before the code, so at the edges of the window one may be missed.
 *
 * @param since sign-ins are counted from here on, epoch milliseconds, as far as they were read.
 */
export function healthOf(findings: Findings, since: number, isComplete: boolean): Health {
  const { codes, seesAll } = findings;
  const providers = findings.providers ?? [];
  const events = findings.providers === null ? null : findings.events;
  const { asOf } = codes;
  const clients = clientsOf(providers);
  const from = Math.max(since, events?.from ?? since);
  const window = windowOf(findings);
  const past = healthByProvider(codes.rows, asOf, asOf);
  const tallies = new Map<number | null, ApplicationHealth>(
    past.map(({ pk, name, application, unredeemed, kept, users }) => [
      pk,
      {
        provider: pk,
        application: null,
        name: application ?? name,
        signIns: events && 0,
        decided: null,
        unredeemed,
        kept,
        users,
        check: null,
      },
    ]),
  );
  const codeMsOf = (provider: number) => clients.byProvider.get(provider)?.codeMs ?? 0;
  const isCovered = (provider: number) =>
    seesAll && events !== null && events.from <= window.from - codeMsOf(provider);
  for (const event of events?.rows ?? []) {
    const birth = birthOf(event, clients);
    if (birth === null || birth.provider === null) continue;
    const { provider } = birth;
    const endsAt = birth.at + codeMsOf(provider);
    const isDecided = endsAt >= window.from && endsAt < window.to;
    if (birth.at < from && !isDecided) continue;
    const { pk = null, name = null } = event.context.application ?? {};
    const tally = tallies.get(provider) ?? emptyOf(provider);
    tallies.set(provider, {
      ...tally,
      application: pk,
      name: name ?? tally.name,
      signIns: (tally.signIns ?? 0) + Number(birth.at >= from),
      decided: isCovered(provider) ? (tally.decided ?? 0) + Number(isDecided) : null,
    });
  }
  const applications = [...tallies.values()]
    .map((tally) => ({ ...tally, check: checkOf(tally, findings, window) }))
    .toSorted(worstFirst);
  const sum = (count: (one: ApplicationHealth) => number) =>
    applications.reduce((total, one) => total + count(one), 0);
  return {
    applications,
    signIns: events && sum(({ signIns }) => signIns ?? 0),
    from,
    window,
    unredeemed: sum(({ unredeemed }) => unredeemed),
    decided:
      !seesAll || applications.some(({ unredeemed, decided }) => unredeemed > 0 && decided === null)
        ? null
        : sum(({ decided }) => decided ?? 0),
    codes: codes.count,
    isPart: !codes.isWhole,
    isComplete,
    asOf,
  };
}

/** Which ends were looked at: since the clean-up that took the codes before, or since earlier where it did not run. */
function windowOf({ codes }: Pick<Findings, "codes">): { from: number; to: number } {
  const ends = codes.rows.flatMap(({ is_expired, expiresMs }) =>
    is_expired && expiresMs !== null ? [expiresMs] : [],
  );
  const from = Math.min(previousCleanup(codes.asOf), ...ends);
  return { from, to: codes.isWhole ? codes.asOf : Math.max(from, ...ends) };
}

/** Codes that ended in the window were issued up to so long before it, mostly. */
const LONGEST_CODE_MS = 600_000;

function emptyOf(provider: number): ApplicationHealth {
  return {
    provider,
    application: null,
    name: null,
    signIns: 0,
    decided: null,
    unredeemed: 0,
    kept: 0,
    users: [],
    check: null,
  };
}

function checkOf(
  { provider, unredeemed }: ApplicationHealth,
  { errors, events, codes, providers }: Findings,
  window: Health["window"],
): Check | null {
  if (unredeemed === 0 || provider === null) return null;
  // Of the codes that were looked at: what was refused before may have been mended.
  const refused = errors.find(
    (event) =>
      event.context.provider?.pk === provider &&
      event.context.redirectUri !== null &&
      (createdMs(event) ?? 0) >= window.from - LONGEST_CODE_MS,
  );
  if (refused) return { what: "redirect-uri", sent: refused.context.redirectUri ?? "" };
  // A code has its provider in it, up to 2026.5.
  const nested = codes.rows.find((code) => code.provider?.pk === provider)?.provider;
  const client = providers?.find(({ pk }) => pk === provider) ?? nested;
  if (!client?.client_type) return null;
  if (client.client_type === "public") return { what: "public" };
  const hasChallenge = events?.rows.some(
    ({ context: { request } }) => request?.clientId === client.client_id && request?.hasChallenge,
  );
  return { what: hasChallenge ? "secret-or-verifier" : "secret" };
}

function worstFirst(a: ApplicationHealth, b: ApplicationHealth): number {
  return (
    b.unredeemed - a.unredeemed ||
    b.kept - a.kept ||
    // Not among those with unredeemed codes: more sign-ins are counted while these are on show, and would move them.
    (a.unredeemed + a.kept === 0 ? (b.signIns ?? 0) - (a.signIns ?? 0) : 0) ||
    (a.name ?? "").localeCompare(b.name ?? "") ||
    (a.provider ?? Infinity) - (b.provider ?? Infinity)
  );
}
