import { failureOf } from "../api/failures.ts";
import { type ListAnswer, readableRows } from "../api/list-answer.ts";
import type { AuthentikEvent } from "../api/wire/event.ts";
import type { AuthorizationCode } from "../api/wire/grant.ts";
import type { Provider } from "../api/wire/provider.ts";
import type { FetchPage } from "../find/fetch-page.ts";
import type { NewestRows } from "../find/newest/read-newest.ts";
import { readNewestEvents } from "../outcome/read-events.ts";
import { type Findings, type Health, healthOf } from "./health.ts";

/** All that is needed of the server. Each throws an ApiError. */
export interface HealthFetchers {
  fetchSignIns: FetchPage<AuthentikEvent>;
  fetchErrors: FetchPage<AuthentikEvent>;
  fetchCodes: FetchPage<AuthorizationCode>;
  /** All codes, where they were read before. */
  wholeList: () => Promise<ListAnswer<AuthorizationCode> | undefined>;
  fetchProviders: () => Promise<readonly Provider[]>;
  /** Whether everybody's codes are listed. */
  seesAll: () => Promise<boolean>;
}

interface HealthOptions {
  /** The server's clock, epoch milliseconds. */
  now: number;
  signal?: AbortSignal;
  /** Called with the first answer, where more is read for the shares. */
  onFirst: (health: Health) => void;
}

/** Rows of codes cost authentik 12 to 19 ms each, so few are read; it takes a sixth of a second more for 10. */
const CODES = 40;
/** Refused requests are rare: one answer has them all, mostly. */
const MOST_ERRORS = 100;
/** The first answer takes so many events, the shares so many more where there are: 100 cost authentik 0.1 s. */
const FIRST_EVENTS = 100;
const MOST_EVENTS = 1200;
const SINCE_MS = 3_600_000;

/**
 * The health of sign-in in the last hour, or as far back as few requests reach: sign-ins by application from events,
 * and which of their codes nobody redeemed from the codes that ended first.
 *
 * @throws ApiError of the codes; without events or providers it says less.
 */
export async function readHealth(
  {
    fetchSignIns,
    fetchErrors,
    fetchCodes,
    wholeList,
    fetchProviders,
    seesAll: asks,
  }: HealthFetchers,
  { now, signal, onFirst }: HealthOptions,
): Promise<Health> {
  const since = now - SINCE_MS;
  const newest = { filters: {}, until: since, signal };
  let first: NewestRows<AuthentikEvent> | undefined;
  let publish = () => {};
  const events = readNewestEvents(fetchSignIns, {
    ...newest,
    cap: MOST_EVENTS,
    onProgress(part) {
      first ??= part.read >= FIRST_EVENTS ? part : undefined;
      publish();
    },
  }).catch(nullUnless(signal));
  // Awaited last: until then its failure is not one that nobody handles.
  events.catch(() => {});
  const [answer, refused, providers, seesAll] = await Promise.all([
    wholeList().then(
      (whole) =>
        whole ?? fetchCodes({ filters: {}, ordering: "expires", page_size: CODES }, signal),
    ),
    readNewestEvents(fetchErrors, { ...newest, cap: MOST_ERRORS }).catch(nullUnless(signal)),
    fetchProviders().catch(nullUnless(signal)),
    asks(),
  ]);
  const rows = readableRows(answer);
  const codes: Findings["codes"] = {
    rows,
    count: answer.count,
    isWhole: answer.next === null || !isPast(rows.at(-1), answer.asOf),
    asOf: answer.asOf,
  };
  const health = (read: NewestRows<AuthentikEvent> | null, isComplete: boolean): Health => {
    const known = read && { rows: readableRows(read), from: read.from };
    const told = {
      events: known,
      errors: refused ? readableRows(refused) : [],
      codes,
      providers,
      seesAll,
    };
    return healthOf(told, since, isComplete);
  };
  publish = () => {
    if (first === undefined) return;
    onFirst(health(first, false));
    publish = () => {};
  };
  publish();
  return health(await events, true);
}

/** In the order of expiry, all codes past their end come before one that is not. */
function isPast(code: AuthorizationCode | undefined, now: number): boolean {
  return code !== undefined && code.expiresMs !== null && code.expiresMs <= now;
}

/** Without events there are still the codes. */
function nullUnless(signal: AbortSignal | undefined) {
  return (error: unknown): null => {
    const { kind } = failureOf(error);
    if (signal?.aborted || kind === "signed-out" || kind === "token-refused") throw error;
    return null;
  };
}
