import type { Page } from "@playwright/test";
import { rowLinks } from "../support/locators.ts";
import { expect, test } from "../support/fixtures.ts";

/** Brightness of the page background, from 0 to 255. */
async function ground(page: Page): Promise<number> {
  const colour = await page.evaluate(
    () => getComputedStyle(document.documentElement).backgroundColor,
  );
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return (red + green + blue) / 3;
}

test("the theme follows the system until one is chosen, and the choice is remembered", async ({
  page,
  context,
}) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/authorization-codes");
  await expect(rowLinks(page)).toHaveCount(20);
  expect(await ground(page)).toBeLessThan(60);
  await page.emulateMedia({ colorScheme: "light" });
  expect(await ground(page)).toBeGreaterThan(200);

  const theme = page.getByRole("combobox", { name: "Theme" });
  await theme.selectOption("Dark");
  expect(await ground(page)).toBeLessThan(60);
  await page.reload({ waitUntil: "commit" });
  // Before anything else is painted.
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(theme).toHaveValue("dark");
  const other = await context.newPage();
  await other.goto("/source-connections");
  expect(await ground(other)).toBeLessThan(60);
  await theme.selectOption("System");
  await expect.poll(() => ground(page)).toBeGreaterThan(200);
});

test("an unknown URL gets a not-found page inside the shell, with a link onwards", async ({
  page,
}) => {
  const answer = await page.goto("/tokens/42");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "No such page" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("/tokens/42");
  await expect(page.getByRole("navigation", { name: "Lists" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Authorization codes" }).click();
  await expect(rowLinks(page)).toHaveCount(20);
});

test("an unknown asset is a plain 404, and every response carries the CSP", async ({ request }) => {
  const paths = ["/", "/authorization-codes/1/user", "/config.json", "/assets/none.js", "/nowhere"];
  for (const path of paths) {
    const answer = await request.get(path);
    const policy = answer.headers()["content-security-policy"] ?? "";
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).not.toContain("unsafe");
    expect(answer.headers()["x-content-type-options"], path).toBe("nosniff");
  }
  const missing = await request.get("/assets/none.js");
  expect(missing.status()).toBe(404);
  expect(missing.headers()["content-type"]).toContain("text/plain");
});

test.describe("a console that does not arrive", () => {
  test.use({ isolated: true });

  test("is said in its place", async ({ page }) => {
    await page.route(/\/assets\/index-[^/]*\.js$/, (route) => route.fulfill({ status: 404 }));
    await page.goto("/authorization-codes");
    await expect(page.getByRole("alert")).toContainText("Grantlens did not load completely.");
    await page.unrouteAll();
    await page.reload();
    await expect(rowLinks(page)).toHaveCount(20);
  });
});
