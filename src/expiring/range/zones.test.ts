import { afterEach, expect, test, vi } from "vitest";

const own = process.env["TZ"];

afterEach(() => {
  if (own === undefined) delete process.env["TZ"];
  else process.env["TZ"] = own;
  vi.resetModules();
});

/** The modules as loaded in a time zone. */
async function inZone(zone: string) {
  process.env["TZ"] = zone;
  vi.resetModules();
  const [{ draftOf, momentOfDraft }, { rangeWords }] = await Promise.all([
    import("./moment-draft.ts"),
    import("./moment-words.ts"),
  ]);
  return { draftOf, momentOfDraft, rangeWords };
}

const NOW = Date.UTC(2026, 10, 22, 12);

test.each([
  // Hours that the clocks run through twice, both times, and other moments.
  ["America/New_York", "2026-11-01T05:30:00Z"],
  ["America/New_York", "2026-11-01T06:30:00Z"],
  ["Europe/Berlin", "2026-10-25T00:30:00Z"],
  ["Europe/Berlin", "2026-10-25T01:30:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T14:45:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T15:15:00Z"],
  ["Europe/Berlin", "2026-03-29T01:00:00Z"],
  ["UTC", "2026-11-22T12:00:00.250Z"],
  ["Asia/Kolkata", "0999-12-31T23:59:59.999Z"],
])("in %s an end that is not edited stays %s", async (zone, moment) => {
  const { draftOf, momentOfDraft } = await inZone(zone);
  const draft = draftOf(moment, NOW);
  expect(momentOfDraft(draft)).toBe(moment);
  // Switched to something else and back, it is still the same.
  expect(momentOfDraft({ ...draft, how: "now" })).toBe("now");
  expect(momentOfDraft({ ...draft, how: "at" })).toBe(moment);
});

test("an end that is edited is what it is set to", async () => {
  const { draftOf, momentOfDraft } = await inZone("Europe/Berlin");
  const draft = draftOf("2026-10-25T01:30:00.250Z", NOW);
  expect(momentOfDraft({ ...draft, local: "2026-10-26T01:30:00" })).toBe("2026-10-26T00:30:00Z");
});

test("a range within one other day shows its hours, and the zone where an hour occurs twice", async () => {
  const { rangeWords } = await inZone("Europe/Berlin");
  const words = (after: string, before: string) => rangeWords(after, before, NOW);
  expect(words("2026-11-01T10:00:00Z", "2026-11-01T12:30:00Z")).toMatch(
    /, 11:00:00 to 13:30:00 UTC\+1$/,
  );
  expect(words("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")).toMatch(
    /, 02:30:00 UTC\+2 to 02:30:00 UTC\+1$/,
  );
  expect(words("2026-11-01T10:00:00Z", "2026-11-03T12:30:00Z")).not.toMatch(/\d:\d/);
  expect(words("2026-11-22T10:00:00Z", "2026-11-22T12:30:00Z")).toBe("11:00:00 to 13:30:00 UTC+1");
});
