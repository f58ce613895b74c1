import { expiryOf, type RowSlot } from "./row-slot.ts";
import type { CountsBefore, ExpiryRange, Findable } from "../fetch-page.ts";

/** The places of a range in the order `expires,pk`: from (inclusive) to (exclusive), from 0. */
export function rangeExtent(range: ExpiryRange, boundaries: CountsBefore): [number, number] {
  const [from = 0, to = 0] = boundaries.before;
  return [from, range.from === Infinity ? boundaries.count : Math.max(from, to)];
}

/** Where a row lies in the order `expires,pk`: before a range, in it, or after it. In it when that cannot be told. */
export function whereIn(range: ExpiryRange, cell: RowSlot<Findable>): "before" | "in" | "after" {
  const expires = expiryOf(cell);
  if (expires === null) return "in";
  if (expires < range.from) return "before";
  return range.from !== Infinity && expires >= range.to ? "after" : "in";
}

/** Whether a row belongs to a range; one of which that cannot be told does. */
export function isWithin(range: ExpiryRange, cell: RowSlot<Findable>): boolean {
  return whereIn(range, cell) === "in";
}
