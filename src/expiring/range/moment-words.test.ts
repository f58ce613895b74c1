import { expect, test } from "vitest";
import { momentMs } from "../../model/moment-ms.ts";
import { readMoment, readRelative } from "../../model/moment.ts";
import { draftOf, momentOfDraft } from "./moment-draft.ts";
import { momentWords } from "./moment-words.ts";

const NOW = Date.UTC(2026, 10, 22, 12);

test.each([
  ["now", 0, "now", "now"],
  ["now-0m", 0, "now", "now"],
  ["NOW-05M", -300_000, "now-5m", "5 min ago"],
  ["now 60s", 60_000, "now+60s", "in 60 s"],
  ["now-2d", -2 * 86_400_000, "now-2d", "2 d ago"],
])("%s is read, worded and edited consistently", (text, offset, canonical, words) => {
  const moment = readMoment(text);
  expect(moment).toBe(canonical);
  expect(momentMs(moment!, NOW)).toBe(NOW + offset);
  expect(momentWords(moment!, NOW)).toBe(words);
  expect(momentOfDraft(draftOf(moment!, NOW))).toBe(canonical);
});

test("an open end and a fixed moment are not relative", () => {
  const fixed = readMoment("2026-11-22T13:00:00+01:00")!;
  expect(readRelative(fixed)).toBeNull();
  expect(draftOf(undefined, NOW)).toMatchObject({ how: "open", amount: "5", unit: "m" });
  expect(momentOfDraft(draftOf(undefined, NOW))).toBeNull();
  expect(momentOfDraft(draftOf(fixed, NOW))).toBe(fixed);
});
