import type { Selection } from "../api/list-answer.ts";
import type { AuthorizationCode } from "../api/wire/grant.ts";
import type { Row } from "../api/wire/page.ts";
import type { Provider } from "../api/wire/provider.ts";
import { isWithin } from "../find/expiry/range-extent.ts";
import { expiryOf } from "../find/expiry/row-slot.ts";
import type { ExpiryRange } from "../find/fetch-page.ts";
import type { ProviderCount, Sample } from "./sample.ts";
import type { Totals } from "./totals.ts";

/** A range of codes that was read in full. */
export interface WholeRange {
  rows: readonly Row<AuthorizationCode>[];
  asOf: number;
  moved: boolean;
}

/** What is known so far, enough to resume from. An undefined part was not requested yet. */
export interface Findings {
  now: number;
  totals: Totals;
  /** The codes past their expiry time; null when there are too many to read. */
  past?: WholeRange | null;
  /** Some of the codes past their expiry time, where there are too many to read. */
  sample?: Sample;
  /** The codes that are still valid; null when they are counted instead. */
  valid?: WholeRange | null;
  /** null when they may not be listed, or the request failed. */
  providers?: Selection<Provider> | null;
  /** Codes that never expire, by provider; null when not all could be read. */
  never?: ReadonlyMap<number, number> | null;
  counted: ReadonlyMap<number, ProviderCount>;
}

/** What a list that was read in full tells by itself. */
export function findingsOf({ rows, asOf, moved }: WholeRange): Findings {
  // As where it is read: a row whose end could not be read belongs to any range.
  const within = (range: ExpiryRange): WholeRange => ({
    rows: rows.filter((row) => isWithin(range, row)),
    asOf,
    moved,
  });
  const past = within({ from: -Infinity, to: asOf });
  const valid = within({ from: asOf, to: Infinity });
  const ends = rows.map(expiryOf);
  const number = (holds: (end: number) => boolean) =>
    ends.filter((end) => end !== null && holds(end)).length;
  const expired = number((end) => end < asOf);
  const never = number((end) => end === Infinity);
  const totals: Totals = {
    count: rows.length,
    expired,
    valid: rows.length - expired - never,
    never,
    asOf,
    exact: !moved && !ends.includes(null),
    knownPoints: [],
  };
  return { now: asOf, totals, past, valid, counted: new Map() };
}
