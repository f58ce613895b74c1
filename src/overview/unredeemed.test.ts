import fc from "fast-check";
import { expect, test } from "vitest";
import { healthByProvider } from "./unredeemed.ts";

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);

const row = fc.record({
  provider: fc.option(fc.integer({ min: 1, max: 4 })),
  user: fc.option(fc.integer({ min: 1, max: 5 })),
  ends: fc.option(fc.integer({ min: -600, max: 600 }).filter((seconds) => Math.abs(seconds) > 5)),
  expiring: fc.boolean(),
});

function code({ provider, user, ends, expiring }: any, pk: number): any {
  const expiresMs = ends === null ? null : NOW + ends * 1000;
  return {
    pk,
    provider: provider === null ? null : { pk: provider, name: `P${provider}` },
    user: user === null ? null : { pk: user, name: "", username: `u${user}` },
    expires: expiresMs === null ? null : new Date(expiresMs).toISOString(),
    expiresMs,
    is_expired: expiring && ends !== null && ends < 0,
  };
}

test("every number agrees with a brute-force count, and no row is lost", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
      const health = healthByProvider(rows.map(code), NOW, NOW);
      const past = rows.filter(({ ends }) => ends !== null && ends < 0);
      expect(new Set(health.map(({ pk }) => pk))).toEqual(
        new Set(past.map(({ provider }) => provider)),
      );
      for (const one of health) {
        const all = past.filter(({ provider }) => provider === one.pk);
        // As in the list: up to 30 s past expiry, "not expired" may have been written before it.
        const mine = all.filter(({ expiring, ends }) => expiring || (ends ?? 0) >= -30);
        const ends = mine.map((r) => NOW + (r.ends ?? 0) * 1000);
        expect(one.unredeemed).toBe(mine.length);
        expect(one.kept).toBe(all.length - mine.length);
        expect(one.oldestMs).toBe(ends.length === 0 ? null : Math.min(...ends));
        expect(one.newestMs).toBe(ends.length === 0 ? null : Math.max(...ends));
        const users = [...new Set(mine.flatMap(({ user }) => user ?? []))];
        expect(one.users.map(({ pk }) => pk)).toEqual(users);
        expect(one.unknownUsers).toBe(mine.filter(({ user }) => user === null).length);
      }
      const counts = health.map(({ unredeemed }) => unredeemed);
      expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    }),
  );
});

test.each([
  [-31, true, 1, 0],
  [-31, false, 0, 1],
  [-30, false, 1, 0],
  [30, false, undefined, undefined],
])("%i s from its expiry, expired %s", (ends, expiring, unredeemed, kept) => {
  const [one] = healthByProvider([code({ provider: 1, user: 2, ends, expiring }, 1)], NOW, NOW);
  expect([one?.unredeemed, one?.kept]).toEqual([unredeemed, kept]);
});

test("a user without a name is shown by the username", () => {
  const rows = [code({ provider: 1, user: 2, ends: -60, expiring: true }, 1)];
  expect(healthByProvider(rows, NOW, NOW)[0]?.users).toEqual([{ pk: 2, name: "u2" }]);
});
