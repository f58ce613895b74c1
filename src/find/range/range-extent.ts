import { expiryOf, type RowSlot } from "../expiry/row-slot.ts";
import type { CountsBefore, ExpiryRange, Findable } from "../fetch-page.ts";

/** The offsets of a range in the order `expires,pk`: from (inclusive) to (exclusive), from 0. */
export function rangeExtent(range: ExpiryRange, counts: CountsBefore): [number, number] {
  const [from = 0, to = 0] = counts.before;
  return [from, range.from === Infinity ? counts.count : Math.max(from, to)];
}

/** Where a row lies in the order `expires,pk`, relative to a range. A row whose time cannot be read counts as in it. */
export function whereIn(range: ExpiryRange, slot: RowSlot<Findable>): "before" | "in" | "after" {
  const expires = expiryOf(slot);
  if (expires === null) return "in";
  if (expires < range.from) return "before";
  return range.from !== Infinity && expires >= range.to ? "after" : "in";
}

/** Whether a row belongs to a range. A row whose time cannot be read does. */
export function isWithin(range: ExpiryRange, slot: RowSlot<Findable>): boolean {
  return whereIn(range, slot) === "in";
}
