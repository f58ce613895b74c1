import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { address, expectKeys, pager } from "../support/locators.ts";
import { expect, STILL, test as base } from "../support/fixtures.ts";

interface Fixtures {
  /** Sets the faults from now on, as `--fail` does; without arguments, clears them. */
  fail: (...specs: string[]) => Promise<void>;
}

const test = base.extend<Fixtures>({
  fail: async ({ request }, use) => {
    await use((...specs) => post(request, specs));
    await post(request, []);
  },
});

// A server process of its own, so that its faults affect no other test.
test.use({ flags: [...STILL, "--rows", "60"] });

async function post(request: APIRequestContext, specs: readonly string[]): Promise<void> {
  const answer = await request.post("/sandbox/fail", { data: specs });
  expect(answer.status(), await answer.text()).toBe(200);
}

const LISTS = [
  { path: "/authorization-codes", api: "oauth2/authorization_codes/" },
  { path: "/source-connections", api: "sources/group_connections/oauth/" },
] as const;

/**
 * Connection faults and the message shown; the console retries by itself. Responses of any status are left to the page
 * tests: they do not need a browser.
 */
const FAILURES = [
  // Chromium itself retries once when a keep-alive connection closes before the response begins, but only once.
  { fault: "drop", says: "Grantlens cannot be reached" },
  { fault: "reset", says: "Grantlens cannot be reached" },
  { fault: "truncate", says: "The answer broke off" },
] as const;

const list = (page: Page) => page.locator("main section[data-list]");
const object = (page: Page) => page.locator("main section:not([data-list])[aria-labelledby]");
const alert = (place: Locator) => place.getByRole("alert");
const stale = (page: Page) => list(page).getByRole("status").filter({ hasText: "Not up to date." });
const refresh = (page: Page) => page.getByRole("button", { name: "Refresh", exact: true });

/** A reload would remove it. */
async function mark(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => document.documentElement.setAttribute("data-same", ""));
  return () => expect(page.locator("html")).toHaveAttribute("data-same", "");
}

for (const { path, api } of LISTS) {
  for (const { fault, says } of FAILURES) {
    test(`${path}: ${fault} is said, takes nothing away, and ends by itself`, async ({
      page,
      ask,
      fail,
    }) => {
      const { results } = await ask(`${api}?ordering=pk&page=2`);
      const url = `${path}/${results[3].pk}?other=1&ordering=pk&page=2`;

      // Rows and an object are on screen when the fault begins.
      await page.goto(url);
      await expectKeys(page, results);
      const fields = object(page).locator("dt");
      await expect(fields.first()).toBeVisible();
      const before = await fields.count();
      const isSame = await mark(page);
      await fail(`${fault}@${api}`);
      await refresh(page).click();
      await expect(stale(page)).toContainText(`${says}: these rows are from the last answer.`);
      await expect(alert(object(page)).getByRole("heading")).toHaveText(says);
      await expectKeys(page, results);
      await expect(fields).toHaveCount(before);
      expect(address(page)).toBe(url);
      await fail();
      await expect(stale(page)).toHaveCount(0);
      await expect(alert(page.locator("main"))).toHaveCount(0);
      await expectKeys(page, results);
      await isSame();

      // Nothing has loaded yet when the fault begins.
      await fail(`${fault}@${api}`);
      await page.goto(url);
      await expect(alert(list(page)).getByRole("heading")).toHaveText(says);
      await expect(alert(object(page)).getByRole("heading")).toHaveText(says);
      await expect(page.getByRole("table")).toHaveCount(0);
      await expect(page.getByRole("combobox", { name: "Search" })).toBeVisible();
      expect(address(page)).toBe(url);
      const isStillSame = await mark(page);
      await fail();
      await expectKeys(page, results);
      await expect(fields).toHaveCount(before);
      await expect(alert(page.locator("main"))).toHaveCount(0);
      expect(address(page)).toBe(url);
      await isStillSame();
    });
  }

  test(`${path}: what comes in pieces is no failure`, async ({ page, ask, fail }) => {
    const { results } = await ask(`${api}?ordering=pk`);
    const next = await ask(`${api}?ordering=pk&page=2`);
    await page.goto(`${path}?ordering=pk`);
    await expectKeys(page, results);
    await fail(`drip:1s@${api}`);
    await pager(page).getByRole("link", { name: "Next page" }).click();
    await expectKeys(page, next["results"]);
    await expect(alert(page.locator("main"))).toHaveCount(0);
    await expect(stale(page)).toHaveCount(0);
  });

  test.describe(`${path}, by the clock`, () => {
    test.use({ isolated: true });

    test(`a timeout is reported after half a minute and can be retried`, async ({
      page,
      ask,
      fail,
    }) => {
      const { results } = await ask(`${api}?ordering=pk`);
      await page.clock.install();
      await page.goto(`${path}?ordering=pk`);
      await expectKeys(page, results);
      await fail(`latency:45s@${api}`);
      const asked = page.waitForRequest((request) => request.url().includes(api));
      await refresh(page).click();
      await asked;
      await expect(refresh(page)).toHaveAttribute("aria-busy", "true");
      await page.clock.fastForward(31_000);
      await expect(stale(page)).toContainText("No answer in time");
      await expectKeys(page, results);
      await fail();
      await stale(page).getByRole("button", { name: "Try again" }).click();
      await expect(stale(page)).toHaveCount(0);
      await expectKeys(page, results);
    });
  });
}
