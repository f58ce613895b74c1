import { address, expectKeys, pager, sortButton } from "../support/locators.ts";
import { expect, test } from "../support/fixtures.ts";

const LIST = "sources/group_connections/oauth/";

test("Back, Forward and reload restore search, sort order and page", async ({ page, ask }) => {
  const found = await ask(`${LIST}?search=github&ordering=-created,pk`);
  const sorted = await ask(`${LIST}?search=github&ordering=identifier,pk`);
  const second = await ask(`${LIST}?search=github&ordering=identifier,pk&page=2`);

  await page.goto("/source-connections");
  const search = page.getByRole("combobox", { name: "Search" });
  await search.pressSequentially("github");
  await expectKeys(page, found["results"]);
  expect(address(page)).toBe("/source-connections?search=github");

  await sortButton(page, "Identifier").click();
  await expectKeys(page, sorted["results"]);
  await expect(page.getByRole("columnheader", { name: "Identifier" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );

  await pager(page).getByRole("link", { name: "Next page" }).click();
  await expectKeys(page, second["results"]);
  expect(address(page)).toBe("/source-connections?search=github&ordering=identifier&page=2");

  await page.goBack();
  await expectKeys(page, sorted["results"]);
  await page.goBack();
  await expectKeys(page, found["results"]);
  await expect(search).toHaveValue("github");
  await expect(page.locator("[aria-sort]")).toHaveText(/^Created/);

  await page.goForward();
  await page.goForward();
  await expectKeys(page, second["results"]);
  await page.reload();
  await expectKeys(page, second["results"]);
  await expect(search).toHaveValue("github");
  await expect(pager(page).getByRole("link", { name: "2", exact: true })).toHaveAttribute(
    "aria-current",
    "page",
  );
});

test("Back, Forward and reload lead to where the rows were scrolled", async ({ page }) => {
  await page.goto("/source-connections?page_size=100");
  const rows = page.locator("[data-scroll=rows]");
  const top = () => rows.evaluate((element) => element.scrollTop);
  // What keeps the positions comes with the foot of the navigation.
  await expect(page.getByRole("combobox", { name: "Times" })).toBeVisible();
  await page.getByRole("row").nth(60).scrollIntoViewIfNeeded();
  await expect.poll(top).toBeGreaterThan(500);
  const first = await top();
  await pager(page).getByRole("link", { name: "Next page" }).click();
  await expect(pager(page)).toContainText("101–200 of");
  await expect.poll(top).toBe(0);
  await rows.evaluate((element) => element.scrollTo(0, 300));
  await expect.poll(top).toBe(300);

  await page.goBack();
  await expect(pager(page)).toContainText("1–100 of");
  await expect.poll(top).toBe(first);
  await page.goForward();
  await expect.poll(top).toBe(300);
  await page.reload();
  await expect(pager(page)).toContainText("101–200 of");
  await expect.poll(top).toBe(300);
});

test("a code search is replaced by a suggested filter, and Back restores it", async ({
  page,
  ask,
}) => {
  await page.goto("/authorization-codes");
  await expect(page.getByRole("table")).toBeVisible();
  await page.getByRole("combobox", { name: "Search" }).fill("grafana");
  await expect(page.getByText(/^Searched all/)).toBeVisible();
  const suggestions = page.getByRole("region", { name: "Suggested filters" });
  await suggestions.getByRole("button", { name: /^provider Grafana kiosk/ }).click();
  const rows = await ask("oauth2/authorization_codes/?provider=23&ordering=expires,pk");
  await expectKeys(page, rows["results"]);
  expect(address(page)).toBe("/authorization-codes?provider=23");
  await expect(page.getByRole("combobox", { name: "Provider" })).toHaveValue("Grafana kiosk");
  await expect(page.getByRole("combobox", { name: "Search" })).toHaveValue("");
  await page.goBack();
  await expect(suggestions).toBeVisible();
});
