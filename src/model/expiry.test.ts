import { describe, expect, test } from "vitest";
import { expiryStatus, relativeWords, remainingMs, spanWords } from "./expiry.ts";

const ANSWERED = Date.UTC(2026, 10, 22, 12, 4, 31);
const s = (seconds: number): number => ANSWERED + seconds * 1000;

describe("expiryStatus", () => {
  // [what, expires (s after the response; null: none), is_expired, now (s after the response), status]
  test.each([
    ["well ahead", 60, false, 0, "valid"],
    ["just over 15 s left", 60, false, 44.999, "valid"],
    ["15 s left", 60, false, 45, "expiring"],
    ["the last moment", 60, false, 59.999, "expiring"],
    ["the end passes while one watches", 60, false, 60, "expired"],
    ["long after the end", 60, false, 4000, "expired"],
    ["called expired, end behind", -30, true, 0, "expired"],
    ["called expired, end ahead: the server's word", 30, true, 0, "expired"],
    ["called expired without an end", null, true, 0, "expired"],
    ["no end", null, false, 0, "never"],
    ["no end, much later", null, false, 1e6, "never"],
    ["past at the answer, within the clock's resolution", -1, false, 0, "expired"],
    ["as far past at the answer as a slow one is written", -30, false, 0, "expired"],
    ["more than that past at the answer", -30.001, false, 0, "past-not-expired"],
    ["and it stays so", -30.001, false, 9999, "past-not-expired"],
    ["days past at the answer", -200_000, false, 5, "past-not-expired"],
    ["a clock set back changes nothing but the time left", 60, false, -10, "valid"],
  ] as const)("%s", (_, expires, is_expired, now, status) => {
    const expiresMs = expires === null ? null : s(expires);
    expect(expiryStatus({ expiresMs, is_expired, answeredAtMs: ANSWERED }, s(now))).toBe(status);
  });

  test("an unreadable expiry time is unknown, unless the server calls the row expired", () => {
    const unreadable = { expires: "soon", expiresMs: null, answeredAtMs: ANSWERED };
    expect(expiryStatus({ ...unreadable, is_expired: false }, ANSWERED)).toBe("unknown");
    expect(expiryStatus({ ...unreadable, is_expired: true }, ANSWERED)).toBe("expired");
    const notANumber = { expiresMs: Number.NaN, is_expired: false, answeredAtMs: ANSWERED };
    expect(expiryStatus(notANumber, ANSWERED)).toBe("unknown");
  });
});

test("the time left is negative after expiry and null without one", () => {
  expect(remainingMs({ expiresMs: s(5) }, s(0))).toBe(5000);
  expect(remainingMs({ expiresMs: s(5) }, s(6))).toBe(-1000);
  expect(remainingMs({ expiresMs: null }, s(6))).toBeNull();
});

test("the list sets how long before expiry a row counts as expiring", () => {
  const expiry = { expiresMs: s(300), is_expired: false, answeredAtMs: ANSWERED };
  expect(expiryStatus(expiry, s(0))).toBe("valid");
  expect(expiryStatus(expiry, s(0), 300_000)).toBe("expiring");
  expect(expiryStatus(expiry, s(0), 299_999)).toBe("valid");
});

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

test.each([
  [26, "in 26 s"],
  [25.2, "in 26 s"],
  [0.001, "in 1 s"],
  [0, "just now"],
  [-0.999, "just now"],
  [-1, "1 s ago"],
  [-23.9, "23 s ago"],
  [59.5, "in 1 min"],
  [7 * MINUTE + 10, "in 7 min 10 s"],
  [-(3 * MINUTE + 12), "3 min 12 s ago"],
  [-2 * MINUTE, "2 min ago"],
  [2 * HOUR + 5 * MINUTE, "in 2 h 5 min"],
  [2 * HOUR + 59, "in 2 h"],
  [-(2 * DAY + 4 * HOUR + 100), "2 d 4 h ago"],
  [9 * DAY + 7 * HOUR, "in 9 d 7 h"],
  [12 * DAY + 16 * HOUR, "in 12 d"],
  [400 * DAY, "in 400 d"],
])("%d s from now reads %s", (seconds, words) => {
  expect(relativeWords(seconds * 1000)).toBe(words);
});

test("a plain span has no direction, and what is not a finite number has no words", () => {
  expect(spanWords(26_000)).toBe("26 s");
  expect(spanWords(-26_000)).toBe("26 s");
  expect(spanWords(Number.NaN)).toBe("");
  expect(relativeWords(Number.POSITIVE_INFINITY)).toBe("");
});
