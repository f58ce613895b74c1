import { expect, test, vi } from "vitest";
import { instantMs } from "../rules/instant.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";
import type { World } from "../world/entities.ts";
import { FAILING_CLIENT } from "../world/clients.ts";
import { cleanUpAfter, lastCleanUp } from "../rules/clean-up-times.ts";
import { createWorld } from "../world/world.ts";

// A busy machine must not fail these tests.
vi.setConfig({ testTimeout: 60_000 });

const START = Date.parse("2026-11-22T10:04:30.250Z");
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

function world(change: Partial<Parameters<typeof createWorld>[0]> = {}): World {
  return createWorld({ seed: 7, rows: 312, start: START, still: false, ...change });
}

/** In minting order. */
function pks(codes: readonly AuthorizationCodeEntity[]): number[] {
  return codes.map((code) => code.pk).toSorted((a, b) => a - b);
}

function expiredAt(codes: readonly AuthorizationCodeEntity[], now: number) {
  return codes.filter(
    (code) => code.expiring && code.expires !== null && instantMs(code.expires) < now,
  );
}

test("equal options give equal worlds, another seed gives a different one", () => {
  expect(JSON.stringify([world(), world().codes(START).all()])).toBe(
    JSON.stringify([world(), world().codes(START).all()]),
  );
  expect(pks(world({ seed: 8 }).codes(START).all())).not.toEqual(pks(world().codes(START).all()));
});

test("the list depends on the moment, not on earlier calls", () => {
  const moments = [0, 40, 700, 1500, 61_000, 59_000, 4 * MINUTE, HOUR, 26 * HOUR, 90_000];
  const asked = world();
  for (const moment of moments) {
    const now = START + moment;
    expect(asked.codes(now).all()).toEqual(world().codes(now).all());
  }
});

test("the same object is returned until something changes", () => {
  const lively = world();
  const first = lively.codes(START);
  expect(lively.codes(START)).toBe(first);
  let changed = START;
  while (lively.codes(changed) === first) changed += 1;
  expect(changed - START).toBeLessThan(5 * SECOND);
  expect(lively.codes(START).all()).toHaveLength(312);
});

test.each([0, 1, 9, 20, 45, 312, 2000])("%i rows are listed at the start", (rows) => {
  for (const minute of [0, 1, 2.01, 3, 4]) {
    const start = START + minute * MINUTE;
    for (const still of [false, true]) {
      expect(world({ rows, start, still }).codes(start).all()).toHaveLength(rows);
    }
  }
});

test("the number of codes stays about the same for days, and some await the clean-up", () => {
  const lively = world();
  const counts: number[] = [];
  const expired: number[] = [];
  for (let now = START; now < START + 5 * HOUR; now += 37 * SECOND) {
    const codes = lively.codes(now).all();
    counts.push(codes.length);
    expired.push(expiredAt(codes, now).length / codes.length);
  }
  expect(mean(counts)).toBeGreaterThan(312 * 0.9);
  expect(mean(counts)).toBeLessThan(312 * 1.1);
  expect(Math.min(...counts)).toBeGreaterThan(312 * 0.65);
  expect(Math.max(...counts)).toBeLessThan(312 * 1.4);
  expect(mean(expired)).toBeGreaterThan(0.1);
  expect(mean(expired)).toBeLessThan(0.25);
  const later = lively.codes(START + 70 * HOUR).all();
  expect(later.length).toBeGreaterThan(312 * 0.65);
});

test("a code is redeemed within seconds, or expires and is cleaned up", () => {
  const lively = world();
  const validity = new Map(lively.providers.map((one) => [one.pk, one.access_code_validity]));
  const born = new Map<number, number>();
  const ages: number[] = [];
  const known = new Set(pks(lively.codes(START).all()));
  const last = new Map<number, AuthorizationCodeEntity>();
  for (let now = START + 100; now < START + 20 * MINUTE; now += 100) {
    const codes = lively.codes(now).all();
    const listed = new Set(pks(codes));
    for (const code of codes) {
      if (known.has(code.pk)) continue;
      if (!born.has(code.pk)) {
        born.set(code.pk, now);
        last.set(code.pk, code);
      }
    }
    for (const [pk, at] of born) {
      if (listed.has(pk)) continue;
      const code = last.get(pk);
      const expires = instantMs(code?.expires ?? "");
      if (expires < now) {
        // At a clean-up, the first one that could remove it.
        expect(now - lastCleanUp(now)).toBeLessThan(101);
        expect(cleanUpAfter(expires)).toBe(lastCleanUp(now));
      } else {
        expect(now - at).toBeLessThanOrEqual(8 * SECOND + 100);
        ages.push(now - at);
      }
      if (code && validity.get(code.provider) === "minutes=1") {
        expect(Math.abs(expires - at - MINUTE)).toBeLessThan(1200);
      }
      born.delete(pk);
      known.add(pk);
    }
  }
  expect(ages.length).toBeGreaterThan(1000);
  expect(mean(ages)).toBeLessThan(4 * SECOND);
});

test("a clean-up runs at minutes 2, 7, … 57 and leaves no expired code", () => {
  const cleanUp = Date.parse("2026-11-22T10:57:00.000Z");
  expect(lastCleanUp(cleanUp)).toBe(cleanUp);
  expect(lastCleanUp(cleanUp - 1)).toBe(Date.parse("2026-11-22T10:52:00.000Z"));
  const lively = world();
  expect(expiredAt(lively.codes(cleanUp - 1).all(), cleanUp - 1).length).toBeGreaterThan(20);
  expect(expiredAt(lively.codes(cleanUp).all(), cleanUp)).toEqual([]);
});

test("keys are unique and increase in minting order", () => {
  const lively = world();
  const before = pks(lively.codes(START).all());
  expect(new Set(before).size).toBe(before.length);
  const highest = Math.max(...before);
  expect(highest).toBeLessThanOrEqual(104_000);
  const known = new Set(before);
  let newest = highest;
  for (let now = START; now < START + 3 * MINUTE; now += 250) {
    const fresh = pks(lively.codes(now).all()).filter((pk) => !known.has(pk));
    for (const pk of fresh) expect(pk).toBeGreaterThan(newest);
    for (const pk of fresh) known.add(pk);
    newest = Math.max(newest, ...fresh);
  }
  expect(newest).toBeGreaterThan(104_000 + 100);
});

test("the failing client redeems nothing and has the most expired codes", () => {
  const lively = world();
  const broken = lively.providers.find((one) => one.name === FAILING_CLIENT)?.pk;
  const now = Date.parse("2026-11-22T10:06:59.000Z");
  const counts = new Map<number, number>();
  for (const code of expiredAt(lively.codes(now).all(), now)) {
    counts.set(code.provider, (counts.get(code.provider) ?? 0) + 1);
  }
  const most = [...counts].toSorted((a, b) => b[1] - a[1])[0];
  expect(most?.[0]).toBe(broken);
});

test("unusual rows: no expires, past expires but not expiring, no scope, forty scopes, a whole second", () => {
  const codes = world().codes(START).all();
  const past = (code: AuthorizationCodeEntity): boolean =>
    code.expires !== null && instantMs(code.expires) < START;
  expect(codes.some((code) => code.expires === null && !code.expiring)).toBe(true);
  expect(codes.some((code) => past(code) && !code.expiring)).toBe(true);
  expect(codes.some((code) => code.scope.length === 0)).toBe(true);
  expect(codes.some((code) => code.scope.length === 40)).toBe(true);
  expect(codes.some((code) => code.expires?.endsWith(".000000Z") && !past(code))).toBe(true);
  expect(codes.every((code) => code.expires !== null || !code.expiring)).toBe(true);
  expect(codes.every((code) => new Set(code.scope).size === code.scope.length)).toBe(true);
});

test("a still world keeps its codes", () => {
  const still = world({ still: true });
  const codes = still.codes(START).all();
  expect(still.codes(START + 9 * HOUR).all()).toBe(codes);
  expect(pks(codes)).toEqual(pks(world().codes(START).all()));
});

test("a hundred thousand rows", () => {
  const crowd = world({ rows: 100_000 });
  const codes = crowd.codes(START).all();
  expect(codes).toHaveLength(100_000);
  expect(new Set(pks(codes)).size).toBe(100_000);
  expect(pks(codes).every((pk) => pk > 0)).toBe(true);
  const later = crowd.codes(START + 10 * SECOND).all();
  const newest = pks(codes).at(-1) ?? 0;
  const fresh = later.filter((code) => code.pk > newest);
  expect(fresh.length).toBeGreaterThan(500);
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
