import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  formatCount,
  formatDateTime,
  formatInColumn,
  formatMoment,
  formatTime,
  formatZone,
} from "./format.ts";
import { formatCountOf, formatHours, formatMinute } from "./format-later.ts";

const ZONE = process.env["TZ"];

afterEach(() => {
  vi.unstubAllGlobals();
  if (ZONE === undefined) delete process.env["TZ"];
  else process.env["TZ"] = ZONE;
});

const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];
const times = fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(2099, 11) });

describe.each(zones)("in %s", (zone) => {
  test("dates and times are those of Intl in British English", () => {
    process.env["TZ"] = zone;
    const reference = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    fc.assert(
      fc.property(times, (ms) => {
        // Recent data writes "Sept".
        const written = reference.format(ms).replace("Sept", "Sep");
        expect(formatMinute(ms)).toBe(`${written} ${formatZone(ms)}`);
        expect(formatDateTime(ms)).toMatch(`${written}:`);
      }),
    );
  });
});

test.each([
  ["UTC", "2026-11-22T12:00:00Z", "UTC"],
  ["Europe/Berlin", "2026-07-01T12:00:00Z", "UTC+2"],
  ["America/New_York", "2026-11-22T12:00:00Z", "UTC-5"],
  ["Asia/Kolkata", "2026-11-22T12:00:00Z", "UTC+5:30"],
  ["America/St_Johns", "2026-11-22T12:00:00Z", "UTC-3:30"],
  ["Australia/Lord_Howe", "2026-11-22T12:00:00Z", "UTC+11"],
])("the zone of %s at %s is %s", (zone, time, written) => {
  process.env["TZ"] = zone;
  expect(formatZone(Date.parse(time))).toBe(written);
});

test.each([
  ["America/New_York", "2026-11-01T05:30:00Z", "01:30:00 UTC-4"],
  ["America/New_York", "2026-11-01T06:30:00Z", "01:30:00 UTC-5"],
  ["America/New_York", "2026-11-01T07:30:00Z", "02:30:00"],
  ["Europe/Berlin", "2026-10-25T00:30:00Z", "02:30:00 UTC+2"],
  ["Australia/Lord_Howe", "2026-04-04T15:15:00Z", "01:45:00 UTC+10:30"],
  ["Australia/Lord_Howe", "2026-04-04T14:15:00Z", "01:15:00"],
  ["UTC", "2026-11-01T06:30:00Z", "06:30:00"],
])("in %s, %s is %s: with the zone in an hour that is repeated", (zone, time, written) => {
  process.env["TZ"] = zone;
  const ms = Date.parse(time);
  expect(formatInColumn(ms, ms)).toBe(written);
});

test("a time that is a day away is a date; two times of one day share theirs", () => {
  process.env["TZ"] = "UTC";
  const noon = Date.UTC(2026, 10, 22, 12);
  expect(formatInColumn(noon, noon + 86_399_999)).toBe("12:00:00");
  expect(formatMoment(noon, noon + 86_399_999)).toBe("12:00:00 UTC");
  expect(formatMoment(noon, noon + 86_400_000)).toBe("22 Nov 2026");
  expect(formatHours(noon, noon + 7_200_000)).toBe("22 Nov 2026, 12:00:00 to 14:00:00 UTC");
});

test.each([
  ["local", "22 Nov 2026, 13:00:00 UTC+1", "13:00:00 UTC+1", "13:00:00"],
  ["utc", "22 Nov 2026, 12:00:00 UTC", "12:00:00 UTC", "12:00:00"],
  ["iso", "2026-11-22T12:00:00Z", "12:00:00Z", "12:00:00"],
])("the reader has times as %s", (times, whole, time, inColumn) => {
  process.env["TZ"] = "Europe/Berlin";
  vi.stubGlobal("localStorage", { getItem: () => times });
  const noon = Date.UTC(2026, 10, 22, 12);
  expect(formatDateTime(noon)).toBe(whole);
  expect(formatTime(noon)).toBe(time);
  expect(formatInColumn(noon, noon)).toBe(inColumn);
});

test("counts are in groups of three", () => {
  fc.assert(
    fc.property(fc.nat(), (value) => {
      expect(formatCount(value)).toBe(value.toLocaleString("en"));
    }),
  );
  expect(formatCountOf(1, ["code", "codes"])).toBe("1 code");
  expect(formatCountOf(1204, ["code", "codes"])).toBe("1,204 codes");
});
