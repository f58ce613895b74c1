import type { Page } from "@playwright/test";
import { expectNoFindings } from "../support/axe.ts";
import { rowLinks } from "../support/locators.ts";
import { expect, type Fields, STILL, test } from "../support/fixtures.ts";

type Ask = (path: string) => Promise<Fields>;

interface State {
  name: string;
  open: (page: Page, ask: Ask) => Promise<void>;
}

const LIST = /\/oauth2\/authorization_codes\/\?/;

/** What the list of codes can come to, as an administrator meets it. */
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
    name: "codes, no match",
    async open(page) {
      await page.goto("/authorization-codes?provider=33");
      const heading = page.getByRole("heading", { name: "No authorization codes match" });
      await expect(heading).toBeVisible();
    },
  },
  {
    name: "codes, searched",
    async open(page) {
      await page.goto("/authorization-codes?search=grafana");
      await expect(page.getByRole("button", { name: /^provider Grafana kiosk/ })).toBeVisible();
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
    name: "codes, filter refused, and a notice",
    async open(page) {
      await page.goto("/authorization-codes?user=999999&page=abc");
      await expect(page.getByRole("alert")).toBeVisible();
      await expect(page.getByText("Removed from the address")).toBeVisible();
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
      // What was asked for a moment ago is not asked for again.
      await expect(async () => {
        await refresh.click();
        await expect(page.getByText("No longer listed.")).toBeVisible({ timeout: 1000 });
      }).toPass();
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
    await page.getByRole("combobox", { name: "Provider" }).click();
    await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
    // React Aria hides all else from screen readers and keeps the focus in the box; Tab closes the list.
    await expectNoFindings(page, {
      widths: [width],
      except: ["aria-hidden-focus", "page-has-heading-one"],
      context: { exclude: ["[role=listbox]"] },
    });
    // It is drawn at the end of the page, outside of all landmarks, and belongs to its box.
    await expectNoFindings(page, {
      widths: [width],
      except: ["region"],
      context: { include: ["[role=listbox]"] },
    });
  });
}

const CALLERS = [
  { as: "viewer", path: "/source-connections", heading: /^You may not see/ },
  { as: "nobody", path: "/authorization-codes", heading: "You are not signed in" },
];

for (const { as, path, heading } of CALLERS) {
  test.describe(`seen as ${as}`, () => {
    test.use({ flags: [...STILL, "--as", as] });

    test("is told what is missing", async ({ page }) => {
      await page.goto(path);
      await expect(page.getByRole("heading", { name: heading })).toBeVisible();
      await expectNoFindings(page);
    });
  });
}

test.describe("an authentik that lists nothing", () => {
  test.use({ flags: [...STILL, "--rows", "0"] });

  test("codes, none at all", async ({ page }) => {
    await page.goto("/authorization-codes");
    await expect(page.getByRole("heading", { name: "No authorization codes" })).toBeVisible();
    await expectNoFindings(page);
  });
});

async function listed(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(rowLinks(page)).toHaveCount(20);
}

async function firstCode(ask: Ask): Promise<Fields> {
  const { results } = await ask("oauth2/authorization_codes/?ordering=expires,pk");
  return results[0];
}
