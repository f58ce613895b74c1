import type { Locator, Page } from "@playwright/test";
import { expectNoFindings } from "../support/axe.ts";
import { rowLinks } from "../support/locators.ts";
import { type Ask, expect, type Fields, STILL, test } from "../support/fixtures.ts";

interface State {
  name: string;
  open: (page: Page, ask: Ask) => Promise<void>;
}

// Long tests: each may run in any free worker.
test.describe.configure({ mode: "parallel" });

const LIST = /\/oauth2\/authorization_codes\/\?/;

/** States of the list of codes that an administrator may see. */
const STATES: readonly State[] = [
  {
    name: "codes, loading",
    async open(page) {
      await page.route(LIST, () => new Promise(() => {}));
      await page.goto("/authorization-codes");
      await expect(page.getByRole("status", { name: "Loading" })).toBeVisible();
    },
  },
  {
    name: "codes, rows of an earlier question",
    async open(page) {
      await listed(page, "/authorization-codes?status=expired");
      await page.route(LIST, () => new Promise(() => {}));
      await page.getByRole("combobox", { name: "Status" }).selectOption("Any status");
      await expect(page.getByRole("table")).toHaveAttribute("aria-busy", "true");
    },
  },
  {
    name: "codes, server failed",
    async open(page) {
      await page.route(LIST, (route) => route.fulfill({ status: 500, body: "" }));
      await page.goto("/authorization-codes");
      await expect(page.getByRole("alert")).toContainText("The server failed");
    },
  },
  {
    name: "codes, token refused",
    async open(page) {
      const headers = { "X-Grantlens-Failure": "token-refused" };
      await page.route(LIST, (route) => route.fulfill({ status: 403, headers, json: {} }));
      await page.goto("/authorization-codes");
      await expect(page.getByRole("alert")).toContainText("was refused");
    },
  },
  {
    name: "codes, unreachable",
    async open(page) {
      await page.route(LIST, (route) => route.abort());
      await page.goto("/authorization-codes");
      await expect(page.getByRole("alert")).toContainText("cannot be reached");
    },
  },
  {
    name: "codes, stale rows",
    async open(page) {
      await listed(page, "/authorization-codes");
      await page.route(LIST, (route) => route.abort());
      await page.getByRole("button", { name: "Refresh", exact: true }).click();
      await expect(page.getByText("Not up to date.")).toBeVisible();
    },
  },
  {
    name: "a code that is gone while one reads it",
    async open(page, ask) {
      const { pk } = await firstCode(ask);
      await page.goto(`/authorization-codes/${pk}`);
      const copy = page.getByRole("button", { name: "Copy raw JSON" });
      await expect(copy).toBeVisible();
      await page.route(`**/authorization_codes/${pk}/`, (route) =>
        route.fulfill({ status: 404, json: { detail: "Not found." } }),
      );
      const refresh = page.getByRole("button", { name: "Refresh", exact: true });
      // An object fetched a moment ago is not refetched.
      await expect(async () => {
        await refresh.click();
        await expect(page.getByText("No longer listed.")).toBeVisible({ timeout: 1000 });
      }).toPass({ timeout: 120_000 });
    },
  },
];

for (const { name, open } of STATES) {
  test(name, async ({ page, ask }) => {
    await open(page, ask);
    await expectNoFindings(page);
  });
}

for (const width of [1440, 390]) {
  test(`codes, filter list open, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await listed(page, "/authorization-codes");
    const disclosure = page.getByRole("button", { name: "Filters" });
    if (await disclosure.isVisible()) await disclosure.click();
    const box = page.getByRole("combobox", { name: "Provider" });
    await box.click();
    await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
    await expectListTold(page, box);
    // React Aria hides everything else from screen readers and keeps focus in the box; Tab closes the list.
    await expectNoFindings(page, {
      widths: [width],
      except: ["aria-hidden-focus", "page-has-heading-one"],
      context: { exclude: ["[role=listbox]"] },
    });
    // The listbox is rendered at the end of the page, outside all landmarks, and belongs to its combobox.
    await expectNoFindings(page, {
      widths: [width],
      except: ["region"],
      context: { include: ["[role=listbox]"] },
    });
  });
}

test.describe("seen as the viewer", () => {
  test.use({ flags: [...STILL, "--as", "viewer"] });

  test("a missing permission is explained", async ({ page }) => {
    await page.goto("/source-connections");
    await expect(page.getByRole("heading", { name: /^You may not see/ })).toBeVisible();
    await expectNoFindings(page);
  });
});

test.describe("not signed in", () => {
  test.use({ flags: [...STILL, "--as", "nobody"] });

  test("is reported twice: in the list and in the page header", async ({ page }) => {
    await page.goto("/authorization-codes");
    await expect(page.locator("body")).toMatchAriaSnapshot(`
      - banner:
        - paragraph:
          - text: Not signed in
          - button "Retry"
      - main:
        - region "Authorization codes":
          - alert:
            - heading "You are not signed in" [level=2]
            - button "Try again"
    `);
    await expectNoFindings(page);
  });
});

test.describe("an empty authentik", () => {
  test.use({ flags: [...STILL, "--rows", "0"] });

  test("a list without any codes", async ({ page }) => {
    await page.goto("/authorization-codes");
    await expect(page.getByRole("heading", { name: "No authorization codes" })).toBeVisible();
    await expectNoFindings(page);
  });
});

/** The chunk of the connections page, by the name of its source file. */
const CHUNK = /\/assets\/connections-pages-[^/]*\.js$/;

// Separate contexts, without the page guard: what is broken on purpose here logs to the console.

test("a page whose code does not load, and its recovery", async ({ browser, origin }) => {
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  await page.route(CHUNK, (route) => route.abort());
  await page.goto("/source-connections");
  await expect(page.getByRole("heading", { name: "This page could not be loaded" })).toBeVisible();
  await expectNoFindings(page);
  await page.unroute(CHUNK);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Source connections" })).toBeVisible();
  await context.close();
});

test("a page that throws", async ({ browser, origin }) => {
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  await page.route(CHUNK, (route) =>
    route.fulfill({
      contentType: "text/javascript",
      // The module, and by the bundler's name for it.
      body: "export function SourceConnectionsPage() { throw new Error('broken on purpose'); } export const t = { SourceConnectionsPage };",
    }),
  );
  await page.goto("/source-connections");
  await expect(page.getByRole("heading", { name: "This page crashed" })).toBeVisible();
  await expectNoFindings(page);
  await context.close();
});

/** A filter's listbox belongs to its combobox, which exposes its state. */
async function expectListTold(page: Page, box: Locator): Promise<void> {
  const list = page.getByRole("listbox");
  await expect(box).toHaveAttribute("aria-expanded", "true");
  await expect(box).toHaveAttribute("aria-controls", (await list.getAttribute("id")) ?? "");
  await page.keyboard.press("ArrowDown");
  await expect(box).toHaveAttribute("aria-activedescendant", /./);
  const active = await box.getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${active ?? ""}"]`)).toHaveRole("option");
}

async function listed(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(rowLinks(page)).toHaveCount(20);
}

async function firstCode(ask: Ask): Promise<Fields> {
  const { results } = await ask("oauth2/authorization_codes/?ordering=expires,pk");
  return results[0];
}
