import { expect, test } from "vitest";
import type { ListRequest } from "../api/list-request.ts";
import type { AuthorizationCode } from "../api/wire/grant.ts";
import type { Provider } from "../api/wire/provider.ts";
import type { FetchPage } from "../find/fetch-page.ts";
import { type SimRow, simulatedServer } from "../find/testing/simulated-server.ts";
import { loadOverview, type Overview } from "./load-overview.ts";

const NOW = Date.UTC(2026, 10, 22, 12, 4, 30);
/** How many of who-am-I, the version and the connections there can be beside it. */
const OTHERS = 8;

interface Row extends SimRow {
  provider: { pk: number };
}

interface WorldOptions {
  past: number;
  valid: number;
  providers: number;
  clamp?: number;
}

/** Of each further provider there are fewer codes; the second leaves twice as many as its share. */
function world({ past, valid, providers, clamp = 100 }: WorldOptions) {
  const rows = Array.from({ length: past + valid }, (_, place): Row => {
    // The same in each run, and as if thrown.
    const thrown = ((place * 7919) % 10_007) / 10_007;
    const pk = Math.min(providers, 1 + Math.floor(-Math.log(1 - thrown) * 3));
    const expiresMs = NOW + (place - past) * 10;
    return { pk: place + 1, expiresMs, provider: { pk: place < past && pk === 1 ? 2 : pk } };
  });
  const of = (pk: number) => rows.filter(({ provider }) => provider.pk === pk);
  const servers = new Map<string, FetchPage<SimRow>>();
  const asked: ListRequest[] = [];
  return {
    asked,
    dead: (pk: number) => of(pk).filter(({ expiresMs }) => (expiresMs ?? 0) < NOW).length,
    alive: (pk: number) => of(pk).filter(({ expiresMs }) => (expiresMs ?? 0) >= NOW).length,
    fetchPage: (async (params: ListRequest) => {
      asked.push(params);
      const pk = params.filters["provider"] ?? "";
      let fetchPage = servers.get(pk);
      if (fetchPage === undefined) {
        ({ fetchPage } = simulatedServer(pk === "" ? rows : of(Number(pk)), { clamp }));
        servers.set(pk, fetchPage);
      }
      const page = await fetchPage(params);
      // Of a code, no more than what is looked at here.
      const whole = page.rows.map((row) =>
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
      return { ...page, rows: whole, asOf: NOW };
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

const load = (over: ReturnType<typeof world>, now: number, previous?: Overview) =>
  loadOverview(over, { now, previous, onProgress: () => {} });

test("all applications are counted when wanted, and then no more than before at each refresh", async () => {
  const many = world({ past: 5000, valid: 5000, providers: 60 });
  const first = await load(many, NOW);
  expect(first.waiting).toBeGreaterThan(0);
  expect(first.requests + OTHERS).toBeLessThanOrEqual(40);
  const whole = await load(many, NOW + 1000, { ...first, done: false, all: true });
  expect(whole.waiting).toBe(0);
  expect(whole.all).toBe(true);
  // What was found is too old to go on with by then.
  const later = await load(many, NOW + 90_000, { ...first, done: false, all: true });
  expect(later.waiting).toBe(0);
  const refreshed = await load(many, NOW + 120_000, whole);
  expect(refreshed.all).toBe(false);
  expect(refreshed.waiting).toBeGreaterThan(0);
  expect(refreshed.requests + OTHERS).toBeLessThanOrEqual(40);
});

test.each([100, 20])(
  "beyond what is read whole, each number is one that is proven, worst first, with pages of %i",
  async (clamp) => {
    const many = world({ past: 100_000, valid: 40_000, providers: 30, clamp });
    const { applications = [], findings, requests } = await load(many, NOW);
    expect(findings.past).toBeNull();
    expect(requests).toBe(many.asked.length + 1);
    expect(requests + OTHERS).toBeLessThanOrEqual(40);
    for (const { pk, known, unredeemed, users } of applications) {
      const dead = many.dead(pk!);
      if (known === "exact") expect(unredeemed).toBe(dead);
      else expect(unredeemed).toBeLessThanOrEqual(dead);
      expect(users.length).toBeLessThanOrEqual(unredeemed);
    }
    const [worst] = applications;
    expect(worst).toMatchObject({ pk: 2, known: "more" });
    expect(worst!.unredeemed).toBeGreaterThan(many.dead(2) / 2);
    const proven = applications.map(({ unredeemed }) => unredeemed);
    expect(proven).toEqual(proven.toSorted((one, other) => other - one));
  },
);

test("where few of very many are valid, each application's are told exactly, and of its users some", async () => {
  const many = world({ past: 100_000, valid: 60, providers: 12 });
  const { applications = [], waiting, requests } = await load(many, NOW);
  expect(requests + OTHERS).toBeLessThanOrEqual(40);
  expect(waiting).toBe(0);
  for (const { pk, known, unredeemed, inFlight } of applications) {
    expect(["counted", "exact"]).toContain(known);
    expect([unredeemed, inFlight]).toEqual([many.dead(pk!), many.alive(pk!)]);
  }
  expect(applications[0]!.users.length).toBeGreaterThan(0);
});

test("of a small installation all is read, also where it has many applications", async () => {
  const few = world({ past: 80, valid: 450, providers: 34 });
  const { applications = [], waiting, requests } = await load(few, NOW);
  expect(waiting).toBe(0);
  expect(requests).toBeLessThanOrEqual(20);
  for (const { pk, known, unredeemed, inFlight } of applications) {
    expect([known, unredeemed, inFlight]).toEqual(["exact", few.dead(pk!), few.alive(pk!)]);
  }
});
