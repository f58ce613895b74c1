import { chanceAt } from "./random.ts";

const QUESTION = { set: 21, rarity: 22 } as const;

/** The most frequent first. A server returns scopes in no particular order. */
const SETS: readonly (readonly string[])[] = [
  ["openid", "profile", "email"],
  ["email", "openid", "profile"],
  ["profile", "openid"],
  ["openid", "offline_access", "email", "profile"],
  ["openid"],
  ["groups", "openid", "email", "profile"],
  ["goauthentik.io/api", "openid", "profile", "email"],
  ["email", "ak_proxy", "openid", "profile", "entitlements"],
  ["read:all", "write:reports", "openid", "offline_access"],
];
const NONE: readonly string[] = [];

export const FORTY_SCOPES: readonly string[] = [
  "openid",
  ...["invoices", "orders", "customers", "stock", "staff", "rooms", "devices", "tickets"].flatMap(
    (thing) =>
      ["read", "write", "list", "admin"].map((verb) => `https://api.example.com/${thing}.${verb}`),
  ),
  "email",
  "profile",
  "groups",
  "offline_access",
  "entitlements",
  "phone",
  "address",
];

/** The scopes of the code or token with that index; rarely none, or forty. */
export function scopesAt(seed: number, index: number): readonly string[] {
  const rarity = chanceAt(seed, index, QUESTION.rarity);
  if (rarity < 0.008) return NONE;
  if (rarity < 0.012) return FORTY_SCOPES;
  return SETS[Math.floor(chanceAt(seed, index, QUESTION.set) ** 2 * SETS.length)] ?? NONE;
}
