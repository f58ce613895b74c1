import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { address, expectKeys, pager } from "../support/locators.ts";
import { expect, STILL, test as base } from "../support/fixtures.ts";

interface Fixtures {
  /** What goes wrong from now on, as after `--fail`; nothing ends all. */
  fail: (...specs: string[]) => Promise<void>;
}

const test = base.extend<Fixtures>({
  fail: async ({ request }, use) => {
    await use((...specs) => post(request, specs));
    await post(request, []);
  },
});

// A process of its own: what goes wrong in it is nobody else's concern.
test.use({ flags: [...STILL, "--rows", "60"] });

async function post(request: APIRequestContext, specs: readonly string[]): Promise<void> {
  const answer = await request.post("/sandbox/fail", { data: specs });
  expect(answer.status(), await answer.text()).toBe(200);
}

const LISTS = [
  { path: "/authorization-codes", api: "oauth2/authorization_codes/" },
  { path: "/source-connections", api: "sources/group_connections/oauth/" },
] as const;

/** Each failure, what is said of it, and whether the console asks again by itself. */
const FAILURES = [
  { fault: "500", says: "The server failed (500)", passes: false },
  { fault: "502", says: "authentik is not ready (502)", passes: true },
  { fault: "503:1s", says: "authentik is not ready (503)", passes: true },
  { fault: "429:1s", says: "authentik asks for fewer requests (429)", passes: true },
  // Chromium itself asks once more when a kept connection ends before the answer begins; not when that ends, too.
  { fault: "drop", says: "Grantlens cannot be reached", passes: true },
  { fault: "reset", says: "Grantlens cannot be reached", passes: true },
  { fault: "truncate", says: "The answer broke off", passes: true },
  { fault: "html", says: "The answer could not be read", passes: false },
] as const;

const list = (page: Page) => page.locator("main section[data-list]");
const object = (page: Page) => page.locator("main section:not([data-list])[aria-labelledby]");
const alert = (place: Locator) => place.getByRole("alert");
const stale = (page: Page) => list(page).getByRole("status").filter({ hasText: "Not up to date." });
const refresh = (page: Page) => page.getByRole("button", { name: "Refresh", exact: true });

/** A page that is loaded anew does not have it any more. */
async function mark(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => document.documentElement.setAttribute("data-same", ""));
  return () => expect(page.locator("html")).toHaveAttribute("data-same", "");
}

for (const { path, api } of LISTS) {
  for (const { fault, says, passes } of FAILURES) {
    test(`${path}: ${fault} is said, takes nothing away, and ends ${passes ? "by itself" : "with Try again"}`, async ({
      page,
      ask,
      fail,
    }) => {
      const { results } = await ask(`${api}?ordering=pk&page=2`);
      const url = `${path}/${results[3].pk}?other=1&ordering=pk&page=2`;

      // Rows and an object are on screen when it begins.
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
      if (!passes) await stale(page).getByRole("button", { name: "Try again" }).click();
      await expect(stale(page)).toHaveCount(0);
      await expect(alert(page.locator("main"))).toHaveCount(0);
      await expectKeys(page, results);
      await isSame();

      // Nothing is there yet when it begins.
      await fail(`${fault}@${api}`);
      await page.goto(url);
      await expect(alert(list(page)).getByRole("heading")).toHaveText(says);
      await expect(alert(object(page)).getByRole("heading")).toHaveText(says);
      await expect(page.getByRole("table")).toHaveCount(0);
      await expect(page.getByRole("combobox", { name: "Search" })).toBeVisible();
      expect(address(page)).toBe(url);
      const isStillSame = await mark(page);
      await fail();
      if (!passes) await alert(list(page)).getByRole("button", { name: "Try again" }).click();
      await expectKeys(page, results);
      await expect(fields).toHaveCount(before);
      await expect(alert(page.locator("main"))).toHaveCount(0);
      expect(address(page)).toBe(url);
      await isStillSame();
    });
  }

  test(`${path}: what comes late, in pieces or under a wrong name is no failure`, async ({
    page,
    ask,
    fail,
  }) => {
    const { results } = await ask(`${api}?ordering=pk`);
    const next = await ask(`${api}?ordering=pk&page=2`);
    for (const fault of ["latency:1s", "drip:1s", "type"]) {
      // Anew each time: a page that was seen before comes from memory.
      await page.goto(`${path}?ordering=pk`);
      await expectKeys(page, results);
      await fail(`${fault}@${api}`);
      await pager(page).getByRole("link", { name: "Next page" }).click();
      await expectKeys(page, next["results"]);
      await expect(alert(page.locator("main"))).toHaveCount(0);
      await expect(stale(page)).toHaveCount(0);
      await fail();
    }
  });

  test(`${path}: no answer in time is said after half a minute, and can be tried again`, async ({
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

  test(`${path}: a server's clock that is wrong makes no other rows`, async ({
    page,
    ask,
    fail,
  }) => {
    const { results } = await ask(`${api}?ordering=pk`);
    await page.goto(`${path}?ordering=pk`);
    await expect(list(page).getByText(/^as of 12:/)).toBeVisible();
    await fail("skew:-1h");
    await refresh(page).click();
    await expect(list(page).getByText(/^as of 11:/)).toBeVisible();
    await expectKeys(page, results);
    await fail();
    await refresh(page).click();
    await expect(list(page).getByText(/^as of 12:/)).toBeVisible();
    await expectKeys(page, results);
  });
}

test("a look-up that fails leaves ids in the place of names, and Refresh brings them", async ({
  page,
  ask,
  fail,
}) => {
  const { results } = await ask("sources/group_connections/oauth/?ordering=pk");
  const { name } = await ask(`core/groups/${results[0].group}/`);
  await fail("500@core/groups/");
  await page.goto("/source-connections?ordering=pk");
  await expectKeys(page, results);
  const first = page.getByRole("row").nth(1);
  await expect(first).toContainText(results[0].group.slice(0, 8));
  await fail();
  await refresh(page).click();
  await expect(first.getByRole("link", { name, exact: true })).toBeVisible();
});
