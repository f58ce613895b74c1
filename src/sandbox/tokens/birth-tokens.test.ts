import { expect, test, vi } from "vitest";
import { instantMs } from "../rules/instant.ts";
import { clientFault } from "../world/clients.ts";
import { createWorld } from "../world/world.ts";

// A busy machine must not fail these tests.
vi.setConfig({ testTimeout: 60_000 });

const START = Date.parse("2026-11-22T10:04:30.250Z");
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const lively = createWorld({ seed: 7, rows: 90, start: START, still: false });

test("a code that was redeemed leaves an access token of the same client, user and scopes", () => {
  const names = new Map(lively.providers.map(({ pk, name }) => [pk, name]));
  const seen = new Map(
    lively
      .codes(START)
      .all()
      .map((code) => [code.pk, code]),
  );
  let redeemed = 0;
  for (let now = START + SECOND; now < START + 4 * MINUTE; now += SECOND) {
    const listed = lively.codes(now).all();
    const left = new Set(listed.map(({ pk }) => pk));
    for (const [pk, code] of seen) {
      if (left.has(pk)) continue;
      seen.delete(pk);
      // Not expired, so it was redeemed: since the last look.
      if (code.expires === null || instantMs(code.expires) <= now) continue;
      redeemed++;
      const tokens = lively.accessTokens(now).filter(({ id_token, ...token }) => {
        const isNew = Number(id_token?.["iat"]) >= Math.floor((now - SECOND) / SECOND);
        return isNew && token.user === code.user && token.provider === code.provider;
      });
      const isTwice = clientFault(names.get(code.provider) ?? "") === "two-workers";
      const same = tokens.filter(({ scope }) => `${scope}` === `${code.scope}`);
      expect(same.length).toBeGreaterThanOrEqual(1);
      if (isTwice) expect(new Set(same.map((each) => each.id_token?.["nonce"])).size).toBe(1);
    }
    for (const code of listed) seen.set(code.pk, code);
  }
  expect(redeemed).toBeGreaterThan(60);
});

test("a code with offline_access leaves a refresh token of the same nonce", () => {
  const nonces = new Set(lively.accessTokens(START).map(({ id_token }) => id_token?.["nonce"]));
  const recent = lively.refreshTokens(START).filter(({ id_token }) => {
    const age = START / SECOND - Number(id_token?.["iat"]);
    return age < 290 && id_token?.["nonce"] !== undefined;
  });
  expect(recent.length).toBeGreaterThan(5);
  for (const { scope, id_token } of recent) {
    expect(scope).toContain("offline_access");
    expect(nonces).toContain(id_token?.["nonce"]);
  }
});
