import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answeredAt, noteServerDate, resetServerClock, serverNow } from "./server-clock.ts";

const NOW = Date.UTC(2026, 10, 22, 6, 0, 0);

beforeEach(() => {
  resetServerClock();
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
});
afterEach(() => vi.useRealTimers());

/** One response of a server whose clock is `offset` ms ahead, made halfway through the round trip. */
function answer(offset: number, at: number, trip: number): string {
  const header = new Date(at + trip / 2 + offset).toUTCString();
  noteServerDate(header, at, at + trip);
  return header;
}

test("the browser's clock is used before any response, and when the clocks agree", () => {
  expect(serverNow()).toBe(NOW);
  answer(0, NOW - 500, 40);
  expect(serverNow()).toBe(NOW);
});

test("a server far ahead or behind is followed to within half a second plus half the round trip", () => {
  for (const offset of [86_400_000, -3_600_000, 7_300]) {
    resetServerClock();
    answer(offset, NOW - 100, 100);
    expect(Math.abs(serverNow() - NOW - offset)).toBeLessThanOrEqual(550);
    expect(Number.isInteger(serverNow())).toBe(true);
  }
});

test("more responses narrow the estimate, and slow ones do no harm", () => {
  for (let index = 0; index < 40; index++) answer(90_000, NOW + index * 1037, 20);
  answer(90_000, NOW + 60_000, 9_000);
  expect(Math.abs(serverNow() - NOW - 90_000)).toBeLessThanOrEqual(60);
});

test("a server clock that was set is followed at once", () => {
  answer(0, NOW, 20);
  answer(600_000, NOW + 100, 20);
  expect(Math.abs(serverNow() - NOW - 600_000)).toBeLessThanOrEqual(510);
});

test("an invalid date and a negative round trip are ignored", () => {
  noteServerDate("yesterday", NOW, NOW + 1);
  noteServerDate(null, NOW, NOW + 1);
  noteServerDate(new Date(NOW + 90_000).toUTCString(), NOW + 1, NOW);
  expect(serverNow()).toBe(NOW);
});

test("a response's time is clamped to the second in its Date header", () => {
  const header = new Date(NOW).toUTCString();
  expect(answeredAt(header, NOW + 300)).toBe(NOW + 300);
  expect(answeredAt(header, NOW + 5000)).toBe(NOW + 999);
  expect(answeredAt(header, NOW - 5000)).toBe(NOW);
  expect(answeredAt(null, NOW + 5)).toBe(NOW + 5);
});

test("property: never off by more than a second plus the shortest round trip", () => {
  const trips = fc.array(
    fc.record({ wait: fc.nat(5000), trip: fc.integer({ min: 1, max: 3000 }) }),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), trips, (offset, answers) => {
      resetServerClock();
      let at = NOW;
      for (const { wait, trip } of answers) {
        at += wait;
        answer(offset, at, trip);
        at += trip;
      }
      const shortest = Math.min(...answers.map(({ trip }) => trip));
      expect(Math.abs(serverNow() - Date.now() - offset)).toBeLessThanOrEqual(1000 + shortest);
    }),
  );
});
