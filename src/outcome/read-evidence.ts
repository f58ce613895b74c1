import { readableRows } from "../api/list-answer.ts";
import type { ServerFilters } from "../api/list-request.ts";
import type { AuthentikEvent } from "../api/wire/event.ts";
import type { AuthorizationCode } from "../api/wire/grant.ts";
import type { Token } from "../api/wire/token.ts";
import type { Provider } from "../api/wire/provider.ts";
import type { FetchPage } from "../find/fetch-page.ts";
import { type NewestRows, readNewest } from "../find/newest/read-newest.ts";
import {
  type Birth,
  EVENT_BEFORE_CODE_MS,
  type Evidence,
  type ListedCode,
  OFFLINE,
} from "./facts.ts";
import { birthOf, clientsOf, listedCodeOf, listedTokenOf } from "./facts-of-rows.ts";
import { grantFilters, readingOf, tokensOf } from "./evidence-rows.ts";
import { CLEANED_UP_AFTER_MS, judge } from "./judge.ts";
import { readNewestEvents } from "./read-events.ts";
import { SOON_MS } from "./match-tokens.ts";
import type { Outcome } from "./outcome.ts";

/** All that is needed of the server. Each throws an ApiError. */
export interface Fetchers {
  fetchSignIns: FetchPage<AuthentikEvent>;
  fetchCodes: FetchPage<AuthorizationCode>;
  fetchAccessTokens: FetchPage<Token>;
  fetchRefreshTokens: FetchPage<Token>;
  /** OAuth2 providers with all fields. */
  fetchProviders: () => Promise<readonly Provider[]>;
}

/** Rows read earlier, which need not be read again: events and tokens do not change. */
export interface KnownRows {
  /** The filters that the tokens were read under; under others they are of another list. */
  readonly filters?: string;
  readonly signIns?: NewestRows<AuthentikEvent>;
  readonly accessTokens?: NewestRows<Token>;
  readonly refreshTokens?: NewestRows<Token>;
}

/** What became of some sign-ins, and what it was read from. */
export interface Outcomes {
  /** By id of the event. */
  readonly byId: ReadonlyMap<string, Outcome>;
  readonly evidence: Evidence;
  readonly known: KnownRows;
  /** Requests, and rows of codes and tokens, that this reading took. */
  readonly requests: number;
  readonly rows: number;
}

interface EvidenceOptions {
  /** The events to be judged. */
  events: readonly AuthentikEvent[];
  /** The filters under which these are events: where they name one user or application, fewer rows need be read. */
  eventFilters?: ServerFilters;
  /** Everybody's codes and tokens are listed. */
  seesAll: boolean;
  /** The server's clock, epoch milliseconds. */
  now: number;
  known?: KnownRows | undefined;
  /** The most rows of codes, and of each kind of token, that are read; default 300: at 12 to 19 ms a row, about 5 s. */
  cap?: number;
  signal?: AbortSignal | undefined;
}

const MOST_ROWS = 300;
/** The most events that are read. */
const MOST_EVENTS = 1000;
const SMALLEST_PAGE = 20;

/**
 * Reads what tells the outcome of some sign-ins: the events around them, the codes, then the tokens, each from the
 * newest back only as far as these sign-ins need.
 *
 * @throws ApiError as the fetchers.
 */
export async function readOutcomes(
  fetchers: Fetchers,
  options: EvidenceOptions,
): Promise<Outcomes> {
  const { events, eventFilters = {}, seesAll, now, known: given = {}, cap = MOST_ROWS } = options;
  const { signal } = options;
  const clients = clientsOf(await fetchers.fetchProviders());
  const births = events.flatMap((event) => birthOf(event, clients) ?? []);
  const size = Math.min(100, Math.max(SMALLEST_PAGE, Math.ceil(events.length * 1.2)));
  const filters = grantFilters(eventFilters, births);
  const under = JSON.stringify(filters);
  const { signIns: knownSignIns } = given;
  const known: KnownRows = given.filters === under ? given : {};
  const common = { signal, filters, ordering: "-pk", cap, size };
  /** Back to the oldest birth that may have left something, as `isWanted` tells; nothing where there is none. */
  async function read<T extends { pk: number }>(
    fetchPage: FetchPage<T>,
    timeOf: (row: T) => number | null,
    wanted: readonly Birth[],
    before?: NewestRows<T>,
  ): Promise<NewestRows<T> | undefined> {
    if (wanted.length === 0) return before;
    const until = Math.min(...wanted.map(({ at }) => at));
    // Where most is known, the newest few tell what came since.
    const size = before && before.from <= until ? SMALLEST_PAGE : common.size;
    return readNewest(fetchPage, { ...common, size, timeOf, until, known: before });
  }
  const clientOf = ({ provider }: Birth) => clients.byProvider.get(provider ?? -1);
  const mayBeListed = births.filter(
    (birth) => now < birth.at + (clientOf(birth)?.codeMs ?? 0) + CLEANED_UP_AFTER_MS,
  );
  const withAccessToken = births.filter(
    (birth) => now < birth.at + (clientOf(birth)?.accessMs ?? 0),
  );
  // Who else a code may belong to, or a token without a nonce.
  const back = [
    ...mayBeListed.map(({ at }) => at),
    ...withAccessToken
      .filter(({ nonce }) => nonce === null)
      .map((birth) => birth.at - Math.min(SOON_MS, clientOf(birth)?.codeMs ?? 0)),
  ];
  const signIns =
    back.length === 0 ? knownSignIns : await readEvents(Math.min(...back) - EVENT_BEFORE_CODE_MS);
  function readEvents(until: number) {
    return readNewestEvents(fetchers.fetchSignIns, {
      filters: eventFilters,
      until,
      cap: MOST_EVENTS,
      known: knownSignIns,
      signal,
    });
  }
  const codes = await read(
    fetchers.fetchCodes,
    (row) => listedCodeOf(row, clients).issuedAt,
    mayBeListed,
  );
  const accessTokens = await read(
    fetchers.fetchAccessTokens,
    (row) => listedTokenOf("access", row, clients).issuedAt,
    withAccessToken,
    known.accessTokens,
  );
  const all = new Map(births.map((birth) => [birth.id, birth]));
  for (const event of signIns ? readableRows(signIns) : []) {
    const birth = birthOf(event, clients);
    if (birth) all.set(birth.id, birth);
  }
  const evidence = (refreshTokens: NewestRows<Token> | undefined): Evidence => ({
    births: { rows: [...all.values()], from: signIns?.from ?? Infinity, asOf: now },
    codes: readingOf<AuthorizationCode, ListedCode>(codes, now, (row) =>
      listedCodeOf(row, clients),
    ),
    accessTokens: tokensOf("access", accessTokens, now, clients),
    refreshTokens: tokensOf("refresh", refreshTokens, now, clients),
    clients: clients.byProvider,
    seesAll,
  });
  const first = evidence(known.refreshTokens);
  const byId = judge(first);
  // Only what nothing else tells of: refresh tokens live a month, so there are many.
  const open = births.filter((birth) => {
    const outcome = byId.get(birth.id);
    const isOpen = outcome?.word === "unknown" && outcome.why === "not-read";
    return isOpen && birth.scopes.includes(OFFLINE) && clientOf(birth)?.refreshMs;
  });
  const refreshTokens = await read(
    fetchers.fetchRefreshTokens,
    (row) => listedTokenOf("refresh", row, clients).issuedAt,
    open,
    known.refreshTokens,
  );
  const second = refreshTokens === known.refreshTokens ? first : evidence(refreshTokens);
  const readings = [codes, accessTokens, refreshTokens];
  const rows = readings.reduce((sum, one) => sum + (one?.read ?? 0), 0);
  const requests = [signIns, ...readings].reduce((sum, one) => sum + (one?.requests ?? 0), 0);
  return {
    byId: second === first ? byId : judge(second),
    evidence: second,
    known: {
      filters: under,
      ...(signIns && { signIns }),
      ...(accessTokens && { accessTokens }),
      ...(refreshTokens && { refreshTokens }),
    },
    requests,
    rows,
  };
}
