import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { rowLinks } from "../support/locators.ts";
import { expect, test } from "../support/fixtures.ts";

test.use({ timeline: "auto", isolated: true });

const CLIENT = fileURLToPath(new URL("../../dist/client/", import.meta.url));

/** What the codes page may load before its first rows, brotli-compressed: the head's script, the console, its styles. */
const INITIAL_BYTES = 122_880;
const INITIAL_FILES = 3;

/** It stands in the page that the process sends. */
const HEAD = /\/head-[^/]*\.js$/;

/**
 * What the overview may load beyond the codes page's initial files, brotli-compressed; with what all pages load after
 * these, such as the foot of the navigation.
 */
const OVERVIEW_BYTES = 30_000;

/**
 * Elements per row: the row and its 7 cells, 3 links, 2 second names, the time of expiry, the menu's button; measured at 14.2
 * on average; and a box to select it by, which comes later. One more wrapper exceeds it.
 */
const ELEMENTS_A_ROW = 16;

// Lazily loaded files, by the names of their source files.
const FILTERS = /filter-combobox-aria-[^/]*\.js$/;
const DRAWER = /grant-drawer-[^/]*\.js$/;
const OVERVIEW = /overview/;

const isLater = (path: string) => FILTERS.test(path) || DRAWER.test(path);

test("the codes page's initial load is within its budget", () => {
  const files = firstFiles();
  const total = files.reduce((sum, path) => sum + statSync(`${CLIENT}${path}.br`).size, 0);
  process.stdout.write(
    `First load, brotli: ${total} of ${INITIAL_BYTES} bytes in ${files.length} files.\n`,
  );
  expect(total).toBeLessThanOrEqual(INITIAL_BYTES);
  expect(files.length).toBeLessThanOrEqual(INITIAL_FILES);
  expect(files.filter(isLater)).toEqual([]);
  const main = files.find((path) => /\/index-[^/]*\.js$/.test(path)) ?? "";
  expect(readFileSync(`${CLIENT}${main}`, "utf8")).toMatch(/^\/\/# allFunctionsCalledOnLoad\n/);
});

test("the overview's own files are within their budget", async ({ page }) => {
  const files = new Set<string>();
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/\.(js|css)$/.test(pathname)) files.add(pathname);
  });
  await page.goto("/");
  await expect(page.getByRole("table", { name: /^Sign-ins by application/ })).toBeVisible();
  await page.waitForLoadState("networkidle");
  const shared = new Set(firstFiles());
  const own = [...files].filter((path) => !shared.has(path));
  expect(own.filter((path) => OVERVIEW.test(path))).not.toEqual([]);
  const total = own.reduce((sum, path) => sum + statSync(`${CLIENT}${path}.br`).size, 0);
  process.stdout.write(
    `Overview, brotli: ${total} of ${OVERVIEW_BYTES} bytes in ${own.length} files of its own.\n`,
  );
  expect(total).toBeLessThanOrEqual(OVERVIEW_BYTES);
});

test("drawer and filter code loads after the rows, when the browser is idle", async ({ page }) => {
  const asked: string[] = [];
  let hold = true;
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/api\/v3\/oauth2\/authorization_codes\//, async (route) => {
    if (hold) await held;
    await route.continue();
  });
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/authorization-codes");
  await expect(page.getByRole("combobox", { name: "Provider" })).toBeVisible();
  await idle(page);
  expect(asked.filter(isLater)).toEqual([]);
  const later = [page.waitForRequest(FILTERS), page.waitForRequest(DRAWER)];
  hold = false;
  release();
  await expect(rowLinks(page)).toHaveCount(20);
  await Promise.all(later);
});

test("only the list, who-am-I and the counted files are requested before the first rows", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  let atRows: readonly string[] = [];
  // Held back, so that every other request of that time has gone out.
  await page.route(/\/api\/v3\/oauth2\/authorization_codes/, async (route) => {
    // Counts are requested after the rows.
    if (atRows.length === 0) {
      await idle(page);
      atRows = [...asked];
    }
    await route.continue();
  });
  await page.goto("/authorization-codes");
  await expect(rowLinks(page)).toHaveCount(20);
  const api = atRows.filter((path) => path.startsWith("/api/v3/")).toSorted();
  expect(api).toEqual(["/api/v3/core/users/me/", "/api/v3/oauth2/authorization_codes/"]);
  const files = atRows.filter((path) => /\.(js|css)$/.test(path));
  const apart = firstFiles().filter((path) => !HEAD.test(path));
  expect(files.toSorted()).toEqual(apart.toSorted());
});

for (const [address, early, rows] of [
  ["/authorization-codes?ordering=-pk&page=2", "ordering=-pk&page=2&page_size=20", 20],
  ["/authorization-codes?status=valid", "ordering=expires%2Cpk&page_size=10", 20],
  ["/authorization-codes?expires_before=now", "ordering=expires%2Cpk&page_size=10", 20],
  [
    "/authorization-codes?expires_after=2026-11-22T11:00:00Z&expires_before=now",
    "ordering=expires%2Cpk&page_size=10",
    20,
  ],
  ["/authorization-codes?status=never", "ordering=-expires%2Cpk&page_size=20", 3],
  ["/authorization-codes?exclude_user=7", "ordering=pk&page_size=100", 20],
  ["/authorization-codes?search=grafana", "page_size=1", 20],
  ["/user-connections?exclude_user=7", "user_connections/all/?page_size=1", 20],
  ["/sign-ins", "ordering=-created%2Cpk&page_size=20", 20],
  ["/sign-ins?exclude_user=7", "ordering=-created%2Cpk&page_size=100", 20],
] as const) {
  test(`at ${address} the list is requested before the console is there, and not again`, async ({
    page,
  }) => {
    const asked: string[] = [];
    const isList = (url: string) =>
      /\/(authorization_codes|events|user_connections\/all)\/\?/.test(url);
    const list = page.waitForRequest((request) => isList(request.url()));
    page.on("request", (request) => {
      if (/\/api\/v3\//.test(request.url())) asked.push(request.url());
    });
    // The console arrives only after the list was requested.
    await page.route(/\/assets\/index-[^/]*\.js$/, async (route) => {
      await list;
      await route.continue();
    });
    await page.goto(address);
    await expect(rowLinks(page)).toHaveCount(rows);
    const lists = asked.filter(isList);
    expect(lists[0]).toContain(early);
    expect(lists).toEqual([...new Set(lists)]);
    expect(asked.filter((url) => url.includes("/users/me/"))).toHaveLength(1);
  });
}

test("an early answer that is an error is shown like any other", async ({ page }) => {
  let requests = 0;
  await page.route(/authorization_codes\/\?/, async (route) => {
    requests += 1;
    await route.fulfill({ status: 400, json: { user: ["Select a valid choice."] } });
  });
  await page.goto("/authorization-codes?user=4242");
  await expect(page.getByRole("button", { name: /Remove this filter/ })).toBeVisible();
  expect(requests).toBe(1);
});

test("a cold drawer requests its list, its object and who-am-I, nothing twice", async ({
  page,
  ask,
}) => {
  const { results } = await ask("oauth2/authorization_codes/?ordering=expires,pk");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/v3/")) asked.push(request.url());
  });
  const object = page.waitForRequest((request) => request.url().includes(`/${results[3].pk}/`));
  await page.goto(`/authorization-codes/${results[3].pk}`);
  await expect(rowLinks(page)).toHaveCount(20);
  // On a busy machine the network may be idle for a while before the drawer sends its request.
  await object;
  await page.waitForLoadState("networkidle");
  // Counts and timeline probe single rows, each until its own numbers are proven.
  const counting = asked.filter((url) =>
    /authorization_codes\/\?.*[?&](page=|page_size=(?!20\b))/.test(url),
  );
  const rest = asked.filter((url) => !counting.includes(url));
  expect(rest.toSorted()).toEqual([...new Set(rest)].toSorted());
  expect(rest.filter((url) => url.includes("authorization_codes"))).toHaveLength(2);
  expect(counting.length).toBeLessThanOrEqual(25 + 40);
});

test("the number of elements per row is bounded", async ({ page }) => {
  await page.goto("/authorization-codes?page_size=100");
  await expect(rowLinks(page)).toHaveCount(100);
  const elements = await page
    .getByRole("table")
    .evaluate((table) => table.querySelectorAll("tbody *").length);
  process.stdout.write(`Elements a row: ${elements / 100}.\n`);
  expect(elements / 100).toBeLessThanOrEqual(ELEMENTS_A_ROW);
});

/** The page has loaded and been idle for a while: requests it makes by itself have gone out. */
async function idle(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await page.evaluate(async () => {
    for (let times = 0; times < 5; times++) {
      await new Promise((resolve) => {
        setTimeout(() => requestIdleCallback(resolve), 50);
      });
    }
  });
}

/** Scripts and styles that index.html references. */
function firstFiles(): string[] {
  const html = readFileSync(`${CLIENT}index.html`, "utf8");
  const named = html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g);
  return [...new Set([...named].map(([, path = ""]) => path))];
}
