import fc from "fast-check";
import { expect, test } from "vitest";
import { durationMs } from "./duration.ts";
import { durationWords, shortSpan } from "./duration-words.ts";

test.each([
  ["minutes=1", "1 minute", 60_000],
  ["hours=1;minutes=2", "1 hour 2 minutes", 3_720_000],
  ["minutes=2;hours=1", "1 hour 2 minutes", 3_720_000],
  ["hours=1;minutes=0;seconds=5", "1 hour 5 seconds", 3_605_000],
  ["seconds=0", "0 seconds", 0],
  ["hours=0;minutes=0", "0 minutes", 0],
  ["days=30", "30 days", 2_592_000_000],
  ["weeks=1.5", "1.5 weeks", 907_200_000],
  ["milliseconds=1;microseconds=500", "1 millisecond 500 microseconds", 1.5],
  ["HOURS=1", "1 hour", 3_600_000],
  ["minutes=1;minutes=3", "3 minutes", 180_000],
])("%s reads %s", (text, words, ms) => {
  expect(durationWords(text)).toBe(words);
  expect(durationMs(text)).toBe(ms);
});

test.each([
  "",
  ";",
  "soon",
  "fortnights=1",
  "hours=",
  "hours=x",
  "hours=1=2",
  "hours=1e999",
  "constructor=1",
])("%j is shown as it is", (text) => {
  expect(durationWords(text)).toBe(text);
  expect(durationMs(text)).toBeNull();
});

test("null has no milliseconds", () => {
  expect(durationMs(null)).toBeNull();
});

test("no text throws", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      durationWords(text);
      durationMs(text);
    }),
  );
});

test.each([
  [0, "0 s"],
  [999, "0 s"],
  [26_000, "26 s"],
  [-26_400, "26 s"],
  [60_000, "1 min"],
  [192_000, "3 min 12 s"],
  [7_500_000, "2 h 5 min"],
  [7_215_000, "2 h"],
  [273_600_000, "3 d 4 h"],
])("%i ms is %s", (ms, words) => {
  expect(shortSpan(ms)).toBe(words);
});

test("very long runs of digits are rejected", () => {
  const digits = "1".repeat(200_000);
  expect(durationMs(`seconds=${digits}x`)).toBeNull();
  expect(durationWords(`seconds=${digits}x`)).toBe(`seconds=${digits}x`);
});
