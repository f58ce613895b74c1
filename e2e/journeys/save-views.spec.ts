import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectNoFindings } from "../support/axe.ts";
import { address, expectKeys, rowLinks } from "../support/locators.ts";
import { expect, test } from "../support/fixtures.ts";

const CODES = "oauth2/authorization_codes/?ordering=expires,pk";

async function openViews(page: Page) {
  await expect(rowLinks(page).first()).toBeVisible();
  const disclosure = page.getByRole("button", { name: /^Filters/, expanded: false });
  if (await disclosure.isVisible()) await disclosure.press("Enter");
  await page.getByRole("button", { name: "Views" }).press("Enter");
  const panel = page.getByRole("dialog", { name: "Views of authorization codes" });
  await expect(panel).toBeVisible();
  return panel;
}

async function save(page: Page, name: string): Promise<void> {
  const panel = await openViews(page);
  await panel.getByRole("textbox", { name: /^Save this list/ }).fill(name);
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("status")).toHaveText(`“${name}” is saved.`);
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Views" })).toBeFocused();
}

// On a phone, where the navigation is one step further away.
test("a view is saved, survives a reload, is opened and becomes the navigation's default", async ({
  page,
  ask,
}) => {
  await page.setViewportSize({ width: 390, height: 900 });
  await page.goto("/authorization-codes?provider=9&page=1");
  await save(page, "Legacy CRM");
  await page.goto("/authorization-codes");
  await page.reload();
  let panel = await openViews(page);
  await panel.getByRole("link", { name: "Legacy CRM" }).press("Enter");
  await expect(panel).toHaveCount(0);
  expect(address(page)).toBe("/authorization-codes?provider=9");
  await expectKeys(page, (await ask(`${CODES}&provider=9`))["results"]);

  panel = await openViews(page);
  await panel.getByRole("button", { name: "Default" }).press("Enter");
  await expect(panel.getByRole("button", { name: "Default" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.keyboard.press("Escape");
  const menu = page.getByRole("button", { name: "Menu" });
  const nav = page.getByRole("navigation", { name: "Lists" });
  await page.getByRole("button", { name: /^Show \d+/ }).click();
  await menu.click();
  await nav.getByRole("link", { name: "Group connections" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Group connections");
  await menu.click();
  await nav.getByRole("link", { name: "Authorization codes" }).click();
  expect(address(page)).toBe("/authorization-codes?provider=9");
  await expect(page.getByText("Default view “Legacy CRM”.")).toBeVisible();
  await page.getByRole("link", { name: "Show the whole list" }).click();
  expect(address(page)).toBe("/authorization-codes");
  await expectKeys(page, (await ask(CODES))["results"]);
  await page.goBack();
  expect(address(page)).toBe("/authorization-codes?provider=9");
});

test("a view is shared as a link, exported to a file and imported in another browser", async ({
  page,
  context,
  browser,
  origin,
  ask,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/authorization-codes?provider=9&ordering=-pk&token=not-a-parameter");
  await save(page, "Newest of the CRM");
  const panel = await openViews(page);
  await panel.getByRole("button", { name: "Copy link" }).click();
  await expect(panel.getByRole("status")).toContainText("is copied");
  // The page may not read the clipboard here, but the user may paste.
  await panel.getByText("Import views").click();
  await panel.getByLabel("or its JSON").focus();
  await page.keyboard.press("ControlOrMeta+V");
  const link = await panel.getByLabel("or its JSON").inputValue();
  expect(link).toBe(`${origin}/authorization-codes?provider=9&ordering=-pk`);

  const coming = page.waitForEvent("download");
  await panel.getByRole("button", { name: "Export all lists’ views" }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe("grantlens-views.json");
  const json = await readFile(await file.path(), "utf8");
  expect(JSON.parse(json)).toEqual({
    version: 1,
    views: [
      {
        list: "authorization-codes",
        name: "Newest of the CRM",
        search: "provider=9&ordering=-pk",
      },
    ],
  });

  const elsewhere = await browser.newContext({ baseURL: origin });
  const other = await elsewhere.newPage();
  await other.goto(link);
  await expectKeys(
    other,
    (await ask("oauth2/authorization_codes/?ordering=-pk&provider=9"))["results"],
  );
  const there = await openViews(other);
  await there.getByText("Import views").click();
  const buffer = Buffer.from(json);
  const upload = { name: "views.json", mimeType: "application/json", buffer };
  await there.getByLabel("A file of views").setInputFiles(upload);
  await expect(there.getByRole("status")).toHaveText("1 added.");
  await expect(there.getByRole("link", { name: "Newest of the CRM" })).toBeVisible();
  await there.getByLabel("A file of views").setInputFiles(upload);
  await expect(there.getByRole("status")).toHaveText("0 added, 1 already there.");
  await elsewhere.close();
});

test("a view saved in another tab appears immediately", async ({ page, context }) => {
  await page.goto("/authorization-codes");
  const panel = await openViews(page);
  const other = await context.newPage();
  await other.goto("/authorization-codes?user=4");
  await save(other, "From the other tab");
  await expect(panel.getByRole("link", { name: "From the other tab" })).toBeVisible();
});

test("axe finds nothing in the views panel while it shows import errors", async ({ page }) => {
  await page.goto("/authorization-codes?provider=9");
  await save(page, "Legacy CRM");
  const panel = await openViews(page);
  await panel.getByText("Import views").click();
  await panel.getByLabel("or its JSON").fill('{"version":1,"views":[5]}');
  await panel.getByRole("button", { name: "Import", exact: true }).click();
  await expect(panel.getByRole("alert")).toContainText("View 1: not an object.");
  await expectNoFindings(page);
});
