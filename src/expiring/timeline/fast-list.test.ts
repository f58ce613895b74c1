import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { authorizationCodesEndpoint } from "../../api/endpoints/authorization-codes.ts";
import { countBefore } from "../../find/expiry/count-before.ts";
import { fetchSlicePage } from "../../find/range/slice.ts";
import { createQueryClient } from "../../api/query-client.ts";
import { createSandbox } from "../../sandbox/sandbox.ts";
import { asCaller } from "../../sandbox/world/callers.ts";
import { createWorld } from "../../sandbox/world/world.ts";
import { START } from "../../testing/fake-authentik.ts";
import { expiryCountsQuery } from "../counts/counts-query.ts";
import { edgesOf } from "./timeline-bins.ts";
import { timelineQuery } from "./use-timeline.ts";

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const ROWS = 300_000;
let requestMs = 60;

const world = createWorld({ seed: 1, rows: ROWS, start: START, still: false });
let now = START;
/** Where the clock is stopped, epoch milliseconds; null while it runs. */
let stopped: number | null = null;
const asked: number[] = [];

beforeAll(() => {
  const sandbox = createSandbox({ world, version: "2026.2", now: () => stopped ?? now });
  vi.useFakeTimers({ toFake: ["Date"], now });
  vi.stubGlobal("fetch", (input: string, init?: RequestInit) => {
    if (stopped === null) now += requestMs;
    vi.setSystemTime(now);
    asked.push(Number(new URL(input, "http://localhost").searchParams.get("page_size")));
    return sandbox.handle(asCaller(new Request(new URL(input, "http://localhost"), init), "admin"));
  });
});

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** How many rows expire before each of the times in the list as of a moment, at which the clock is stopped. */
async function truthAt(moment: number, times: readonly number[]): Promise<readonly number[]> {
  stopped = moment;
  const { before, exact } = await countBefore(authorizationCodesEndpoint.fetchPage, {}, times);
  stopped = null;
  expect(exact).toBe(true);
  return before;
}

test("counts and timeline take at most 39 requests (45 on a refresh) and 340 rows, within their margin", async () => {
  const client = createQueryClient();
  // A first visit, two refreshes, one after a clean-up, and another.
  for (const wait of [0, 30_000, 30_000, 200_000, 30_000]) {
    now += wait;
    vi.setSystemTime(now);
    asked.length = 0;
    const from = now;
    const counts = await client.query({
      ...expiryCountsQuery(authorizationCodesEndpoint, {}, null),
      staleTime: 0,
    });
    const { bins, exact, margin, count, never } = await client.query({
      ...timelineQuery(authorizationCodesEndpoint, {}, null),
      staleTime: 0,
    });
    expect(asked.length).toBeLessThanOrEqual(wait === 0 ? 39 : 45);
    expect(asked.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(340);

    expect(counts.never).toBe(3);
    expect({ count, never }).toEqual({ count: counts.count, never: counts.never });
    expect(exact).toBe(false);
    expect(margin).toBeLessThan(count / 10);
    const edges = edgesOf(bins);
    const [then, today] = [await truthAt(from, edges), await truthAt(now, edges)];
    let before = 0;
    for (const [index] of edges.entries()) {
      before += bins[index]!.past + bins[index]!.ahead;
      const [one = 0, other = 0] = [then[index], today[index]];
      expect(before).toBeGreaterThanOrEqual(Math.min(one, other) - margin);
      expect(before).toBeLessThanOrEqual(Math.max(one, other) + margin);
    }
    // No bar contains most of them.
    expect(Math.max(...bins.map(({ past, ahead }) => past + ahead))).toBeLessThan(count / 2);
  }
});

test("a range that thousands of codes a second come in front of shows rows of it", async () => {
  const { fetchPage } = authorizationCodesEndpoint;
  requestMs = 600;
  for (const ordering of ["expires", "-expires"]) {
    const range = { from: now + 120_000, to: now + 300_000 };
    const params = { ordering, page: 1, page_size: 20, filters: {} };
    const page = await fetchSlicePage(fetchPage, params, range);
    expect(page.count).toBeGreaterThan(1000);
    const ends = page.rows.map((row) => row.readable && row.value.expiresMs);
    expect(ends.length).toBeGreaterThan(0);
    for (const end of ends) {
      expect(end).toBeGreaterThanOrEqual(range.from);
      expect(end).toBeLessThan(range.to);
    }
    if (ordering === "expires") expect(page.moved).toBe(true);
  }
});
