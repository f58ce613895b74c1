import type { Page } from "@playwright/test";
import { rowLinks } from "../support/locators.ts";
import { expect, test } from "../support/fixtures.ts";
import { visit, WIDTHS } from "../support/visit.ts";

// Long tests: each may run in any free worker.
test.describe.configure({ mode: "parallel" });

test.use({ timeline: "auto" });

const listed = (page: Page) => expect(rowLinks(page)).toHaveCount(20);

test("codes: the frame of every page, controls, named columns and their order, rows, pager", async ({
  page,
}) => {
  await visit(page, {
    path: "/authorization-codes?page=2",
    ready: listed,
    widths: WIDTHS,
    told: { 1440: codesTold, 390: entriesTold },
  });
});

test("connections", async ({ page }) => {
  await visit(page, {
    path: "/source-connections",
    ready: listed,
    widths: WIDTHS,
    told: { 1440: connectionsTold },
  });
});

test("sources, and one of them", async ({ page }) => {
  const links = page.getByRole("table").getByRole("link", { name: / source$/ });
  const shown = () => expect(links).toHaveCount(12);
  await visit(page, { path: "/sources", ready: shown, widths: WIDTHS });
  await links.first().click();
  await visit(page, {
    path: new URL(page.url()).pathname,
    async ready() {
      await expect(page.getByRole("link", { name: /group connections?$/ })).toBeVisible();
    },
  });
});

test("connections of users, and who shares an identifier", async ({ page }) => {
  await visit(page, { path: "/user-connections", ready: listed });
  await visit(page, {
    path: "/same-identity?identifier=front.desk@example.com",
    widths: WIDTHS,
    async ready() {
      await expect(page.getByText("2 users share one identifier.")).toBeVisible();
      await expect(page.getByRole("heading", { name: /^User Olamide Qureshi/ })).toBeVisible();
    },
  });
});

test("access and refresh tokens", async ({ page }) => {
  for (const path of ["/access-tokens", "/refresh-tokens?ordering=-revoked"]) {
    // At the widths in between they look like the list of codes.
    await visit(page, { path, ready: listed });
  }
});

test("sign-ins, and the story of one", async ({ page }) => {
  // The cells of the outcome come after their rows.
  const told = () => expect(page.getByRole("cell", { name: "…" })).toHaveCount(0);
  await visit(page, {
    path: "/sign-ins",
    widths: WIDTHS,
    async ready() {
      await listed(page);
      await told();
    },
  });
  await page.goto("/sign-ins?search=outcome%3Anot-redeemed");
  await rowLinks(page).first().click();
  const path = new URL(page.url()).pathname;
  await visit(page, {
    path,
    widths: [1440, 390],
    async ready() {
      await expect(page.getByRole("heading", { name: "What to check" })).toBeVisible();
      await told();
    },
  });
});

test("a filter that the server rejects", async ({ page }) => {
  await visit(page, {
    path: "/authorization-codes?user=999999",
    ready: () => expect(page.getByRole("alert")).toBeVisible(),
  });
});

test("an alert for a rejected filter beside a status for a removed URL parameter", async ({
  page,
}) => {
  await visit(page, {
    path: "/authorization-codes?user=999999&page=abc",
    async ready() {
      await expect(page.getByRole("alert")).toBeVisible();
      await expect(page.getByText("Removed from the address")).toBeVisible();
    },
    // The notice comes with the URL that it is about.
    moves: true,
    told: { 1440: refusalTold },
  });
});

test("a search without matches", async ({ page }) => {
  await visit(page, {
    path: "/authorization-codes?search=mattermost",
    ready: () => expect(page.getByRole("button", { name: /^provider Mattermost/ })).toBeVisible(),
  });
});

test("a search in the browser: suggested filters, how it was searched, and the rows", async ({
  page,
}) => {
  await visit(page, {
    path: "/authorization-codes?search=grafana",
    ready: () => expect(page.getByText(/^Searched all/)).toBeVisible(),
    moves: true,
    told: { 1440: searchTold },
  });
});

test("a filter that nothing matches", async ({ page }) => {
  await visit(page, {
    path: "/authorization-codes?provider=33",
    ready: () =>
      expect(page.getByRole("heading", { name: "No authorization codes match" })).toBeVisible(),
  });
});

test.describe("the overview", () => {
  // Two minutes after a clean-up: codes that expired since then are still listed.
  test.use({ flags: ["--still", "--at", "2026-11-22T12:04:04Z"], timeline: "folded" });

  test("applications that leave codes unredeemed, and sources", async ({ page }) => {
    await visit(page, {
      path: "/",
      widths: [1440, 1024, 390],
      async ready() {
        await expect(page.getByText(/applications leave codes unredeemed/)).toBeVisible();
        await expect(page.getByRole("table")).toHaveCount(2);
      },
    });
  });
});

async function codesTold(page: Page): Promise<void> {
  await expect(page.getByRole("banner").getByText("Amara Okafor")).toBeVisible();
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - link "Skip to content"
    - banner:
      - text: Grantlens
      - navigation "Lists":
        - link "Overview"
        - group "OAuth2":
          - link "Sign-ins"
          - link "Authorization codes"
          - link "Access tokens"
          - link "Refresh tokens"
        - group "Sources":
          - link "User connections"
          - link "Group connections"
          - link "Same identity"
      - combobox "Theme"
      - paragraph: /authentik 2026\\.\\d+\\.\\d+ sandbox/
      - paragraph: Signed in as Amara Okafor · superuser
    - main:
      - region "Authorization codes":
        - heading "Authorization codes" [level=1]
  `);
  const here = page.getByRole("navigation", { name: "Lists" }).locator("[aria-current=page]");
  await expect(here).toHaveText("Authorization codes");
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
            - columnheader /^User( in order of creation)?$/:
              - button /^User( in order of creation)?$/
            - columnheader /^Provider( in order of creation)?$/:
              - button /^Provider( in order of creation)?$/
            - columnheader "Scopes"
            - columnheader "Issued UTC"
            - columnheader "Expires UTC":
              - button "Expires UTC"
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
  // The gap between page numbers is not a list item.
  await expect(page.getByRole("listitem").filter({ hasText: "…" })).toHaveCount(0);
}

/** On a phone, the entries are rows of the same table. */
async function entriesTold(page: Page): Promise<void> {
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - region "Authorization codes":
      - heading "Authorization codes" [level=1]
      - button "Filters"
      - table "Authorization codes":
        - rowgroup:
          - row:
            - columnheader "Status"
            - columnheader /^User( in order of creation)?$/
            - columnheader /^Provider( in order of creation)?$/
            - columnheader "Expires UTC"
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
}

async function connectionsTold(page: Page): Promise<void> {
  await expect(page.getByRole("table")).toMatchAriaSnapshot(`
    - table "Source connections":
      - rowgroup:
        - row:
          - columnheader "Source grouped by source"
          - columnheader "Group grouped by group"
          - columnheader "Identifier"
          - columnheader "Created UTC"
          - columnheader "Last updated UTC"
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
}

async function refusalTold(page: Page): Promise<void> {
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - region "Authorization codes":
      - combobox "User": "999999"
      - button "Remove filter User"
      - status:
        - text: "Removed from the address: page=abc (not a page number)."
        - button "Dismiss"
      - alert:
        - heading "authentik rejected this request" [level=2]
        - list:
          - listitem
        - button "Remove this filter (user)"
  `);
}

async function searchTold(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: /^provider Grafana kiosk/ })).toBeVisible();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - region "Authorization codes":
      - search:
        - combobox "Search": grafana
        - button "How to search"
      - region "Suggested filters":
        - heading "Or filter by" [level=2]
        - list:
          - listitem:
            - button /provider Grafana Grafana dashboards \\d+ codes/
      - status: /Searched all 312 codes/
      - table "Authorization codes"
  `);
}
