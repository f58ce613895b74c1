import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { expectNoFindings } from "../support/axe.ts";
import { address, rowLinks } from "../support/locators.ts";
import { expect, type Fields, test } from "../support/fixtures.ts";

const CODES = "oauth2/authorization_codes/?ordering=expires,pk&page_size=100";

async function openExport(page: Page): Promise<Locator> {
  await expect(rowLinks(page).first()).toBeVisible();
  await page.getByRole("button", { name: "Export", exact: true }).press("Enter");
  const panel = page.getByRole("dialog", { name: "Export authorization codes" });
  await expect(panel).toBeVisible();
  return panel;
}

test("what matches is saved as CSV and as JSON, and the focus returns", async ({ page, ask }) => {
  await page.goto("/authorization-codes?provider=9");
  const panel = await openExport(page);
  await panel.getByRole("radio", { name: /^All \d+ that match$/ }).check();
  const [csv] = await Promise.all([
    page.waitForEvent("download"),
    panel.getByRole("button", { name: "Save file" }).press("Enter"),
  ]);
  expect(csv.suggestedFilename()).toMatch(
    /^grantlens-authorization-codes-2026-11-22T12-\d\d-\d\dZ-complete\.csv$/,
  );
  const text = await readFile(await csv.path(), "utf8");
  const expected = (await ask(`${CODES}&provider=9`))["results"] as Fields[];
  const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
  expect(rows.map(({ pk }) => Number(pk))).toEqual(expected.map(({ pk }) => pk));
  expect(rows[0]?.["user_username"]).toBe(expected[0]?.["user"].username);
  expect(rows[0]?.["address"]).toMatch(/\/authorization-codes\?provider=9$/);
  await expect(panel.getByRole("status")).toContainText("complete.csv");
  await expectNoFindings(page);

  await panel.getByRole("radio", { name: /^JSON/ }).check();
  const [json] = await Promise.all([
    page.waitForEvent("download"),
    panel.getByRole("button", { name: "Save file" }).click(),
  ]);
  const file = JSON.parse(await readFile(await json.path(), "utf8"));
  expect(file.grantlens).toMatchObject({ complete: true, rows: expected.length });
  expect(text + JSON.stringify(file)).not.toContain("CANARY");
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(page.getByRole("button", { name: "Export", exact: true })).toBeVisible();
});

test("a failure is told in the dialog, with a way on", async ({ page }) => {
  // Requests for more than the page, so that the list is not loaded in full before.
  const whole = /authorization_codes\/\?.*page_size=100/;
  await page.route(whole, (route) => route.fulfill({ status: 400, json: {} }));
  await page.goto("/authorization-codes?ordering=-pk");
  const panel = await openExport(page);
  await panel.getByRole("radio", { name: /^All/ }).check();
  await panel.getByRole("button", { name: "Save file" }).click();
  await expect(panel.getByRole("alert")).toContainText("authentik rejected this request");
  await expectNoFindings(page);
  await page.unroute(whole);
  await panel.getByRole("button", { name: "Try again" }).click();
  await expect(panel.getByRole("status")).toContainText("complete.csv");
});

test("a page is copied as a table, and a row's text by dragging; a click still opens it", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/authorization-codes");
  const panel = await openExport(page);
  await panel.getByRole("button", { name: "Copy page as table" }).click();
  await expect(panel.getByRole("status")).toHaveText("Copied 20 authorization codes.");
  await page.keyboard.press("Escape");
  // The page may not read the clipboard here, but the user may paste.
  const search = page.getByRole("combobox", { name: "Search" });
  await search.focus();
  await page.keyboard.press("ControlOrMeta+V");
  await expect(search).toHaveValue(/^Status\sUser\sProvider\sScopes\sIssued UTC\sExpires\sID/);
  await search.clear();
  await expect(rowLinks(page)).toHaveCount(20);

  const cells = page.locator("tr[data-pk]").nth(2).getByRole("cell");
  const user = await boxOf(cells.nth(1).getByRole("link"));
  const scopes = await boxOf(cells.nth(3));
  const here = address(page);
  await page.mouse.move(user.x + 2, user.y + user.height / 2);
  await page.mouse.down();
  await page.mouse.move(scopes.x + 40, scopes.y + scopes.height / 2, { steps: 5 });
  await page.mouse.up();
  const selected = await page.evaluate(() => String(getSelection()));
  expect(selected).toContain(await cells.nth(2).innerText());
  expect(address(page)).toBe(here);

  await cells.nth(3).click();
  const pk = await page.locator("tr[data-pk]").nth(2).getAttribute("data-pk");
  expect(address(page)).toBe(`/authorization-codes/${pk}`);
  const opened = context.waitForEvent("page");
  await cells.nth(3).click({ button: "middle" });
  const other = await opened;
  await other.waitForURL(/\/authorization-codes\/\d+$/);
  await other.close();
});

async function boxOf(element: Locator) {
  const box = await element.boundingBox();
  if (box === null) throw new Error("not on screen");
  return box;
}
