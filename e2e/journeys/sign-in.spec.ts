import type { Page } from "@playwright/test";
import { expectNoFindings } from "../support/axe.ts";
import { expect, STILL, test } from "../support/fixtures.ts";
import { drawer, rowLinks } from "../support/locators.ts";

test.use({ flags: [...STILL, "--sign-in"], isolated: true });

const WANTED = "/authorization-codes/103685/provider?ordering=-pk&page_size=50";
const rail = (page: Page) => page.getByRole("banner");

async function signIn(page: Page, wanted: string, as: RegExp): Promise<void> {
  await page.goto(wanted);
  await expect(page.getByRole("heading", { name: "Sign in as" })).toBeVisible();
  await page.getByRole("link", { name: as }).click();
}

test("a link to an object leads over authentik to that object, signed in", async ({
  page,
  origin,
}) => {
  await page.goto(WANTED);
  await expectNoFindings(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("link", { name: /^akadmin/ }).click();
  await expect(rowLinks(page)).toHaveCount(50);
  expect(page.url()).toBe(origin + WANTED);
  await expect(drawer(page, "Grafana")).toBeVisible();
  await expect(rail(page).getByText("· superuser")).toBeVisible();
  await expect(rail(page).getByText(/^since \d/)).toBeVisible();
  expect(await page.evaluate(() => document.cookie)).toBe("");
});

test("everybody acts with their own rights", async ({ page }) => {
  await signIn(page, "/authorization-codes", /^viewer/);
  await expect(page.getByText("Only your own codes are listed.")).toBeVisible();
  await expect(rail(page).getByText("Vico Viewer")).toBeVisible();
});

test("a session that ends leaves the rows, and signing in again comes back to them", async ({
  page,
  context,
  origin,
}) => {
  await signIn(page, WANTED, /^akadmin/);
  await expect(rowLinks(page)).toHaveCount(50);
  await context.clearCookies({ name: "grantlens" });
  await page.getByRole("button", { name: "Refresh" }).click();
  const notice = page
    .getByRole("status")
    .filter({ hasText: "Not up to date. You are not signed in" });
  await expect(notice).toContainText("these rows are from the last answer");
  await expect(rowLinks(page)).toHaveCount(50);
  await notice.getByRole("link", { name: "Sign in" }).click();
  // authentik still knows them, and does not ask.
  await expect(notice).toHaveCount(0);
  await expect(rowLinks(page)).toHaveCount(50);
  await expect(drawer(page, "Grafana")).toBeVisible();
  expect(page.url()).toBe(origin + WANTED);
});

test("signing out ends the session here; the next sign-in asks again", async ({ page }) => {
  await signIn(page, "/authorization-codes", /^akadmin/);
  await expect(rowLinks(page)).toHaveCount(20);
  await rail(page).getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
  await expectNoFindings(page);
  // What was on screen does not come back with Back.
  await page.goBack();
  await expect(page.getByRole("heading", { name: "You are not signed in" })).toBeVisible();
  await expect(rowLinks(page)).toHaveCount(0);
  await page.getByRole("link", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Sign in as" })).toBeVisible();
  await page.goto("/auth/signed-out");
  await page.getByRole("link", { name: "Sign out of authentik as well" }).click();
  await expect(
    page.getByRole("heading", { name: "You have logged out of Grantlens" }),
  ).toBeVisible();
});

test("a tab notices that somebody else has signed in in another one", async ({ page, context }) => {
  await signIn(page, "/authorization-codes", /^akadmin/);
  await expect(rail(page).getByText("Amara Okafor")).toBeVisible();
  const other = await context.newPage();
  await other.goto("/authorization-codes");
  await rail(other).getByRole("button", { name: "Sign out" }).click();
  await other.getByRole("link", { name: "Sign in again" }).click();
  await other.getByRole("link", { name: /^viewer/ }).click();
  await expect(rail(other).getByText("Vico Viewer")).toBeVisible();
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(rail(page).getByText("Vico Viewer")).toBeVisible();
  await expect(page.getByText("Only your own codes are listed.")).toBeVisible();
});

test("a sign-in that another site began is refused in words", async ({ page }) => {
  await page.goto(`/auth/callback?code=0123456789abcdef&state=${"s".repeat(43)}`);
  await expect(page.getByRole("heading", { name: "This sign-in does not fit" })).toBeVisible();
  await expectNoFindings(page);
});
