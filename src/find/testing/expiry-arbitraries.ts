import fc from "fast-check";
import { NEVER_RANGE, type ExpiryRange } from "../fetch-page.ts";
import type { Row } from "../../api/wire/page.ts";
import type { Change, SimRow } from "./simulated-server.ts";

/** Expiry times of a list's rows: few different ones, so that many rows are equal; null for never. */
export const expiryTimes = fc.array(fc.option(fc.integer({ min: 0, max: 50 }), { freq: 5 }), {
  maxLength: 250,
  size: "max",
});

const time = fc.integer({ min: 0, max: 51 });
export const expiryRanges: fc.Arbitrary<ExpiryRange> = fc.oneof(
  fc.tuple(time, time).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
  time.map((to) => ({ from: -Infinity, to })),
  time.map((from) => ({ from, to: Infinity })),
  fc.constant(NEVER_RANGE),
);

/** Page sizes to which a server may clamp. */
export const clamps = fc.constantFrom(20, 100);

export const listChange: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom<Change["kind"]>("front", "at", "new", "late"),
  rows: fc.nat({ max: 30 }),
  part: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
});

/** The reference for ranges. */
export function isInRange({ from, to }: ExpiryRange, { expiresMs }: SimRow): boolean {
  if (from === Infinity) return expiresMs === null;
  return expiresMs !== null && expiresMs >= from && expiresMs < to;
}

/** Keys of the readable rows. */
export function pksOf(rows: readonly Row<SimRow>[]): number[] {
  return rows.flatMap((row) => (row.readable ? [row.value.pk] : []));
}
