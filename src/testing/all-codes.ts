import { expect } from "vitest";
import type { FakeAuthentik } from "./fake-authentik.ts";

export const CODES = "oauth2/authorization_codes/";

/** A code as the server sends it. */
export interface SentCode {
  pk: number;
  /** `expires` in epoch milliseconds; null for never. */
  ends: number | null;
  provider: { pk: number };
  user: { pk: number };
}

/** All codes there are, by brute force, in one of the server's orders with `pk` as tie-breaker. */
export async function allCodes(
  authentik: FakeAuthentik,
  ordering = "expires",
  filters = "",
): Promise<SentCode[]> {
  const order = ordering.endsWith("pk") ? ordering : `${ordering},pk`;
  const rows: SentCode[] = [];
  for (let page = 1; ; page += 1) {
    const { results, pagination } = await authentik.peek(
      `${CODES}?ordering=${order}&page_size=100&page=${page}${filters}`,
    );
    for (const { pk, provider, user, expires } of results) {
      rows.push({ pk, provider, user, ends: expires === null ? null : Date.parse(expires) });
    }
    if (pagination.next === 0) return rows;
  }
}

export const pksOf = (rows: readonly SentCode[]) => rows.map(({ pk }) => pk);

const KNOWN = new Set([
  "provider",
  "user",
  "ordering",
  "page",
  "page_size",
  "include_groups",
  "include_roles",
]);

/** Nothing was ever asked of the server that it does not know. */
export function expectNothingUnknown(authentik: FakeAuthentik): void {
  const names = authentik.askedFor(CODES).flatMap(({ params }) => [...params.keys()]);
  expect(names.filter((name) => !KNOWN.has(name))).toEqual([]);
}
