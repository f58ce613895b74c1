import type { Selection } from "../api/list-answer.ts";
import type { AuthorizationCode } from "../api/wire/grant.ts";
import type { Row } from "../api/wire/page.ts";
import type { Provider } from "../api/wire/provider.ts";
import { expiryOf } from "../find/expiry/row-slot.ts";
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
  const where = (holds: (expiresMs: number) => boolean): WholeRange => ({
    rows: rows.filter((row) => {
      const expiresMs = expiryOf(row);
      return expiresMs !== null && holds(expiresMs);
    }),
    asOf,
    moved,
  });
  const past = where((ms) => ms < asOf);
  const valid = where((ms) => ms >= asOf && ms < Infinity);
  const [expired, alive] = [past.rows.length, valid.rows.length];
  const unreadable = rows.filter((row) => expiryOf(row) === null).length;
  const totals: Totals = {
    count: rows.length,
    expired,
    valid: alive,
    never: rows.length - expired - alive - unreadable,
    asOf,
    exact: !moved && unreadable === 0,
    knownPoints: [],
  };
  return { now: asOf, totals, past, valid, counted: new Map() };
}
