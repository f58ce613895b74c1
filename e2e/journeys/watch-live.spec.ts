import type { Page } from "@playwright/test";
import { expectNoFindings } from "../support/axe.ts";
import { expect, test } from "../support/fixtures.ts";
import { keys, rowLink } from "../support/locators.ts";

// Codes are issued and redeemed as one watches.
test.use({ flags: ["--seed", "7"] });

const line = (page: Page) => page.getByRole("group", { name: "Live" });
const pill = (page: Page) => line(page).getByRole("button", { name: /^\d+ new$/ });
const TABLE = { name: "Authorization codes" };

async function goLive(page: Page): Promise<void> {
  await page.goto("/authorization-codes?ordering=-pk");
  await page.getByRole("button", { name: "Live" }).click();
  await expect(line(page)).toContainText(/Live\d+ came, \d+ went since/);
}

test("rows stay under the pointer, new ones are counted, and come when it leaves", async ({
  page,
}) => {
  await goLive(page);
  await page.getByRole("table", TABLE).getByRole("row").nth(5).hover();
  const held = await keys(page);
  await expect(pill(page)).toBeVisible({ timeout: 60_000 });
  const first = await pill(page).innerText();
  expect(await keys(page)).toEqual(held);
  // More come, and still nothing moves.
  await expect(pill(page)).not.toHaveText(first, { timeout: 60_000 });
  expect(await keys(page)).toEqual(held);
  await page.getByRole("heading", { level: 1 }).hover();
  await expect(pill(page)).toBeHidden();
  const now = await keys(page);
  expect(now[0]).toBeGreaterThan(held[0] ?? 0);
});

test("a redeemed code is struck through, with its outcome, and taken off after a while", async ({
  page,
}) => {
  await goLive(page);
  const gone = page.locator('tr:has([data-live="gone"])', { hasText: "after it was issued" });
  await expect(gone.first()).toBeVisible({ timeout: 90_000 });
  // Held, so that it can be looked at.
  await gone.first().hover();
  await expect(gone.first()).toContainText(/Redeemed/);
  const name = (await gone.first().getByRole("link").first().getAttribute("aria-label")) ?? "";
  const pk = Number(/\d+$/.exec(name)?.[0]);
  await expect(rowLink(page, pk)).toHaveAccessibleName(/^Redeemed authorization code/);
  const struck = gone.first().locator("td").nth(1);
  await expect(struck).toHaveCSS("text-decoration-line", "line-through");
  await page.getByRole("heading", { level: 1 }).hover();
  await expect(rowLink(page, pk)).toBeHidden({ timeout: 30_000 });

  await page.getByRole("button", { name: /^Journal/ }).click();
  const journal = page.getByRole("dialog", { name: "Journal" });
  await expect(journal.getByRole("row").filter({ hasText: "Redeemed" }).first()).toBeVisible();
  const download = page.waitForEvent("download");
  await journal.getByRole("button", { name: "Export as JSON lines" }).click();
  expect((await download).suggestedFilename()).toBe("grantlens-journal.jsonl");
  await expectNoFindings(page, { except: ["region"] });
});

test("has no findings while it is live, held and paused", async ({ page }) => {
  await goLive(page);
  await page.getByRole("table", TABLE).getByRole("row").nth(5).hover();
  await expect(pill(page)).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press("Escape");
  await line(page).getByRole("button", { name: "Pause" }).focus();
  await page.keyboard.press("Enter");
  await expect(line(page)).toContainText(/Paused since \d\d:\d\d:\d\d/);
  await expectNoFindings(page);
});
