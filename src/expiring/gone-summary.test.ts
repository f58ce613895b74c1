import { expect, test } from "vitest";
import { authorizationCodes } from "../resources/authorization-codes/authorization-codes-resource.ts";
import { goneWords } from "./gone-summary.tsx";

const END = Date.parse("2026-11-22T12:04:57Z");
const outcome = authorizationCodes.expiry.outcomeOf({} as never);

test.each([
  // When it was last seen and first missed, in seconds from its expiry.
  [-56, -56, "Gone with 56 s left", /^Redeemed, or deleted\.$/],
  [-56, -51, "Gone with 51 s to 56 s left", /^Redeemed, or deleted\.$/],
  [-1, -0.2, "Gone with 1 s left", /^Redeemed, or deleted\.$/],
  [-5, 0, "Last seen with 5 s left", /^Then redeemed, or deleted, or expired and cleaned up/],
  [-5, 600, "Last seen with 5 s left", /^Then redeemed, or deleted, or expired and cleaned up/],
  [0, 5, "Gone after it expired", /^Never redeemed: .* Cleaned up, or deleted\.$/],
  [100, 105, "Gone after it expired", /^Never redeemed: /],
])("seen at %d s from expiry, missed at %d s: %s", (seen, missed, title, why) => {
  const words = goneWords({ expires: new Date(END).toISOString(), expiresMs: END }, outcome, {
    lastSeen: END + seen * 1000,
    firstMissed: END + missed * 1000,
  });
  expect(words.title).toBe(title);
  expect(words.why).toMatch(why);
});

test.each([
  ["without an end", null, /^It never expired: redeemed, or deleted\.$/],
  [
    "with an end that cannot be read",
    "soon",
    /could not be read: redeemed, or deleted, or cleaned/,
  ],
])("a row %s is called gone, nothing more", (_, expires, why) => {
  const gone = { lastSeen: END, firstMissed: END };
  const words = goneWords({ expires, expiresMs: null }, outcome, gone);
  expect(words.title).toBe("Gone");
  expect(words.why).toMatch(why);
});
