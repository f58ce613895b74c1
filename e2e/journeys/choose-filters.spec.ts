import type { Page } from "@playwright/test";
import { address, choose, expectKeys, focused, pager } from "../support/locators.ts";
import { expect, test } from "../support/fixtures.ts";

const CODES = "oauth2/authorization_codes/?ordering=expires,pk";
const CONNECTIONS = "sources/group_connections/oauth/?ordering=-created,pk";

const box = (page: Page, name: string) => page.getByRole("combobox", { name, exact: true });

/** Scoped to the listbox: a native select has options too. */
const options = (page: Page) => page.getByRole("listbox").getByRole("option");

test("codes are filtered by provider with the keyboard", async ({ page, ask }) => {
  await page.goto("/authorization-codes");
  await box(page, "Provider").focus();
  await page.keyboard.type("gitl");
  await expect(options(page)).toHaveCount(2);
  // Two names that are nearly the same: the second line tells them apart.
  const [first, second] = await options(page).allInnerTexts();
  expect(first).not.toBe(second);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expectKeys(page, (await ask(`${CODES}&provider=4`))["results"]);
  expect(address(page)).toBe("/authorization-codes?provider=4");
  await expect(box(page, "Provider")).toHaveValue("Gitlab");
  await expect(focused(page)).toHaveAccessibleName("Provider");

  await page.reload();
  await expect(box(page, "Provider")).toHaveValue("Gitlab");
  await page.getByRole("button", { name: "Remove filter Provider" }).press("Enter");
  await expect(pager(page)).toContainText("of 312");
  expect(address(page)).toBe("/authorization-codes");
});

test("codes are filtered by user with the mouse, then also by provider", async ({ page, ask }) => {
  const { results } = await ask(`${CODES}&provider=9`);
  const { user } = results[0];
  await page.goto("/authorization-codes?page=3");
  await choose(page, "User", user.username, new RegExp(user.username));
  await expectKeys(page, (await ask(`${CODES}&user=${user.pk}`))["results"]);
  expect(address(page)).toBe(`/authorization-codes?user=${user.pk}`);
  await choose(page, "Provider", "Legacy CRM");
  await expectKeys(page, (await ask(`${CODES}&user=${user.pk}&provider=9`))["results"]);
  expect(address(page)).toBe(`/authorization-codes?user=${user.pk}&provider=9`);
});

test("connections are filtered by group with the keyboard", async ({ page, ask }) => {
  const { results } = await ask("core/groups/?name=Platform%20security&include_users=false");
  await page.goto("/source-connections");
  await box(page, "Group").focus();
  await page.keyboard.type("platform sec");
  // "Searching…" is an option too while it is shown.
  await expect(options(page)).toHaveText([/Platform security/]);
  // A single match need not be highlighted first.
  await page.keyboard.press("Enter");
  await expectKeys(page, (await ask(`${CONNECTIONS}&group=${results[0].pk}`))["results"]);
  expect(address(page)).toBe(`/source-connections?group=${results[0].pk}`);
  await expect(box(page, "Group")).toHaveValue("Platform security");
});

test("text typed before the combobox code has loaded is kept", async ({ page, ask }) => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/assets\/filter-combobox-aria-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/authorization-codes");
  await box(page, "Provider").click();
  await page.keyboard.type("Grafana (st");
  await expect(box(page, "Provider")).toHaveValue("Grafana (st");
  await expect(options(page)).toHaveCount(0);
  release();
  await expect(options(page)).toHaveText([/Grafana \(staging\)/]);
  await page.keyboard.type("ag");
  await expect(box(page, "Provider")).toHaveValue("Grafana (stag");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expectKeys(page, (await ask(`${CODES}&provider=2`))["results"]);
});
