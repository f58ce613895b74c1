import type { Row } from "../../api/wire/page.ts";
import { sortKey } from "../state/list-state.ts";

/** What a row is sorted by: a number, or a text. null where it could not be read. */
export type SortValue = number | string | null;

/**
 * Compares rows as authentik's database does for an ordering, with ascending `pk` as tie-breaker. What could not be
 * read goes last.
 *
 * Texts are compared by code point (capitals before small letters, accents after "z"), as in every database that was
 * looked at. A database created with another collation sorts texts by the rules of a language, and no answer says so:
 * rows sorted here then have another order than rows sorted by the server.
 *
 * @param ordering "user", "-provider" …
 * @param valueOf what a row is sorted by for a key of the list.
 */
export function rowOrder<T extends { pk: number | string }>(
  ordering: string,
  valueOf: (value: T, key: string) => SortValue,
) {
  const key = sortKey(ordering);
  const sign = ordering.startsWith("-") ? -1 : 1;
  return (a: Row<T>, b: Row<T>): number => {
    if (!a.readable || !b.readable) return Number(b.readable) - Number(a.readable);
    const [one, other] = [valueOf(a.value, key), valueOf(b.value, key)];
    if (one === null || other === null) {
      return Number(one === null) - Number(other === null) || compare(a.value.pk, b.value.pk);
    }
    return sign * compare(one, other) || compare(a.value.pk, b.value.pk);
  };
}

/** Compares numbers by value and texts by code point. */
export function compare(one: number | string, other: number | string): number {
  if (typeof one === "string" && typeof other === "string") return compareText(one, other);
  return one === other ? 0 : one < other ? -1 : 1;
}

function compareText(one: string, other: string): number {
  const end = Math.min(one.length, other.length);
  let at = 0;
  while (at < end && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  if (at === end) return one.length - other.length;
  return rank(one.charCodeAt(at)) - rank(other.charCodeAt(at));
}

/** Surrogates are code units below U+E000 that encode code points above U+FFFF: they rank after all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
