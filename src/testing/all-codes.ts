import { expect } from "vitest";
import type { FakeAuthentik } from "./fake-authentik.ts";

export const CODES = "oauth2/authorization_codes/";

/** A code as the server sends it, with `expires` parsed. */
export interface SentCode {
  pk: number;
  /** `expires` in epoch milliseconds; null for never. */
  ends: number | null;
  provider: { pk: number };
  user: { pk: number };
}

/** All codes, by brute force, in one of the server's orderings with `pk` as tie-breaker. */
export async function allCodes(
  authentik: FakeAuthentik,
  ordering = "expires",
  filters = "",
): Promise<SentCode[]> {
  const order = ordering.endsWith("pk") ? ordering : `${ordering},pk`;
  const rows = await authentik.peekAll(`${CODES}?ordering=${order}${filters}`);
  return rows.map(({ pk, provider, user, expires }) => ({
    pk,
    provider,
    user,
    ends: expires === null ? null : Date.parse(expires),
  }));
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

/** Asserts that no request for codes had a parameter that the server does not know. */
export function expectNothingUnknown(authentik: FakeAuthentik): void {
  const names = authentik.askedFor(CODES).flatMap(({ params }) => [...params.keys()]);
  expect(names.filter((name) => !KNOWN.has(name))).toEqual([]);
}
