import type { AuthorizationCode } from "../api/wire/grant.ts";
import type { Row } from "../api/wire/page.ts";
import { outcomeOf } from "../find/expiry/row-slot.ts";
import type { FetchPage } from "../find/fetch-page.ts";
import { healthByProvider, type ProviderHealth } from "./health.ts";

/** Some of the codes past their time, from the first to the last of them. */
export interface Sample {
  /** Each once, in the order of expiry. */
  rows: readonly AuthorizationCode[];
  /** When each provider's first and last unredeemed code ended, epoch milliseconds, where it was among those read. */
  oldest: ReadonlyMap<number | null, number>;
  newest: ReadonlyMap<number | null, number>;
  asOf: number;
}

/** What was answered to the question for one provider's codes, in the order of expiry. */
export interface Counted {
  /** All of the provider's codes. */
  count: number;
  /** Those of them that were looked at, and the place of the first, from 0. */
  rows: readonly Row<AuthorizationCode>[];
  place: number;
  asOf: number;
}

type Codes = FetchPage<AuthorizationCode>;

/** The most pages that are read as a sample, of so many rows where the server gives them. */
const PAGES = 4;
const LARGEST_PAGE = 100;
/** Of an application that is rare in the sample so many are read. */
export const FIRST = 20;

/**
 * Reads pages of the codes past their time: the first, the last, and some that lie evenly between.
 *
 * @param expired how many there are.
 * @throws ApiError as `fetchPage` for the first page; others are left out.
 */
export async function samplePast(fetchPage: Codes, expired: number, now: number): Promise<Sample> {
  const ask = (page: number, page_size: number) =>
    fetchPage({ page, page_size, ordering: "expires", filters: {} });
  const first = await ask(1, LARGEST_PAGE);
  const size = Math.min(LARGEST_PAGE, first.pageSize);
  const last = Math.max(1, Math.ceil(expired / size));
  const places = Array.from({ length: PAGES }, (_, index) =>
    Math.round(1 + (index * (last - 1)) / (PAGES - 1)),
  );
  const pages = [...new Set(places)].slice(1);
  const others = await Promise.all(pages.map((page) => outcomeOf(ask(page, size))));
  const answers = [first, ...others.filter((outcome) => typeof outcome !== "string")];
  const end = others.at(-1);
  const tail = typeof end === "object" && end.end >= expired ? end.rows : [];
  const asOf = Math.min(...answers.map((answer) => answer.asOf));
  const each = new Map(
    answers.flatMap(({ rows }) => pastTime(rows, now).map((code) => [code.pk, code])),
  );
  return {
    rows: [...each.values()],
    oldest: ending(pastTime(first.rows, now), asOf, now, ({ oldestMs }) => oldestMs),
    newest: ending(pastTime(tail, now), asOf, now, ({ newestMs }) => newestMs),
    asOf,
  };
}

/**
 * So many of an application's codes are past their time, if the sample is as the rest: a guess that is low on purpose,
 * and only says where to look.
 */
export function likelyLeast(pk: number, sample: Sample, expired: number): number {
  const many = sample.rows.length;
  if (many === 0) return 0;
  const share = sample.rows.filter(({ provider }) => provider?.pk === pk).length / many;
  return Math.floor(expired * (share - 2 * Math.sqrt((share * (1 - share)) / many)));
}

/**
 * Looks at one provider's codes: at the one that stands where all before it would be as many as guessed, then at
 * nearer ones, until one is past its time; where few are guessed, at the first 20.
 *
 * @param mayAsk whether another request is allowed.
 * @returns null where none was.
 */
export async function lookAt(
  fetchPage: Codes,
  pk: number,
  { least, now, mayAsk }: { least: number; now: number; mayAsk: () => boolean },
): Promise<Counted | null> {
  const filters = { provider: String(pk) };
  let found: Counted | null = null;
  for (const page of least > FIRST ? [least, Math.floor(least / 2)] : []) {
    if (!mayAsk()) return found;
    const asked = fetchPage({ page, page_size: 1, ordering: "expires", filters });
    const outcome = await outcomeOf(asked);
    if (typeof outcome === "string") continue;
    const { count, rows, asOf } = outcome;
    found = { count, rows, asOf, place: page - 1 };
    if (pastTime(rows, now).length > 0) return found;
  }
  return mayAsk() ? firstOf(fetchPage, pk, FIRST) : found;
}

/** One provider's first codes by expiry, and how many it has. */
export async function firstOf(fetchPage: Codes, pk: number, page_size: number): Promise<Counted> {
  const filters = { provider: String(pk) };
  const { count, rows, asOf } = await fetchPage({ page_size, ordering: "expires", filters });
  return { count, rows, asOf, place: 0 };
}

/** Those of the rows that are past their time. */
export function pastTime(
  rows: readonly Row<AuthorizationCode>[],
  now: number,
): AuthorizationCode[] {
  return rows.flatMap((row) =>
    row.readable && row.value.expiresMs !== null && row.value.expiresMs < now ? [row.value] : [],
  );
}

function ending(
  codes: readonly AuthorizationCode[],
  asOf: number,
  now: number,
  of: (health: ProviderHealth) => number | null,
): Map<number | null, number> {
  return new Map(
    healthByProvider(codes, asOf, now).flatMap((health): [number | null, number][] => {
      const at = of(health);
      return at === null ? [] : [[health.pk, at]];
    }),
  );
}
