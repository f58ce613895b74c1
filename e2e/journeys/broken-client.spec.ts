import type { Page } from "@playwright/test";
import { expect, STILL, test } from "../support/fixtures.ts";
import { tab } from "../support/focus-stops.ts";
import { rowLinks } from "../support/locators.ts";

// Two minutes after a clean-up: codes that expired since then are still listed.
test.use({ flags: [...STILL.slice(0, 1), "--at", "2026-11-22T12:04:04Z"] });

const NAME = "Legacy CRM";
const UNREDEEMED = /^\/sign-ins\?context_authorized_app=[\da-f]{32}&search=outcome%3Anot-redeemed$/;

test("a broken client is traced from the overview to one sign-in and back, on a phone", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  await expect(page.getByText(/applications leave codes unredeemed/)).toBeVisible();
  await page.getByRole("link", { name: NAME }).click();
  await expectUnredeemed(page);
  await rowLinks(page).first().click();
  await expectStoryAndBack(page);
});

test("a broken client is traced by keyboard alone, on a desktop", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("link", { name: NAME })).toBeVisible();
  await page.waitForLoadState("networkidle");
  for (let presses = 0; (await tab(page))?.name !== NAME; presses++) {
    expect(presses).toBeLessThan(30);
  }
  await page.keyboard.press("Enter");
  await expectUnredeemed(page);
  await rowLinks(page).first().press("Enter");
  await expectStoryAndBack(page);
});

test("a refused redirect URI is found from the overview", async ({ page }) => {
  await page.goto("/");
  const row = page.getByRole("row").filter({ hasText: "Redirect URI not registered" }).first();
  await row.getByRole("link").click();
  await rowLinks(page).first().click();
  const story = page.getByRole("region", { name: "What became of it" });
  await expect(story.getByRole("heading", { name: "Redirect URI not registered" })).toBeVisible();
  await expect(story.locator("mark").first()).toBeVisible();
});

async function expectUnredeemed(page: Page): Promise<void> {
  await expect
    .poll(() => new URL(page.url()).pathname + new URL(page.url()).search)
    .toMatch(UNREDEEMED);
  await expect(rowLinks(page)).toHaveCount(20);
  for (const name of await page.getByRole("row").allTextContents()) {
    if (/\d\d:\d\d/.test(name)) expect(name).toContain(NAME);
  }
}

async function expectStoryAndBack(page: Page): Promise<void> {
  const story = page.getByRole("region", { name: "What became of it" });
  await expect(story).toContainText("Its code is still listed after it expired");
  await expect(story.getByRole("heading", { name: "What to check" })).toBeVisible();
  await page.goBack();
  await expectUnredeemed(page);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Overview");
  await expect(page.getByRole("link", { name: NAME })).toBeVisible();
}
