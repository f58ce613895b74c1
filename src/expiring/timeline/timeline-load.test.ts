import { expect, test } from "vitest";
import { countBefore } from "../../find/expiry/count-before.ts";
import type { FetchPage } from "../../find/fetch-page.ts";
import {
  trueCountBefore,
  rowsOf,
  type SimRow,
  simulatedServer,
} from "../../find/testing/simulated-server.ts";
import { loadTimeline, type TimelineAnswer } from "./timeline-load.ts";

const NOW = Date.UTC(2026, 10, 22, 12, 4, 30);
const MINUTE = 60_000;

/** Limits for counts and timeline together, whatever the number of rows: requests, and the rows they ask for. */
const MOST_REQUESTS = 39;
const MOST_ROWS = 300;

/** Counts and timeline as a page loads them: one after the other, the second from the known points of the first. */
async function load(
  fetchPage: FetchPage<SimRow>,
  now: number,
  previous?: TimelineAnswer,
): Promise<TimelineAnswer> {
  const options = { knownPoints: previous?.seen ?? [] };
  const found = await countBefore(fetchPage, {}, [now, Infinity], options);
  const [expired = 0, finite = 0] = found.before;
  const [count = 0] = found.counts;
  const never = found.never ?? count - finite;
  const { asOf, exact, margin, unreadable } = found;
  const counts = { count, expired, never, valid: count - never - expired, expiring: null };
  return loadTimeline(
    fetchPage,
    {},
    now,
    { ...counts, asOf, exact, margin, unreadable },
    { seen: found.knownPoints, previous },
  );
}

/** Pseudo-random numbers from 0 to below 1, the same on every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const next = numbers(7);
const between = (from: number, to: number) => Math.floor(NOW + from + next() * (to - from));

/** Lists that differ in how their expiry times are distributed. */
const LISTS: Record<string, (index: number) => number | null> = {
  "a minute's life, cleaned at 12:02": () => between(-2.5 * MINUTE, MINUTE),
  "lives of ten minutes": () => between(-2.5 * MINUTE, 10 * MINUTE),
  "a clean-up that stopped days ago": () => between(-3 * 24 * 60 * MINUTE, MINUTE),
  "few expired, one of last year": (index) =>
    index === 0 ? NOW - 400 * 24 * 60 * MINUTE : between(-10_000, 10 * MINUTE),
  "a third never expires": (index) => (index % 3 === 0 ? null : between(-2 * MINUTE, MINUTE)),
  "all at the same moment": () => NOW + 5000,
  "none expires": () => null,
};

function rowsIn({ bins }: TimelineAnswer): number {
  return bins.reduce((sum, { past, ahead }) => sum + past + ahead, 0);
}

function expectTrue(
  answer: TimelineAnswer,
  rows: Parameters<typeof trueCountBefore>[0],
  now: number,
): void {
  for (const { from, to, past, ahead } of answer.bins) {
    const before = (time: number) => trueCountBefore(rows, Math.max(from, Math.min(time, to)));
    expect(past, `past from ${from}`).toBe(before(now) - trueCountBefore(rows, from));
    expect(ahead, `ahead from ${from}`).toBe(trueCountBefore(rows, to) - before(now));
  }
  expect(answer.count).toBe(rows.length);
  expect(rowsIn(answer) + answer.never).toBe(rows.length);
}

for (const [at, [name, make]] of Object.entries(LISTS).entries()) {
  // A million only once: the smaller sizes show as well that a larger list costs no more requests.
  for (const size of [0, 1, 2, 90, 312, 12_480, at === 0 ? 1_000_000 : 100_000]) {
    test(`${name}: ${size} rows, counted and counted again`, async () => {
      const rows = rowsOf(Array.from({ length: size }, (_, index) => make(index)));
      const server = simulatedServer(rows);
      server.now = NOW;
      const answer = await load(server.fetchPage, NOW);
      expectTrue(answer, rows, size <= 100 ? answer.asOf : NOW);
      expect(answer.exact).toBe(true);
      const spent = () => ({
        requests: server.asked.length,
        rows: server.asked.reduce((sum, { page_size = 0 }) => sum + page_size, 0),
      });
      expect(spent().requests).toBeLessThanOrEqual(MOST_REQUESTS);
      expect(spent().rows).toBeLessThanOrEqual(Math.max(MOST_ROWS, size));
      server.asked.length = 0;
      const again = await load(server.fetchPage, NOW + 10_000, answer);
      expectTrue(again, rows, size <= 100 ? again.asOf : NOW + 10_000);
      expect(spent().requests).toBeLessThanOrEqual(MOST_REQUESTS);
      expect(spent().rows).toBeLessThanOrEqual(Math.max(MOST_ROWS, size));
    });
  }
}

test.each([50_000, 300_000])(
  "%d rows that the window no longer covers well are counted anew",
  async (size) => {
    const early = Array.from({ length: size }, () => between(-2 * MINUTE, MINUTE));
    const server = simulatedServer(rowsOf(early));
    server.now = NOW;
    const previous = await load(server.fetchPage, NOW);
    const later = Array.from({ length: size / 4 }, () => between(9 * MINUTE, 11 * MINUTE));
    server.rows = rowsOf([...early, ...later]);
    const answer = await load(server.fetchPage, NOW + 10_000, previous);
    expect(answer.margin).toBeLessThan(size / 100);
    expect(rowsIn(answer)).toBe(server.rows.length);
    expect(answer.asOf).toBeGreaterThanOrEqual(NOW);
  },
);

test("while the list changes, the bins still add up to its count", async () => {
  const rows = rowsOf(Array.from({ length: 5000 }, () => between(-2 * MINUTE, MINUTE)));
  const server = simulatedServer(rows, {
    meanwhile: (moving) => {
      moving.rows.splice(Math.floor(next() * moving.rows.length), 3);
    },
  });
  server.now = NOW;
  const answer = await load(server.fetchPage, NOW);
  expect(rowsIn(answer) + answer.never).toBe(answer.count);
  expect(answer.bins.every(({ past, ahead }) => past >= 0 && ahead >= 0)).toBe(true);
});

test("a page shorter than requested is not mistaken for the whole list", async () => {
  const rows = rowsOf(Array.from({ length: 90 }, () => between(-2 * MINUTE, MINUTE)));
  const server = simulatedServer(rows, { clamp: 20 });
  server.now = NOW;
  expectTrue(await load(server.fetchPage, NOW), rows, NOW);
});

test("rows with an unreadable expiry time make the counts inexact", async () => {
  const server = simulatedServer(rowsOf([NOW - 5000, NOW + 5000, NOW + 6000]));
  server.now = NOW;
  const answer = await load(async (params) => {
    const page = await server.fetchPage(params);
    const [first, ...others] = page.rows;
    if (!first?.readable) return page;
    const problems = [{ path: "expires", message: "no date" }];
    const value = { ...first.value, expiresMs: null };
    return { ...page, rows: [{ ...first, value, problems }, ...others] };
  }, NOW);
  expect(answer).toMatchObject({ exact: false, unreadable: true });
  expect(rowsIn(answer) + answer.never).toBe(3);
});

test("a short list that has grown gets bins for its current extent", async () => {
  const early = Array.from({ length: 90 }, (_, index) => NOW - 4 * 60 * MINUTE + index);
  const server = simulatedServer(rowsOf(early));
  server.now = NOW;
  const previous = await load(server.fetchPage, NOW);
  const later = Array.from({ length: 5000 }, () => between(-2 * MINUTE, MINUTE));
  server.rows = rowsOf([...early, ...later]);
  const now = NOW + 60 * MINUTE;
  const grown = await load(server.fetchPage, now, previous);
  const fresh = await load(server.fetchPage, now);
  expect(grown.bins).toEqual(fresh.bins);
  expect(grown.quantiles).toEqual(fresh.quantiles);
});
