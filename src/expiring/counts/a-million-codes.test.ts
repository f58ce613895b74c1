import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { authorizationCodesEndpoint } from "../../api/endpoints/authorization-codes.ts";
import { countBefore } from "../../find/expiry/count-before.ts";
import { fetchSlicePage } from "../../find/range/slice.ts";
import { createSandbox } from "../../sandbox/sandbox.ts";
import { asCaller } from "../../sandbox/world/callers.ts";
import { createWorld } from "../../sandbox/world/world.ts";
import { START } from "../../testing/fake-authentik.ts";

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const MILLION = 1_000_000;

/** `expires` of all rows, epoch milliseconds, ascending; Infinity for those that never expire. */
let ends = new Float64Array();

beforeAll(() => {
  const world = createWorld({ seed: 1, rows: MILLION, start: START, still: true });
  const sandbox = createSandbox({ world, version: "2026.2", now: () => START });
  vi.stubGlobal("fetch", (input: string, init?: RequestInit) =>
    sandbox.handle(asCaller(new Request(new URL(input, "http://localhost"), init), "admin")),
  );
  ends = Float64Array.from(world.codes(START).all(), ({ expires }) =>
    expires === null ? Infinity : Date.parse(expires),
  ).toSorted();
});

afterAll(() => vi.unstubAllGlobals());

const before = (time: number) => {
  const at = ends.findIndex((end) => end >= time);
  return at === -1 ? ends.length : at;
};

test("one boundary takes at most 25 requests", async () => {
  const found = await countBefore(authorizationCodesEndpoint.fetchPage, {}, [START]);
  expect(found).toMatchObject({ count: MILLION, before: [before(START)], exact: true });
  expect(found.requests).toBeLessThanOrEqual(25);
});

/** Seconds from now where the density of codes jumps (the ends of validities and of the clean-up), and others. */
const EIGHTS = [
  [-120, -60, 0, 60, 120, 300, 600, Infinity],
  [-300, -124, -30, 0, 15, 60, 600, 3600],
  [0, 5, 10, 15, 30, 45, 60, 90],
  [-86_400, -600, 0, 60, 599, 600, 601, 86_400],
];

test.each(EIGHTS)(
  "eight boundaries take at most 40 requests, and a dozen when counted again: %d, %d, …",
  async (...seconds) => {
    const times = seconds.map((second) => START + second * 1000);
    const found = await countBefore(authorizationCodesEndpoint.fetchPage, {}, times);
    expect(found).toMatchObject({ before: times.map(before), exact: true });
    expect(found.requests).toBeLessThanOrEqual(40);
    const again = await countBefore(authorizationCodesEndpoint.fetchPage, {}, times, {
      knownPoints: found.knownPoints,
    });
    expect(again).toMatchObject({ before: times.map(before), exact: true });
    expect(again.requests).toBeLessThanOrEqual(12);
  },
);

test("the boundaries of a slice's page take at most 25 requests", async () => {
  const range = { from: -Infinity, to: START };
  const params = { ordering: "expires", page: 777, page_size: 20, filters: {} };
  const page = await fetchSlicePage(authorizationCodesEndpoint.fetchPage, params, range);
  expect(page).toMatchObject({ count: before(START), start: 15_521, end: 15_540, moved: false });
  expect(page.rows.map((row) => row.readable && row.value.expiresMs)).toEqual(
    Array.from(ends.subarray(15_520, 15_540)),
  );
  expect(page.counts.requests).toBeLessThanOrEqual(25);
});
