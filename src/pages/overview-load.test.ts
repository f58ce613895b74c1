import { expect, test } from "vitest";
import type { ListParams } from "../api/list-params.ts";
import type { AuthorizationCode } from "../api/wire/authorization-code.ts";
import type { Provider } from "../api/wire/provider.ts";
import type { FetchPage } from "../find/fetch-page.ts";
import { largeList } from "../find/testing/simulated-server.ts";
import { loadOverview, type Overview } from "./overview-load.ts";

const NOW = Date.UTC(2026, 10, 22, 12, 4, 30);
const PROVIDERS = 60;

/** More codes past their time than are read, and more applications than are counted unasked. */
function world() {
  const { fetchPage } = largeList(5000, (place) => NOW - 60 * 60_000 + place);
  const items = Array.from({ length: PROVIDERS }, (_, index) => ({
    pk: index + 1,
    name: `app ${index + 1}`,
    assigned_application_name: null,
  }));
  return {
    // Of a code, no more than what is looked at here.
    fetchPage: (async (params: ListParams) => {
      const page = await fetchPage(params);
      const rows = page.rows.map((row) =>
        row.readable
          ? { ...row, value: { ...row.value, is_expired: true, provider: null, user: null } }
          : row,
      );
      return { ...page, rows };
    }) as unknown as FetchPage<AuthorizationCode>,
    fetchProviders: async () => ({ items: items as unknown as Provider[], more: false }),
  };
}

const load = (now: number, previous?: Overview) =>
  loadOverview(world(), { now, previous, onProgress: () => {} });

test("all applications are counted when wanted, and then no more than before at each refresh", async () => {
  const first = await load(NOW);
  expect(first.waiting).toBeGreaterThan(0);
  expect(first.requests).toBeLessThanOrEqual(40);
  const whole = await load(NOW + 1000, { ...first, done: false, all: true });
  expect(whole.waiting).toBe(0);
  expect(whole.all).toBe(true);
  const refreshed = await load(NOW + 120_000, whole);
  expect(refreshed.all).toBe(false);
  expect(refreshed.waiting).toBeGreaterThan(0);
  expect(refreshed.requests).toBeLessThanOrEqual(40);
});
