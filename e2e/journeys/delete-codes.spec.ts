import type { Page } from "@playwright/test";
import { expectNoFindings } from "../support/axe.ts";
import { address, expectKeys, focused, keys, rowLink, rowLinks } from "../support/locators.ts";
import { expect, STILL, test } from "../support/fixtures.ts";

// A console of its own: the others' rows must stay.
test.use({ flags: [...STILL, "--seed", "5"] });

const CODES = "oauth2/authorization_codes/?ordering=expires,pk";

const bar = (page: Page) => page.getByRole("region", { name: "Selection" });
const struck = (page: Page) => page.locator('tr[data-pk]:has([data-live="gone"])');

test("codes are selected and deleted by keyboard; they stay as lines, and the list goes on", async ({
  page,
  ask,
}) => {
  await page.goto("/authorization-codes");
  await expect(page.locator("[data-select]")).toHaveCount(20);
  const before = await keys(page);
  const [, second = 0, , fourth = 0] = before;
  await rowLink(page, second).focus();
  await page.keyboard.press("Space");
  await rowLink(page, fourth).focus();
  await page.keyboard.press("Shift+Space");
  await expect(bar(page).getByRole("status")).toHaveText("3 selected");
  expect(address(page)).toBe("/authorization-codes");
  await expectNoFindings(page);

  const open = bar(page).getByRole("button", { name: "Delete …" });
  await open.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Delete 3 authorization codes" });
  await expect(dialog.getByRole("listitem").first()).toContainText("cannot be redeemed");
  await expectNoFindings(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(open).toBeFocused();

  await open.press("Enter");
  await page.route(`**/authorization_codes/${second}/`, (route) => route.fulfill({ status: 500 }), {
    times: 1,
  });
  await dialog.getByRole("button", { name: "Delete 3 authorization codes" }).press("Enter");
  await expect(dialog.getByRole("alert")).toContainText(`${second}: The server failed (500)`);
  await expect(dialog.getByRole("status")).toHaveText("2 deleted.");
  await expectNoFindings(page);
  await dialog.getByRole("button", { name: "Retry 1" }).press("Enter");
  await expect(dialog.getByRole("status")).toHaveText("3 deleted.");
  await dialog.getByRole("button", { name: "Done" }).press("Enter");
  await expect(dialog).toHaveCount(0);

  await expect(struck(page)).toHaveCount(3);
  await expect(struck(page).first()).toContainText(/Deleted.*at 12:\d\d:\d\d/);
  await expectNoFindings(page);
  const left = (await ask(CODES))["results"];
  expect(left.map(({ pk }: { pk: number }) => pk)).not.toContain(second);
  await page.reload();
  await expectKeys(page, left);
});

test("by pointer: a range, then all that match, which a typed number has to confirm", async ({
  page,
  ask,
}) => {
  await page.goto("/authorization-codes?provider=9");
  const boxes = page.locator("[data-select]");
  await boxes.nth(2).click();
  await boxes.nth(5).click({ modifiers: ["Shift"] });
  await expect(bar(page).getByRole("status")).toHaveText("4 selected");
  expect(address(page)).toBe("/authorization-codes?provider=9");
  await page.getByRole("checkbox", { name: "Select the authorization codes of this page" }).click();
  await bar(page)
    .getByRole("button", { name: /^Select all \d+ that match provider Legacy CRM/ })
    .click();
  await bar(page).getByRole("button", { name: "Delete …" }).click();
  const dialog = page.getByRole("dialog", { name: /that match$/ });
  const number = dialog.getByRole("textbox", { name: /^Type \d+ to delete them$/ });
  await expectNoFindings(page);
  const { pagination } = await ask("oauth2/authorization_codes/?provider=9&page_size=1");
  await number.fill(String(pagination.count));
  await number.press("Tab");
  await expect(focused(page)).toHaveText(`Delete ${pagination.count} authorization codes`);
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("status")).toHaveText(`${pagination.count} deleted.`);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(struck(page)).toHaveCount(20);
  await page.reload();
  await expect(rowLinks(page)).toHaveCount(0);
  expect((await ask("oauth2/authorization_codes/?provider=9"))["results"]).toEqual([]);
});
