import type { AuthorizationCode } from "../api/wire/grant.ts";
import type { Row } from "../api/wire/page.ts";
import { outcomeOf } from "../find/expiry/row-slot.ts";
import type { FetchPage } from "../find/fetch-page.ts";
import { healthByProvider, type ProviderHealth } from "./health.ts";

/** Some of the codes past their expiry time, spread from the first to the last of them. */
export interface Sample {
  /** Each once, in the order of expiry. */
  rows: readonly AuthorizationCode[];
  /** When each provider's first and last unredeemed code expired, epoch milliseconds, where that one was read. */
  oldest: ReadonlyMap<number | null, number>;
  newest: ReadonlyMap<number | null, number>;
  asOf: number;
}

/** One answer about a single provider's codes, in the order of expiry. */
export interface ProviderCount {
  /** All codes of the provider. */
  count: number;
  /** The codes that were read, and the offset of the first, from 0. */
  rows: readonly Row<AuthorizationCode>[];
  offset: number;
  asOf: number;
}

type FetchCodes = FetchPage<AuthorizationCode>;

/** The maximum of pages that are read as a sample, and their size unless the server clamps it. */
const MAX_PAGES = 4;
const MAX_PAGE_SIZE = 100;
/** For an application that is rare in the sample, this many of its first codes are read. */
const FIRST_ROWS = 20;

/**
 * Reads pages of the codes past their expiry time: the first, the last, and some at even distances between.
 *
 * @param expired how many there are.
 * @throws ApiError as `fetchPage` for the first page; other pages that fail are left out.
 */
export async function samplePastExpiry(
  fetchPage: FetchCodes,
  expired: number,
  now: number,
): Promise<Sample> {
  const fetch = (page: number, page_size: number) =>
    fetchPage({ page, page_size, ordering: "expires", filters: {} });
  const first = await fetch(1, MAX_PAGE_SIZE);
  const size = Math.min(MAX_PAGE_SIZE, first.pageSize);
  const lastPage = Math.max(1, Math.ceil(expired / size));
  const spread = Array.from({ length: MAX_PAGES }, (_, index) =>
    Math.round(1 + (index * (lastPage - 1)) / (MAX_PAGES - 1)),
  );
  const pages = [...new Set(spread)].slice(1);
  const outcomes = await Promise.all(pages.map((page) => outcomeOf(fetch(page, size))));
  const answers = [first, ...outcomes.filter((outcome) => typeof outcome !== "string")];
  const last = outcomes.at(-1);
  const lastRows = typeof last === "object" && last.end >= expired ? last.rows : [];
  const asOf = Math.min(...answers.map((answer) => answer.asOf));
  const codes = new Map(
    answers.flatMap(({ rows }) => pastExpiry(rows, now).map((code) => [code.pk, code])),
  );
  return {
    rows: [...codes.values()],
    oldest: timeByProvider(pastExpiry(first.rows, now), asOf, now, ({ oldestMs }) => oldestMs),
    newest: timeByProvider(pastExpiry(lastRows, now), asOf, now, ({ newestMs }) => newestMs),
    asOf,
  };
}

/**
 * Estimates from the sample how many of an application's codes are past their expiry time: its share less two standard
 * errors. Low on purpose, because it only says where to probe.
 */
export function estimateLowerBound(pk: number, sample: Sample, expired: number): number {
  const size = sample.rows.length;
  if (size === 0) return 0;
  const share = sample.rows.filter(({ provider }) => provider?.pk === pk).length / size;
  return Math.floor(expired * (share - 2 * Math.sqrt((share * (1 - share)) / size)));
}

/**
 * Probes one provider's codes for a lower bound. In the order of expiry, a code past its time proves that all codes
 * before it are past theirs. So it reads the code at the estimated bound, and at half of it if that one is still
 * valid. Where the estimate is low, or both probes miss, it reads the first 20 codes.
 *
 * @param mayAsk whether another request is allowed.
 * @returns null when no request was allowed or none was answered.
 */
export async function probeProvider(
  fetchPage: FetchCodes,
  pk: number,
  { lowerBound, now, mayAsk }: { lowerBound: number; now: number; mayAsk: () => boolean },
): Promise<ProviderCount | null> {
  const filters = { provider: String(pk) };
  let latest: ProviderCount | null = null;
  for (const page of lowerBound > FIRST_ROWS ? [lowerBound, Math.floor(lowerBound / 2)] : []) {
    if (!mayAsk()) return latest;
    const pending = fetchPage({ page, page_size: 1, ordering: "expires", filters });
    const outcome = await outcomeOf(pending);
    if (typeof outcome === "string") continue;
    const { count, rows, asOf } = outcome;
    latest = { count, rows, asOf, offset: page - 1 };
    if (pastExpiry(rows, now).length > 0) return latest;
  }
  return mayAsk() ? fetchFirstCodes(fetchPage, pk, FIRST_ROWS) : latest;
}

/** One provider's first codes by expiry, and how many it has in all. */
export async function fetchFirstCodes(
  fetchPage: FetchCodes,
  pk: number,
  page_size: number,
): Promise<ProviderCount> {
  const filters = { provider: String(pk) };
  const { count, rows, asOf } = await fetchPage({ page_size, ordering: "expires", filters });
  return { count, rows, asOf, offset: 0 };
}

/** The codes among the rows that are past their expiry time. */
export function pastExpiry(
  rows: readonly Row<AuthorizationCode>[],
  now: number,
): AuthorizationCode[] {
  return rows.flatMap((row) =>
    row.readable && row.value.expiresMs !== null && row.value.expiresMs < now ? [row.value] : [],
  );
}

function timeByProvider(
  codes: readonly AuthorizationCode[],
  asOf: number,
  now: number,
  timeOf: (health: ProviderHealth) => number | null,
): Map<number | null, number> {
  return new Map(
    healthByProvider(codes, asOf, now).flatMap((health): [number | null, number][] => {
      const time = timeOf(health);
      return time === null ? [] : [[health.pk, time]];
    }),
  );
}
