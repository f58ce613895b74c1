import { expect, test, vi } from "vitest";
import { lastCleanUp } from "../rules/clean-up-times.ts";
import { instantMs } from "../rules/instant.ts";
import { FAILING_CLIENT } from "../world/clients.ts";
import type { World } from "../world/entities.ts";
import type { TokenEntity } from "../world/grant-entities.ts";
import { validityMs } from "../world/validity.ts";
import { createWorld } from "../world/world.ts";

// A busy machine must not fail these tests.
vi.setConfig({ testTimeout: 60_000 });

const START = Date.parse("2026-11-22T10:04:30.250Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function world(change: Partial<Parameters<typeof createWorld>[0]> = {}): World {
  return createWorld({ seed: 7, rows: 312, start: START, still: false, ...change });
}

function expiredAt(tokens: readonly TokenEntity[], now: number): TokenEntity[] {
  return tokens.filter(
    ({ expiring, expires }) => expiring && expires !== null && instantMs(expires) < now,
  );
}

const lively = world();

/** Tokens that do not come from a redeemed code have smaller keys. */
const FIRST_OF_CODES = 200_000;

test.each([1, 2, 3, 4])("seed %i: the exact number of other tokens at any start", (seed) => {
  const others = (tokens: readonly TokenEntity[]) =>
    tokens.filter(({ pk }) => pk < FIRST_OF_CODES).length;
  for (const minutes of [0, 2.6, 171]) {
    const start = START + minutes * MINUTE;
    const large = world({ seed, start, rows: 5000 });
    expect(others(large.accessTokens(start))).toBe(100);
    expect(others(large.refreshTokens(start))).toBe(160);
    const small = world({ seed, start, rows: 45, still: true });
    expect(others(small.accessTokens(start))).toBe(30);
    expect(others(small.refreshTokens(start))).toBe(40);
  }
});

test("a world without codes has only the other tokens", () => {
  const empty = world({ rows: 0 });
  expect(empty.accessTokens(START)).toHaveLength(30);
  expect(empty.refreshTokens(START)).toHaveLength(40);
});

test("many codes leave no more tokens than can be listed", () => {
  const crowd = world({ rows: 50_000 });
  expect(crowd.accessTokens(START).length).toBeGreaterThan(5000);
  expect(crowd.accessTokens(START).length).toBeLessThan(13_000);
  expect(crowd.refreshTokens(START).length).toBeLessThan(5000);
});

test("keys are unique, positive, and increase in order of issue", () => {
  for (const tokens of [lively.accessTokens(START), lively.refreshTokens(START)]) {
    const pks = tokens.map(({ pk }) => pk);
    expect(new Set(pks).size).toBe(pks.length);
    expect(Math.min(...pks)).toBeGreaterThan(0);
    // Codes that were minted one after the other are redeemed within eight seconds, not always in that order.
    for (const isOf of [true, false]) {
      const those = tokens.filter(({ pk }) => pk >= FIRST_OF_CODES === isOf).slice(isOf ? 0 : 20);
      let latest = 0;
      for (const { id_token } of those.toSorted((one, other) => one.pk - other.pk)) {
        const iat = Number(id_token?.["iat"]);
        expect(iat).toBeGreaterThan(latest - 9);
        latest = Math.max(latest, iat);
      }
    }
  }
});

test("the list depends on the moment, not on earlier calls", () => {
  const asked = world();
  for (const moment of [0, 40, 7 * MINUTE, 5 * MINUTE, 30 * HOUR, 3 * HOUR, 95 * DAY, -HOUR]) {
    const fresh = world();
    expect(asked.accessTokens(START + moment)).toEqual(fresh.accessTokens(START + moment));
    expect(asked.refreshTokens(START + moment)).toEqual(fresh.refreshTokens(START + moment));
  }
});

test("the same array is returned until something changes", () => {
  const first = lively.accessTokens(START);
  expect(lively.accessTokens(START + 1)).toBe(first);
  let changed = START;
  while (lively.accessTokens(changed) === first) changed += 1000;
  expect(changed - START).toBeLessThan(2 * MINUTE);
});

test("tokens are issued, expire and are cleaned up; their number stays about the same", () => {
  const counts: number[] = [];
  for (let now = START; now < START + 40 * HOUR; now += 23 * MINUTE) {
    const tokens = lively.accessTokens(now);
    counts.push(tokens.length);
    for (const { expires } of expiredAt(tokens, now)) {
      expect(instantMs(expires ?? "")).toBeGreaterThanOrEqual(lastCleanUp(now) - 1);
    }
  }
  const [first = 0] = counts;
  // Before the start, codes are minted faster: see `createCodes`.
  expect(first).toBeGreaterThan(3000);
  expect(Math.min(...counts)).toBeGreaterThan(first * 0.65);
  expect(Math.max(...counts)).toBeLessThan(first * 1.15);
  const refresh = lively.refreshTokens(START).length;
  const late = lively.refreshTokens(START + 120 * DAY).length;
  expect(late).toBeGreaterThan(refresh * 0.6);
  expect(late).toBeLessThan(refresh * 1.2);
});

test("a clean-up leaves no expired token", () => {
  const cleanUp = Date.parse("2026-11-22T10:57:00.000Z");
  expect(expiredAt(lively.accessTokens(cleanUp - 1), cleanUp - 1)).not.toEqual([]);
  expect(expiredAt(lively.accessTokens(cleanUp), cleanUp)).toEqual([]);
});

test("a still world keeps its tokens", () => {
  const still = world({ still: true });
  expect(still.accessTokens(START)).toEqual(lively.accessTokens(START));
  expect(still.accessTokens(START + 9 * HOUR)).toBe(still.accessTokens(START));
  expect(still.refreshTokens(START + 90 * DAY)).toBe(still.refreshTokens(START));
});

test("a token has the validity of its provider, and its claims are consistent", () => {
  const providers = new Map(lively.providers.map((one) => [one.pk, one]));
  const users = new Map(lively.users.map((one) => [one.pk, one]));
  for (const [tokens, validity] of [
    [lively.accessTokens(START), "access_token_validity"],
    [lively.refreshTokens(START), "refresh_token_validity"],
  ] as const) {
    for (const { provider: pk, user, expires, id_token } of tokens) {
      const provider = providers.get(pk);
      if (expires === null || id_token === null || provider === undefined) continue;
      const exp = Number(id_token["exp"]);
      expect(exp).toBe(Math.floor(instantMs(expires) / 1000));
      expect(exp - Number(id_token["iat"])).toBe(validityMs(provider[validity]) / 1000);
      expect(Number(id_token["auth_time"])).toBeLessThanOrEqual(Number(id_token["iat"]));
      expect(id_token["aud"]).toBe(provider.client_id);
      if (provider.sub_mode === "hashed_user_id") {
        expect(id_token["sub"]).toBe(users.get(user)?.uid);
      }
      const hasClaims = "preferred_username" in id_token || "email" in id_token;
      if (!provider.include_claims_in_id_token) expect(hasClaims).toBe(false);
      expect("at_hash" in id_token).toBe(validity === "refresh_token_validity");
    }
  }
});

test("a refresh token is revoked when it is replaced", () => {
  const revoked = lively.refreshTokens(START).filter(({ revoked }) => revoked);
  expect(revoked.length).toBeGreaterThan(20);
  const replaced = revoked.filter(({ pk, user, provider }) =>
    lively
      .refreshTokens(START)
      .some((other) => other.pk > pk && other.user === user && other.provider === provider),
  );
  expect(replaced.length).toBeGreaterThan(20);
  let now = START;
  const fresh = () => lively.refreshTokens(now).find(({ pk }) => pk === 9000);
  while (fresh() === undefined) now += HOUR;
  expect(fresh()?.revoked).toBe(lively.refreshTokens(now).some(({ pk }) => pk === 9002));
  const all = lively.refreshTokens(START);
  for (const { scope } of all) expect(scope).toContain("offline_access");
});

test("the failing client has no tokens, service accounts have some", () => {
  const broken = lively.providers.find(({ name }) => name === FAILING_CLIENT)?.pk;
  const types = new Map(lively.users.map(({ pk, type }) => [pk, type]));
  const tokens = lively.accessTokens(START);
  expect(tokens.filter(({ provider }) => provider === broken)).toEqual([]);
  const machines = tokens.filter(({ user }) => types.get(user) === "service_account");
  expect(machines.length).toBeGreaterThan(2);
  for (const { id_token } of machines) {
    for (const claim of ["sid", "amr", "nonce"]) expect(id_token).not.toHaveProperty(claim);
  }
});

test.each(["accessTokens", "refreshTokens"] as const)("unusual tokens in %s", (kind) => {
  const tokens = world({ rows: 90, still: true })[kind](START);
  const texts = tokens.map(({ id_token }) => JSON.stringify(id_token));
  expect(tokens.some(({ expires, expiring }) => expires === null && !expiring)).toBe(true);
  const kept = tokens.filter(({ expiring }) => !expiring);
  expect(kept.some(({ expires }) => expires !== null && instantMs(expires) < START)).toBe(true);
  expect(expiredAt(tokens, START)).not.toEqual([]);
  expect(tokens.some(({ revoked }) => revoked)).toBe(true);
  expect(texts.filter((text) => text === "null")).toHaveLength(1);
  expect(texts.filter((text) => text.includes("CANARY-claim"))).toHaveLength(1);
  expect(texts.some((text) => text.length > 5000)).toBe(true);
  expect(texts.some((text) => text.includes("محمد"))).toBe(true);
  expect(texts.filter((text) => text.includes('"nonce"')).length).toBeGreaterThan(15);
  const users = new Set(tokens.map(({ user }) => user));
  expect(users.size).toBeGreaterThan(20);
});

test("the provider and the user of each token exist", () => {
  const providers = new Set(lively.providers.map(({ pk }) => pk));
  const active = new Set(lively.users.filter((one) => one.is_active).map(({ pk }) => pk));
  for (const { provider, user } of [
    ...lively.accessTokens(START),
    ...lively.refreshTokens(START),
  ]) {
    expect(providers).toContain(provider);
    expect(active).toContain(user);
  }
});
