import type { Page } from "@playwright/test";
import { choose, drawer, expectKeys, keys, pager, rowLink, rowLinks } from "../support/locators.ts";
import { expect, test } from "../support/fixtures.ts";

test.use({ viewport: { width: 390, height: 844 } });

const CODES = "oauth2/authorization_codes/?ordering=expires,pk";

/** Nothing overflows the screen: neither the page nor anything in it scrolls horizontally. */
async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() =>
    [
      document.documentElement,
      ...document.querySelectorAll("main, main section, main table, main div"),
    ]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .filter((element) => /auto|scroll|visible/.test(getComputedStyle(element).overflowX))
      .filter((element) => element.getBoundingClientRect().width > 1)
      .map((element) => `${element.tagName}.${element.className}: ${element.scrollWidth}`),
  );
  expect(wide).toEqual([]);
}

test("rows take three lines, and nothing scrolls horizontally", async ({ page, ask }) => {
  await page.goto("/authorization-codes");
  await expectKeys(page, (await ask(CODES))["results"]);
  await expectNoSidewaysScroll(page);
  const cells = page.locator("tr[data-pk]").first().getByRole("cell");
  const tops = await cells.evaluateAll((found) =>
    found.map((cell) => Math.round(cell.getBoundingClientRect().top)),
  );
  // Status and expiry share the first line.
  expect(tops).toHaveLength(4);
  expect(new Set(tops).size).toBe(3);
  await page.goto("/source-connections");
  await expect(rowLinks(page)).toHaveCount(20);
  await expectNoSidewaysScroll(page);
});

test("before the rows there is one line of header; the controls are in a sheet", async ({
  page,
  ask,
}) => {
  await page.goto("/authorization-codes");
  const provider = page.getByRole("combobox", { name: "Provider" });
  await expect(rowLinks(page)).toHaveCount(20);
  await expect(provider).toBeHidden();
  const disclosure = page.getByRole("button", { name: "Filters" });
  await expect(disclosure).toHaveAttribute("aria-expanded", "false");
  const header = await page.locator("main header").boundingBox();
  expect(header?.height).toBeLessThan(60);
  await disclosure.click();
  await expectNoSidewaysScroll(page);
  const sheet = page.getByRole("dialog", { name: "Filters" });
  await expect(sheet).toBeFocused();
  // The rows behind it are out of reach.
  for (let stops = 0; stops < 30; stops += 1) {
    await page.keyboard.press("Tab");
    const isBehind = await page.evaluate(() => document.activeElement?.matches("main a, th *"));
    expect(isBehind).toBe(false);
  }
  await sheet.getByRole("button", { name: "Refresh" }).press("Escape");
  await expect(provider).toBeHidden();
  await expect(disclosure).toBeFocused();
  await disclosure.press("Enter");
  await page.getByRole("combobox", { name: "Sort" }).selectOption("ID ↓");
  await expectKeys(page, (await ask("oauth2/authorization_codes/?ordering=-pk"))["results"]);
  await choose(page, "Provider", "Legacy CRM");
  await expectKeys(
    page,
    (await ask("oauth2/authorization_codes/?ordering=-pk&provider=9"))["results"],
  );
  const count = await page.locator("h1 + span").textContent();
  await page.getByRole("button", { name: `Show ${count}` }).click();
  await expect(provider).toBeHidden();
  await expect(page.getByRole("button", { name: "Filters (1)" })).toBeFocused();
});

test("the drawer fills the page, and closing it returns focus to the row", async ({ page }) => {
  await page.goto("/authorization-codes?page=2");
  await expect(rowLinks(page)).toHaveCount(20);
  const [, , third = 0] = await keys(page);
  await rowLink(page, third).click();
  const open = drawer(page, /^Code for/);
  const box = await open.boundingBox();
  expect(box?.width).toBe(390);
  await expect(open.getByRole("heading", { level: 2 })).toBeInViewport();
  await expectNoSidewaysScroll(page);
  await open.getByRole("link", { name: "Close" }).click();
  await expect(open).toHaveCount(0);
  await expect(rowLink(page, third)).toBeFocused();
  await expect(rowLink(page, third)).toBeInViewport();
});

test("the link to the other list is behind a menu", async ({ page }) => {
  await page.goto("/authorization-codes");
  const link = page.getByRole("link", { name: "Group connections" });
  await expect(link).toBeHidden();
  await page.getByRole("button", { name: "Menu" }).click();
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Group connections");
  await expect(link).toBeHidden();
});

test("the pager fits the screen", async ({ page }) => {
  await page.goto("/authorization-codes?page=8");
  await expect(pager(page)).toContainText("141–160 of 312");
  await pager(page).getByRole("link", { name: "Next page" }).click();
  await expect(pager(page)).toContainText("161–180 of 312");
  await expectNoSidewaysScroll(page);
});
