import type { Locator, Page } from "@playwright/test";
import { address, drawer, focused, keys, rowLink, rowLinks } from "../support/locators.ts";
import { expect, type Fields, test } from "../support/fixtures.ts";

const CODES = "oauth2/authorization_codes/?ordering=expires,pk";

/** Moves focus with Tab, as a keyboard user would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error("not to be reached with Tab");
}

test("a code is opened, stepped through and closed by keyboard alone", async ({ page }) => {
  await page.goto("/authorization-codes");
  await expect(rowLinks(page)).toHaveCount(20);
  const [first = 0, second = 0] = await keys(page);
  await page.keyboard.press("Tab");
  await expect(focused(page)).toHaveText("Skip to content");
  await page.keyboard.press("Enter");
  await tabTo(page, rowLink(page, first));
  await page.keyboard.press("Enter");
  await expect(focused(page)).toHaveRole("heading");
  await expect(focused(page)).toHaveText(/^Code for/);
  expect(address(page)).toBe(`/authorization-codes/${first}`);

  const open = drawer(page, /^Code for/);
  await expect(open.getByRole("link", { name: "Previous" })).toBeDisabled();
  await tabTo(page, open.getByRole("link", { name: "Next" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/authorization-codes/${second}`);
  await expect(focused(page)).toHaveRole("heading");

  await page.keyboard.press("Escape");
  await expect(page).toHaveURL("/authorization-codes");
  await expect(focused(page)).toHaveAccessibleName(new RegExp(`authorization code ${second} `));
});

test("a deep link to a user's nested group opens cold", async ({ page, ask }) => {
  const { code, group } = await withNestedGroup(ask);
  const path = `/authorization-codes/${code.pk}/user/groups/${group.pk}`;
  await page.goto(`${path}?ordering=-pk`);
  const open = drawer(page, group.name);
  await expect(open).toBeVisible();
  await expect(open.getByRole("heading", { level: 2 })).toBeFocused();
  const parent = await ask(`core/groups/${group.parents[0]}/?include_users=false`);
  // Labelled by name, or by id where the response does not contain the name.
  const link = (name: string) => open.getByRole("link", { name });
  await link(parent["name"]).or(link(parent["pk"])).first().click();
  await expect(drawer(page, parent["name"])).toBeVisible();
  expect(address(page)).toBe(`${path}/parents/${parent["pk"]}?ordering=-pk`);

  const crumbs = page.getByRole("navigation", { name: "Breadcrumbs" });
  await crumbs.getByRole("link", { name: "User" }).click();
  await expect(drawer(page, code.user.name)).toBeVisible();
  await crumbs.getByRole("link", { name: String(code.pk) }).click();
  await expect(drawer(page, /^Code for/)).toBeVisible();
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await expect(drawer(page, group.name)).toBeVisible();
});

test("copying gives what is shown, without secrets", async ({ page, context, ask }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { results } = await ask(CODES);
  const [{ pk }] = results;
  await page.goto(`/authorization-codes/${pk}/provider`);
  const open = page.getByRole("region").filter({ hasText: "Client secret" });
  await open.getByRole("button", { name: "Copy raw JSON" }).click();
  await expect(open.getByText("Copied", { exact: true })).toBeVisible();
  const copied = JSON.parse(await pasted(page)) as Fields;
  expect(copied["client_secret"]).toBe("[withheld]");
  expect(copied["pk"]).toBe(results[0].provider.pk);
  await open.getByRole("button", { name: "Copy Client ID" }).click();
  await expect.poll(() => pasted(page)).toBe(results[0].provider.client_id);
});

test("Ctrl+click and middle click open a row in a new tab", async ({ page, context }) => {
  await page.goto("/authorization-codes?ordering=-pk");
  const how = [{ modifiers: ["ControlOrMeta" as const] }, { button: "middle" as const }];
  for (const click of how) {
    const opened = context.waitForEvent("page");
    await rowLinks(page).nth(1).click(click);
    const tab = await opened;
    await expect(drawer(tab, /^Code for/)).toBeVisible();
    await expect(tab).toHaveURL(/\/authorization-codes\/\d+\?ordering=-pk$/);
    await expect(drawer(page, /^Code for/)).toHaveCount(0);
  }
});

/** A code on the first page whose user is in a group that has a parent. */
async function withNestedGroup(ask: (path: string) => Promise<Fields>) {
  const { results } = await ask(CODES);
  for (const code of results) {
    for (const pk of code.user.groups) {
      const group = await ask(`core/groups/${pk}/?include_users=false`);
      if (group["parents"].length > 0) return { code, group };
    }
  }
  throw new Error("no code on the first page has such a user");
}

/** The clipboard's text, read by pasting it: the page may not read the clipboard. */
async function pasted(page: Page): Promise<string> {
  await page.evaluate(() => {
    const field = document.createElement("textarea");
    field.id = "pasted";
    document.body.append(field);
    field.focus();
  });
  await page.keyboard.press("ControlOrMeta+V");
  return page.evaluate(() => {
    const field = document.querySelector<HTMLTextAreaElement>("#pasted");
    field?.remove();
    return field?.value ?? "";
  });
}
