import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { noteServerDate, resetServerClock } from "../api/server-clock.ts";
import { atServerTime } from "./server-time.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const endpoint = { fetchPage: () => Promise.reject(new Error("not asked")) };

/** Notes an answer of a server whose clock is ahead of the browser's by that many milliseconds. */
function answer(ahead: number): void {
  noteServerDate(new Date(Date.now() + ahead).toUTCString(), Date.now(), Date.now());
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  resetServerClock();
  answer(0);
});

afterEach(() => vi.useRealTimers());

async function timesAsked(meanwhile: () => void): Promise<number[]> {
  const times: number[] = [];
  await atServerTime(endpoint, {}, new AbortController().signal, (now) => {
    times.push(now);
    meanwhile();
    return Promise.resolve();
  });
  return times;
}

test("runs once while the clocks just advance", async () => {
  const times = await timesAsked(() => {
    vi.setSystemTime(Date.now() + 4000);
    answer(0);
  });
  expect(times).toEqual([NOW]);
});

test.each([
  ["the server's clock was set back half an hour", () => answer(-1_800_000), NOW - 1_800_000],
  [
    "the browser's clock was set an hour ahead",
    () => {
      vi.setSystemTime(NOW + 3_600_000);
      answer(-3_600_000);
    },
    NOW,
  ],
])("runs again at the corrected time if %s", async (_, change, right) => {
  let changed = false;
  const times = await timesAsked(() => {
    if (!changed) change();
    changed = true;
  });
  expect(times).toHaveLength(2);
  expect(Math.abs(times[1]! - right)).toBeLessThan(1500);
});
