import type { Locator, Page } from "@playwright/test";
import { expectNoFindings } from "../support/axe.ts";
import { address, expectKeys, focused, keys, rowLink, rowLinks } from "../support/locators.ts";
import { expect, type Fields, test } from "../support/fixtures.ts";

const CODES = "oauth2/authorization_codes/?ordering=expires,pk";

const menu = (page: Page) => page.getByRole("menu");
const button = (page: Page, pk: number) =>
  page.getByRole("button", { name: `Actions for authorization code ${pk}` });
const action = (page: Page, name: string) => menu(page).getByRole("menuitem", { name });

async function third(page: Page, ask: (path: string) => Promise<Fields>): Promise<Fields> {
  await page.goto("/authorization-codes");
  await expect(rowLinks(page)).toHaveCount(20);
  return (await ask(CODES))["results"][2];
}

for (const width of [1440, 390]) {
  test(`${width} px wide: by keyboard, by pointer, and what it copies and opens`, async ({
    page,
    ask,
    context,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.setViewportSize({ width, height: 844 });
    const { pk, user, provider } = await third(page, ask);

    // From a row's link into the menu and back, then to one user's codes.
    await rowLink(page, pk).focus();
    await page.keyboard.press("Shift+F10");
    await expect(menu(page)).toBeVisible();
    await expect(focused(page)).toHaveText("Only this user");
    await page.keyboard.press("Escape");
    await expect(menu(page)).toHaveCount(0);
    await expect(rowLink(page, pk)).toBeFocused();
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("ArrowRight");
    await expect(button(page, pk)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(focused(page)).toHaveText("Only this user");
    await page.keyboard.press("End");
    await expect(focused(page)).toHaveText("Delete …");
    await page.keyboard.press("ArrowDown");
    await expect(focused(page)).toHaveText("Only this user");
    await page.keyboard.press("Enter");
    await expect(menu(page)).toHaveCount(0);
    expect(address(page)).toBe(`/authorization-codes?user=${user.pk}`);
    await expectKeys(page, (await ask(`${CODES}&user=${user.pk}`))["results"]);
    await expect(focused(page)).toHaveText("Authorization codes");
    await page.goBack();
    await expectKeys(page, (await ask(CODES))["results"]);

    // Escape or a second click on the button closes the menu, as does a click elsewhere; the menu fits the viewport.
    const last = (await keys(page)).at(-1) ?? 0;
    await rowLink(page, last).scrollIntoViewIfNeeded();
    for (const one of [last, pk]) {
      await button(page, one).click();
      await expect(action(page, "Only this user")).toBeFocused();
      // Where there is less room than it needs, it scrolls in its popover.
      const box = await page
        .locator("[popover]")
        .filter({ has: menu(page) })
        .boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844);
      // On a phone it is a sheet, which may lie over the button.
      if (width === 390) {
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeCloseTo(844, 0);
        await page.keyboard.press("Escape");
      } else await button(page, one).click();
      await expect(menu(page)).toHaveCount(0);
      await expect(button(page, one)).toHaveAttribute("aria-expanded", "false");
    }
    await button(page, pk).click();
    await expect(menu(page)).toBeVisible();
    // On a phone the menu may cover everything on one side of its row.
    const top = (await menu(page).boundingBox())?.y ?? 0;
    await page.mouse.click(150, top > 60 ? 20 : 800);
    await expect(menu(page)).toHaveCount(0);

    // Open leads to the drawer, Copy to the clipboard.
    await button(page, pk).click();
    await action(page, "Copy username").click();
    await expect(page.getByText("The username is copied.")).toBeVisible();
    await action(page, "Open user").click();
    expect(address(page)).toBe(`/authorization-codes/${pk}/user`);
    await expect(focused(page)).toHaveRole("heading");
    await page.goBack();

    await button(page, pk).click();
    await action(page, "Only this provider").click();
    expect(address(page)).toBe(`/authorization-codes?provider=${provider.pk}`);
  });
}

test("axe finds nothing in an open menu", async ({ page, ask }) => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const { pk } = await third(page, ask);
    await button(page, pk).click();
    await expect(action(page, "Only this user")).toBeFocused();
    await expectNoFindings(page, { widths: [width] });
  }
});

test.describe("with a fake clock", () => {
  test.use({ isolated: true });

  test("auto-refresh pauses while the menu is open", async ({ page, ask }) => {
    await page.clock.install();
    const { pk } = await third(page, ask);
    // Requests that follow the first rows are not refreshes.
    await expect(page.getByRole("navigation", { name: "Codes by expiry time" })).toBeVisible();
    await page.waitForLoadState("networkidle");
    await page.getByRole("combobox", { name: "Refresh every" }).selectOption("10");
    await button(page, pk).click();
    await expect(menu(page)).toBeVisible();
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("authorization_codes")) asked.push(request.url());
    });
    await page.clock.runFor(25_000);
    expect(asked).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(menu(page)).toHaveCount(0);
    await page.clock.runFor(11_000);
    await expect.poll(() => asked.length).toBeGreaterThan(0);
  });
});

test("the broken client's codes are excluded by keyboard, and Back brings them back", async ({
  page,
  ask,
}) => {
  await page.goto("/authorization-codes");
  const all = await everyCode(ask);
  await expectKeys(page, all.slice(0, 20));
  const { pk = 0 } = all.find(({ provider }) => provider.name === "Legacy CRM") ?? {};
  await rowLink(page, pk).focus();
  await page.keyboard.press("Shift+F10");
  await expect(focused(page)).toHaveText("Only this user");
  const wanted = menu(page).getByRole("menuitem", { name: "Exclude this provider" });
  for (let presses = 0; !(await isFocused(wanted)); presses += 1) {
    expect(presses).toBeLessThan(10);
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  expect(address(page)).toBe("/authorization-codes?exclude_provider=9");
  const left = all.filter(({ provider }) => provider.pk !== 9);
  await expectKeys(page, left.slice(0, 20));
  await expect(focused(page)).toHaveText("Authorization codes");
  // Filtered from the fully loaded list, or, on a busy machine, before it is loaded.
  const { length } = all;
  await expect(
    page.getByText(new RegExp(`^(Read all ${length}|${left.length} of ${length}) codes, as of `)),
  ).toBeVisible();
  const counts = page.getByRole("navigation", { name: "Codes by expiry time" });
  await expect(counts).toContainText(`${left.length} codes: `);
  const remove = page.getByRole("button", { name: "Stop excluding provider Legacy CRM" });
  await expect(remove).toBeVisible();
  await expectNoFindings(page);
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.goBack();
  await expectKeys(page, all.slice(0, 20));
  await expect(remove).toHaveCount(0);
  await page.goForward();
  await expectKeys(page, left.slice(0, 20));
  await remove.focus();
  await page.keyboard.press("Enter");
  expect(address(page)).toBe("/authorization-codes");
  await expect(focused(page)).toHaveText("Authorization codes");
  await expectKeys(page, all.slice(0, 20));
});

type Code = { pk: number; provider: { pk: number; name: string } };

async function everyCode(ask: (path: string) => Promise<Fields>): Promise<Code[]> {
  const codes: Code[] = [];
  for (let next = 1; next !== 0;) {
    const { results, pagination } = await ask(`${CODES}&page_size=100&page=${next}`);
    codes.push(...(results as Code[]));
    next = pagination.next;
  }
  return codes;
}

const isFocused = (element: Locator) =>
  element.evaluate((one) => one === one.ownerDocument.activeElement);
