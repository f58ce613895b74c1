import { expect, test } from "vitest";
import type { ListedToken } from "./facts.ts";
import { type GoneCode, outcomesOfGone } from "./gone-codes.ts";

/** Issued at 100 s, valid for a minute; last listed at 105 s, missed at 110 s. */
function code(pk: number, over: Partial<GoneCode> = {}): GoneCode {
  return {
    pk,
    user: 1,
    provider: 2,
    scopes: ["email", "openid"],
    issuedAt: 100_000,
    endsAt: 160_000,
    listedAt: 105_000,
    missedAt: 110_000,
    ...over,
  };
}

function token(issuedAt: number | null, over: Partial<ListedToken> = {}): ListedToken {
  return {
    kind: "access",
    pk: 1,
    user: 1,
    provider: 2,
    scopes: ["openid", "email"],
    nonce: null,
    issuedAt,
    isWholeSecond: false,
    isLikeDevice: false,
    ...over,
  };
}

const redeemed = (afterMs: number | null) => ({ word: "redeemed", afterMs, isWholeSecond: false });

test.each([
  ["a token between the two looks", [code(1)], [token(107_300)], [redeemed(7300)]],
  ["no token", [code(1)], [], [null]],
  ["a token from before the first look", [code(1)], [token(103_000)], [null]],
  ["one from after the second", [code(1)], [token(112_000)], [null]],
  ["one at the moment of a look", [code(1)], [token(104_000)], [redeemed(4000)]],
  ["another user’s", [code(1)], [token(107_000, { user: 9 })], [null]],
  ["another client’s", [code(1)], [token(107_000, { provider: 9 })], [null]],
  ["other scopes", [code(1)], [token(107_000, { scopes: ["openid"] })], [null]],
  ["a refresh token", [code(1)], [token(107_000, { kind: "refresh" })], [null]],
  ["a token of unknown time", [code(1)], [token(null)], [null]],
  ["a code without known issue", [code(1, { issuedAt: null })], [token(107_000)], [redeemed(null)]],
  ["past its end", [code(1, { endsAt: 104_000 })], [token(107_000)], [{ word: "not-redeemed" }]],
  [
    "two alike, two tokens",
    [code(1), code(2)],
    [token(106_000), token(107_000)],
    [redeemed(null), redeemed(null)],
  ],
  ["two alike, one token", [code(1), code(2)], [token(106_000)], [null, null]],
  ["one code, two tokens", [code(1)], [token(106_000), token(107_000)], [redeemed(null)]],
] as const)("%s", (_, codes, tokens, outcomes) => {
  expect([...outcomesOfGone(codes, tokens).values()]).toEqual(outcomes);
});
