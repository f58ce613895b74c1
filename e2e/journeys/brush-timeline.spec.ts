import type { Page } from "@playwright/test";
import { expectNoFindings } from "../support/axe.ts";
import { address, pager, rowLinks } from "../support/locators.ts";
import { expect, type Fields, test } from "../support/fixtures.ts";
import { sideways } from "../support/overflow.ts";

test.use({ timeline: "auto" });

const CODES = "oauth2/authorization_codes/";

const timeline = (page: Page) => page.getByRole("region", { name: "Timeline" });
const slider = (page: Page, name: string) => timeline(page).getByRole("slider", { name });
const brush = (page: Page) => timeline(page).getByRole("group", { name: "Range of expiry times" });
const range = (page: Page) => {
  const params = new URL(page.url()).searchParams;
  return {
    from: Date.parse(params.get("expires_after") ?? "") || -Infinity,
    to: Date.parse(params.get("expires_before") ?? "") || Infinity,
  };
};

type Ask = (path: string) => Promise<Fields>;

/** Counts the codes that expire within the URL's range by reading every page. */
async function countIn(page: Page, ask: Ask): Promise<number> {
  const { from, to } = range(page);
  let count = 0;
  for (let number = 1; ; number += 1) {
    const { results, pagination } = await ask(`${CODES}?ordering=pk&page_size=100&page=${number}`);
    const times = results.map(({ expires }: Fields) => Date.parse(expires ?? ""));
    count += times.filter((time: number) => time >= from && time < to).length;
    if (pagination.next === 0) return count;
  }
}

test("a range is selected and changed with the pointer, and Back undoes the change", async ({
  page,
  ask,
}) => {
  await page.goto("/authorization-codes");
  await expect(slider(page, "Expires from")).toBeVisible();
  const box = (await brush(page).boundingBox())!;
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;
  await page.mouse.move(...at(0.25));
  await page.mouse.down();
  await page.mouse.move(...at(0.4));
  // Only a draft until the pointer is released.
  expect(address(page)).toBe("/authorization-codes");
  await page.mouse.move(...at(0.55));
  await page.mouse.up();
  await expect(page).toHaveURL(/expires_after=.*expires_before=/);
  const count = await countIn(page, ask);
  expect(count).toBeGreaterThan(0);
  await expect(pager(page)).toContainText(`of ${count}`);
  await expect(timeline(page)).toContainText(`${count} code`);

  const shown = address(page);
  const handle = (await slider(page, "Expires before").boundingBox())!;
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width, handle.y);
  await page.mouse.up();
  await expect(page).not.toHaveURL(/expires_before=/);
  await expect(pager(page)).toContainText(`of ${await countIn(page, ask)}`);

  await page.goBack();
  expect(address(page)).toBe(shown);
  await expect(pager(page)).toContainText(`of ${count}`);
  await timeline(page).getByRole("button", { name: "Clear range" }).click();
  await expect(pager(page)).toContainText("of 312");
  expect(address(page)).toBe("/authorization-codes");
});

test("a range is selected by keyboard", async ({ page, ask }) => {
  await page.goto("/authorization-codes");
  await slider(page, "Expires before").focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Shift+Tab");
  await expect(slider(page, "Expires from")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/expires_after=.*expires_before=/);
  await expect(pager(page)).toContainText(`of ${await countIn(page, ask)}`);
  await expect(slider(page, "Expires from")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(pager(page)).toContainText("of 312");
});

test("in the table view, each count links to its codes", async ({ page }) => {
  await page.goto("/authorization-codes");
  await timeline(page).getByRole("button", { name: "As a table" }).click();
  // On a phone the timeline is folded; that has its own test.
  await expectNoFindings(page, { widths: [1440] });
  const link = timeline(page).getByRole("row").nth(3).getByRole("link");
  const count = await link.innerText();
  await link.click();
  await expect(pager(page)).toContainText(`of ${count}`);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the timeline is folded until opened, and still open after a reload", async ({
    page,
    ask,
  }) => {
    await page.goto("/authorization-codes");
    await expect(rowLinks(page)).toHaveCount(20);
    await expect(brush(page)).toBeHidden();
    await timeline(page).getByRole("button", { name: "Timeline" }).click();
    await expect(brush(page)).toBeVisible();
    expect(await sideways(page)).toEqual([]);
    const box = (await brush(page).boundingBox())!;
    await page.touchscreen.tap(box.x + box.width * 0.2, box.y + box.height / 2);
    await expect(page).toHaveURL(/expires_after=.*expires_before=/);
    const count = await countIn(page, ask);
    await expect(timeline(page)).toContainText(`${count} code`);
    await page.reload();
    await expect(brush(page)).toBeVisible();
    await expect(timeline(page)).toContainText(`${count} code`);
    await expectNoFindings(page, { widths: [390] });
  });
});

test.describe("reduced motion and forced colours", () => {
  test.use({ contextOptions: { forcedColors: "active", reducedMotion: "reduce" } });

  test("past and future bars differ without colour, and nothing is animated", async ({ page }) => {
    await page.goto("/authorization-codes");
    await expect(brush(page)).toBeVisible();
    const fills = await brush(page)
      .locator("[data-bin] svg rect")
      .evaluateAll((bars) => bars.map((bar) => getComputedStyle(bar).fill));
    expect(new Set(fills).size).toBe(2);
    expect(fills.filter((fill) => fill.startsWith("url(")).length).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});
