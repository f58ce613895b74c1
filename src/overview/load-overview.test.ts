import { expect, test } from "vitest";
import type { ListRequest } from "../api/list-request.ts";
import type { AuthorizationCode } from "../api/wire/grant.ts";
import type { Provider } from "../api/wire/provider.ts";
import type { FetchPage } from "../find/fetch-page.ts";
import { type SimRow, simulatedServer } from "../find/testing/simulated-server.ts";
import { loadOverview, type Overview } from "./load-overview.ts";

const NOW = Date.UTC(2026, 10, 22, 12, 4, 30);
/** The most requests that the caller, the version and the connections take besides. */
const OTHER_REQUESTS = 8;

interface Row extends SimRow {
  provider: { pk: number };
}

interface CodesOptions {
  past: number;
  valid: number;
  providers: number;
  clamp?: number;
}

/** Each further provider has fewer codes; the second also has the first one's expired codes. */
function simulatedCodes({ past, valid, providers, clamp = 100 }: CodesOptions) {
  const rows = Array.from({ length: past + valid }, (_, offset): Row => {
    // Pseudo-random, the same on every run.
    const chance = ((offset * 7919) % 10_007) / 10_007;
    const pk = Math.min(providers, 1 + Math.floor(-Math.log(1 - chance) * 3));
    const expiresMs = NOW + (offset - past) * 10;
    return { pk: offset + 1, expiresMs, provider: { pk: offset < past && pk === 1 ? 2 : pk } };
  });
  const codesOf = (pk: number) => rows.filter(({ provider }) => provider.pk === pk);
  const servers = new Map<string, FetchPage<SimRow>>();
  const asked: ListRequest[] = [];
  return {
    asked,
    unredeemed: (pk: number) =>
      codesOf(pk).filter(({ expiresMs }) => (expiresMs ?? 0) < NOW).length,
    inFlight: (pk: number) => codesOf(pk).filter(({ expiresMs }) => (expiresMs ?? 0) >= NOW).length,
    fetchPage: (async (params: ListRequest) => {
      asked.push(params);
      const pk = params.filters["provider"] ?? "";
      let fetchPage = servers.get(pk);
      if (fetchPage === undefined) {
        ({ fetchPage } = simulatedServer(pk === "" ? rows : codesOf(Number(pk)), { clamp }));
        servers.set(pk, fetchPage);
      }
      const page = await fetchPage(params);
      // Only the fields of a code that are used here.
      const codes = page.rows.map((row) =>
        row.readable
          ? {
              ...row,
              value: {
                ...row.value,
                expires: "",
                is_expired: (row.value.expiresMs ?? 0) < NOW,
                user: { pk: row.value.pk % 50, name: "", username: `${row.value.pk % 50}` },
              },
            }
          : row,
      );
      return { ...page, rows: codes, asOf: NOW };
    }) as unknown as FetchPage<AuthorizationCode>,
    fetchProviders: async () => {
      const items = Array.from({ length: providers }, (_, index) => ({
        pk: index + 1,
        name: `app ${index + 1}`,
        assigned_application_name: null,
      }));
      return { items: items as unknown as Provider[], more: false };
    },
  };
}

const load = (codes: ReturnType<typeof simulatedCodes>, now: number, previous?: Overview) =>
  loadOverview(codes, { now, previous, onProgress: () => {} });

test("all applications are counted on request, and a refresh keeps to the budget again", async () => {
  const codes = simulatedCodes({ past: 5000, valid: 5000, providers: 60 });
  const first = await load(codes, NOW);
  expect(first.uncounted).toBeGreaterThan(0);
  expect(first.requests + OTHER_REQUESTS).toBeLessThanOrEqual(40);
  const whole = await load(codes, NOW + 1000, { ...first, done: false, countAll: true });
  expect(whole.uncounted).toBe(0);
  expect(whole.countAll).toBe(true);
  // By then the findings are too old to resume.
  const later = await load(codes, NOW + 90_000, { ...first, done: false, countAll: true });
  expect(later.uncounted).toBe(0);
  const refreshed = await load(codes, NOW + 120_000, whole);
  expect(refreshed.countAll).toBe(false);
  expect(refreshed.uncounted).toBeGreaterThan(0);
  expect(refreshed.requests + OTHER_REQUESTS).toBeLessThanOrEqual(40);
});

test.each([100, 20])(
  "where there are too many codes to read, each number is a proven lower bound, with pages of %i",
  async (clamp) => {
    const codes = simulatedCodes({ past: 100_000, valid: 40_000, providers: 30, clamp });
    const { applications = [], findings, requests } = await load(codes, NOW);
    expect(findings.past).toBeNull();
    expect(requests).toBe(codes.asked.length + 1);
    expect(requests + OTHER_REQUESTS).toBeLessThanOrEqual(40);
    for (const { pk, precision, unredeemed, users } of applications) {
      const truth = codes.unredeemed(pk!);
      if (precision === "exact") expect(unredeemed).toBe(truth);
      else expect(unredeemed).toBeLessThanOrEqual(truth);
      expect(users.length).toBeLessThanOrEqual(unredeemed);
    }
    const [worst] = applications;
    expect(worst).toMatchObject({ pk: 2, precision: "at-least" });
    expect(worst!.unredeemed).toBeGreaterThan(codes.unredeemed(2) / 2);
    const proven = applications.map(({ unredeemed }) => unredeemed);
    expect(proven).toEqual(proven.toSorted((one, other) => other - one));
  },
);

test("where few of 100,000 codes are valid, each application is counted exactly, and some users are read", async () => {
  const codes = simulatedCodes({ past: 100_000, valid: 60, providers: 12 });
  const { applications = [], uncounted, requests } = await load(codes, NOW);
  expect(requests + OTHER_REQUESTS).toBeLessThanOrEqual(40);
  expect(uncounted).toBe(0);
  for (const { pk, precision, unredeemed, inFlight } of applications) {
    expect(["counted", "exact"]).toContain(precision);
    expect([unredeemed, inFlight]).toEqual([codes.unredeemed(pk!), codes.inFlight(pk!)]);
  }
  expect(applications[0]!.users.length).toBeGreaterThan(0);
});

test("a small installation is read in full, even with 34 applications", async () => {
  const codes = simulatedCodes({ past: 80, valid: 450, providers: 34 });
  const { applications = [], uncounted, requests } = await load(codes, NOW);
  expect(uncounted).toBe(0);
  expect(requests).toBeLessThanOrEqual(20);
  for (const { pk, precision, unredeemed, inFlight } of applications) {
    expect([precision, unredeemed, inFlight]).toEqual([
      "exact",
      codes.unredeemed(pk!),
      codes.inFlight(pk!),
    ]);
  }
});
