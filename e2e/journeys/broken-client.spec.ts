import type { Page } from "@playwright/test";
import { rowLinks } from "../support/locators.ts";
import { expect, STILL, test } from "../support/fixtures.ts";
import { tab } from "../support/focus-stops.ts";

// Two minutes after a clean-up: codes that expired since then are still listed.
test.use({ flags: [...STILL.slice(0, 1), "--at", "2026-11-22T12:04:04Z"] });

const LINK = /^\d+ unredeemed codes of Legacy CRM$/;

test("a broken client is traced from the overview to one code and back, on a phone", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  await expect(page.getByText(/applications leave codes unredeemed/)).toBeVisible();
  const link = page.getByRole("link", { name: LINK });
  const count = Number.parseInt((await link.textContent()) ?? "", 10);
  expect(count).toBeGreaterThan(20);
  await link.click();
  await expectBrokenClient(page);
  await rowLinks(page).first().click();
  await expectOneOpenAndBack(page);
});

test("a broken client is traced by keyboard alone, on a desktop", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("link", { name: LINK })).toBeVisible();
  await page.waitForLoadState("networkidle");
  for (let presses = 0; !LINK.test((await tab(page))?.name ?? ""); presses++) {
    expect(presses).toBeLessThan(30);
  }
  await page.keyboard.press("Enter");
  await expectBrokenClient(page);
  await rowLinks(page).first().press("Enter");
  await expectOneOpenAndBack(page);
});

async function expectBrokenClient(page: Page): Promise<void> {
  await expect(page).toHaveURL("/authorization-codes?provider=9&status=expired");
  await expect(rowLinks(page)).toHaveCount(20);
  for (const name of await page.getByRole("row").allTextContents()) {
    if (/\d s ago/.test(name)) expect(name).toContain("Legacy CRM");
  }
}

async function expectOneOpenAndBack(page: Page): Promise<void> {
  await expect(page.getByRole("region", { name: /^Code for/ })).toContainText(/Expired/);
  await page.goBack();
  await expect(page).toHaveURL("/authorization-codes?provider=9&status=expired");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Overview");
  await expect(page.getByRole("link", { name: LINK })).toBeVisible();
}
