import type { Page } from "@playwright/test";
import { drawer, rowLinks } from "../support/locators.ts";
import { expect, STILL, test } from "../support/fixtures.ts";

test.use({ timeline: "auto" });

// What a screen reader is told: landmarks, headings, names, and how things stand; not each word.

const CODES = "oauth2/authorization_codes/?ordering=expires,pk";

test("the frame of every page", async ({ page }) => {
  await page.goto("/authorization-codes");
  await expect(page.getByText("Amara Okafor")).toBeVisible();
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - link "Skip to content"
    - banner:
      - text: Grantlens
      - navigation "Lists":
        - link "Authorization codes"
        - link "Source connections"
      - combobox "Theme"
      - paragraph: /authentik 2026\\.\\d+\\.\\d+ sandbox/
      - paragraph: Signed in as Amara Okafor · superuser
    - main:
      - region "Authorization codes":
        - heading "Authorization codes" [level=1]
  `);
  const here = page.getByRole("navigation", { name: "Lists" }).locator("[aria-current=page]");
  await expect(here).toHaveText("Authorization codes");
});

test("the list of codes: controls, named columns with their order, rows, pages", async ({
  page,
}) => {
  await page.goto("/authorization-codes?page=2");
  await expect(rowLinks(page)).toHaveCount(20);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - region "Authorization codes":
      - heading "Authorization codes" [level=1]
      - combobox "Refresh every"
      - button "Refresh"
      - search:
        - combobox "Search"
      - combobox "Provider"
      - combobox "User"
      - table "Authorization codes":
        - rowgroup:
          - row:
            - columnheader "Status"
            - columnheader "User in order of creation":
              - button "User in order of creation"
            - columnheader "Provider in order of creation":
              - button "Provider in order of creation"
            - columnheader "Scopes"
            - columnheader "Issued"
            - columnheader "Expires":
              - button "Expires"
            - columnheader "ID":
              - button "ID"
        - rowgroup:
          - row /^(Expired|Expiring|Valid) authorization code \\d+ for .+ to .+/:
            - cell:
              - link /^(Expired|Expiring|Valid) authorization code \\d+ for .+ to .+/
            - cell:
              - link
            - cell:
              - link
            - cell
            - cell /^about /
            - cell:
              - time
            - cell /^\\d+$/
      - navigation "Pages":
        - status: 21–40 of 312
        - text: Rows
        - combobox "Rows"
        - list:
          - listitem:
            - link "First page"
          - listitem:
            - link "Previous page"
          - listitem:
            - link "1"
          - listitem:
            - link "2"
  `);
  await expect(page.getByRole("columnheader", { name: "Expires" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await expect(page.locator("th[aria-sort]")).toHaveCount(1);
  const current = page.getByRole("navigation", { name: "Pages" }).locator("[aria-current=page]");
  await expect(current).toHaveText("2");
  // A gap between page numbers is no entry of the list.
  await expect(page.getByRole("listitem").filter({ hasText: "…" })).toHaveCount(0);
});

test("the list of connections", async ({ page }) => {
  await page.goto("/source-connections");
  await expect(rowLinks(page)).toHaveCount(20);
  await expect(page.getByRole("table")).toMatchAriaSnapshot(`
    - table "Source connections":
      - rowgroup:
        - row:
          - columnheader "Source grouped by source"
          - columnheader "Group grouped by group"
          - columnheader "Identifier"
          - columnheader "Created"
          - columnheader "Last updated"
      - rowgroup:
        - row:
          - cell:
            - link
          - cell:
            - link
          - cell:
            - link /.+ source connection \\d+$/
          - cell:
            - time
          - cell:
            - time
  `);
  await expect(page.getByRole("columnheader", { name: "Created" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
});

test("the phone's entries are rows of the same table", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/authorization-codes");
  await expect(rowLinks(page)).toHaveCount(20);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - region "Authorization codes":
      - heading "Authorization codes" [level=1]
      - search
      - button "Filters"
      - table "Authorization codes":
        - rowgroup:
          - row:
            - columnheader "Status"
            - columnheader "User in order of creation"
            - columnheader "Provider in order of creation"
            - columnheader "Expires"
        - rowgroup:
          - row:
            - cell
            - cell
            - cell
            - cell
      - navigation "Pages"
  `);
  await expect(page.getByRole("button", { name: "Menu" })).toHaveAttribute(
    "aria-expanded",
    "false",
  );
});

test("an open code: a region beside the list, with a way back and headings in order", async ({
  page,
  ask,
}) => {
  const [{ pk }] = (await ask(CODES))["results"];
  await page.goto(`/authorization-codes/${pk}`);
  const open = drawer(page, /^Code for/);
  await expect(open.getByRole("button", { name: "Copy raw JSON" })).toBeVisible();
  await expect(open).toMatchAriaSnapshot(`
    - region /^Code for .+ to .+/:
      - navigation "Breadcrumbs":
        - list:
          - listitem:
            - link "Authorization codes"
          - listitem: /\\d+/
      - heading /^Code for .+ to .+/ [level=2]
      - link "Previous" [disabled]
      - link "Next"
      - link "Close"
      - heading "Grant" [level=3]
      - term: User
      - definition:
        - link
      - term: Provider
      - definition:
        - link
      - term: Scopes
      - term: Expires
      - term: ID
      - definition:
        - button "Copy ID"
      - heading "Provider, in short" [level=3]
      - definition:
        - button "Copy Client ID"
      - heading "More" [level=3]
      - button "Copy raw JSON"
  `);
  await expect(page.locator("tr[aria-current=true]")).toHaveAttribute("data-pk", String(pk));
  expectOrderedHeadings(await headings(page));
  // Two buttons of one name would not be told apart.
  const names = await open.getByRole("button").allTextContents();
  expect(new Set(names).size).toBe(names.length);
});

test("what went wrong is an alert, what was changed a status", async ({ page }) => {
  await page.goto("/authorization-codes?user=999999&page=abc");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - region "Authorization codes":
      - combobox "User": "999999"
      - button "Remove filter User"
      - status:
        - text: "Removed from the address: page=abc (not a page number)."
        - button "Dismiss"
      - alert:
        - heading "authentik refused this question" [level=2]
        - list:
          - listitem
        - button "Remove this filter (user)"
  `);
  expectOrderedHeadings(await headings(page));
});

test("a search that the program does: filters to take instead, how it was done, and the rows", async ({
  page,
}) => {
  await page.goto("/authorization-codes?search=grafana");
  await expect(page.getByText(/^Searched all/)).toBeVisible();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - region "Authorization codes":
      - search:
        - combobox "Search": grafana
        - button "How to search"
      - region "Filters that may be meant":
        - heading "Or filter by" [level=2]
        - list:
          - listitem:
            - button /provider Grafana Grafana dashboards \\d+ codes/
      - status: /Searched all 312 codes/
      - table "Authorization codes"
  `);
});

test("the list of a filter belongs to its box and says how it stands", async ({ page }) => {
  await page.goto("/authorization-codes");
  await expect(rowLinks(page)).toHaveCount(20);
  const box = page.getByRole("combobox", { name: "Provider" });
  await box.click();
  const list = page.getByRole("listbox");
  await expect(list.getByRole("option").first()).toBeVisible();
  await expect(box).toHaveAttribute("aria-expanded", "true");
  await expect(box).toHaveAttribute("aria-controls", (await list.getAttribute("id")) ?? "");
  await page.keyboard.press("ArrowDown");
  await expect(box).toHaveAttribute("aria-activedescendant", /./);
  const active = await box.getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${active ?? ""}"]`)).toHaveRole("option");
});

test.describe("not signed in", () => {
  test.use({ flags: [...STILL, "--as", "nobody"] });

  test("says so twice: for the list, and in the frame", async ({ page }) => {
    await page.goto("/authorization-codes");
    await expect(page.locator("body")).toMatchAriaSnapshot(`
      - banner:
        - paragraph:
          - text: Not signed in
          - button "Ask again"
      - main:
        - region "Authorization codes":
          - alert:
            - heading "You are not signed in" [level=2]
            - button "Try again"
    `);
  });
});

function headings(page: Page): Promise<number[]> {
  return page
    .getByRole("heading")
    .evaluateAll((found) => found.map(({ tagName }) => Number(tagName.slice(1))));
}

/** One heading of the first level, first; none deeper than one below its forerunner. */
function expectOrderedHeadings(levels: readonly number[]): void {
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  levels.forEach((level, index) => expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1));
}
