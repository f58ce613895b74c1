import type { Page } from "@playwright/test";
import { expectNoFindings } from "../support/axe.ts";
import { address, focused, rowLinks } from "../support/locators.ts";
import { expect, type Fields, STILL, test } from "../support/fixtures.ts";

const box = (page: Page) => page.getByRole("combobox", { name: "Search" });
const options = (page: Page) => page.getByRole("listbox").getByRole("option");

test("codes are searched by scope with the keyboard alone", async ({ page, ask }) => {
  await page.goto("/authorization-codes");
  await expect(rowLinks(page)).toHaveCount(20);
  await box(page).focus();
  await page.keyboard.type("sc");
  await expect(options(page)).toHaveText([/^scope:/]);
  await expect(box(page)).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowDown");
  await expect(box(page)).toHaveAttribute("aria-activedescendant", /./);
  const active = await box(page).getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${active ?? ""}"]`)).toHaveRole("option");
  await page.keyboard.press("Tab");
  await expect(box(page)).toHaveValue("scope:");
  await page.keyboard.type("off");
  await expect(options(page)).toHaveText(["scope:offline_access"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(box(page)).toHaveValue("scope:offline_access ");
  await expect(page.getByText("Searched all 312 codes")).toBeVisible();

  const rows: Fields[] = [];
  for (const number of [1, 2, 3, 4]) {
    const { results } = await ask(
      `oauth2/authorization_codes/?ordering=expires,pk&page_size=100&page=${number}`,
    );
    rows.push(...results);
  }
  const hits = rows.filter(({ scope }) => scope.includes("offline_access"));
  await expect(page.getByRole("navigation", { name: "Pages" })).toContainText(`of ${hits.length}`);
  expect(address(page)).toBe("/authorization-codes?search=scope:offline_access");
  await expect(page.locator("td mark").first()).toHaveText("offline_access");
  await expect(focused(page)).toHaveAccessibleName("Search");

  // Escape closes the list first, then clears.
  await page.keyboard.type("s");
  await expect(options(page).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(options(page)).toHaveCount(0);
  await expect(box(page)).not.toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(box(page)).toHaveValue("");
  await expect(page).toHaveURL("/authorization-codes");
});

test("search mistakes are marked, the rest is searched, and the syntax is explained", async ({
  page,
}) => {
  await page.goto("/authorization-codes?search=usr:x openid");
  const wrong = page.getByText("“usr” is not a field of this list");
  await expect(wrong).toBeVisible();
  await expect(box(page)).toHaveAttribute("aria-invalid", "true");
  await expect(box(page)).toHaveAccessibleDescription(/“usr” is not a field/);
  await expect(page.locator("form mark")).toHaveText("usr:x");
  await expect(rowLinks(page)).toHaveCount(20);
  await page.getByRole("button", { name: "How to search" }).click();
  await expect(page.getByRole("heading", { name: "How to search" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "How to search" })).toBeHidden();
  await expectNoFindings(page);
});

test("a match outside the columns is named in its row", async ({ page }) => {
  await page.goto("/authorization-codes?search=user:@");
  await expect(rowLinks(page).first()).toBeVisible();
  await expect(page.getByRole("row").nth(3)).toContainText("e-mail:");
  await expect(page.locator("td mark").first()).toHaveText("@");
});

for (const width of [1024, 390]) {
  test(`a match at the end of a value that is cut is in sight at ${width} px`, async ({
    page,
    ask,
  }) => {
    const connections = await ask("sources/group_connections/oauth/?page_size=100");
    const isUuid = ({ identifier }: Fields) => /^[\da-f-]{36}$/.test(identifier);
    const end: string = connections.results.find(isUuid).identifier.slice(-12);
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`/source-connections?search=identifier:${end}`);
    const mark = page.locator("td mark");
    await expect(mark).toHaveText(end);
    await expect.poll(() => mark.evaluate(isInSight)).toBe(true);
  });
}

/** Whether an element lies within all that cuts it. */
function isInSight(element: Element): boolean {
  const { left, right } = element.getBoundingClientRect();
  for (let box = element.parentElement; box !== null; box = box.parentElement) {
    const bounds = box.getBoundingClientRect();
    const cuts = getComputedStyle(box).overflowX === "hidden";
    if (cuts && (left < bounds.left || right > bounds.right)) return false;
  }
  return true;
}

test("on a phone, matches are marked and nothing scrolls horizontally", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/authorization-codes?search=scope:email");
  await expect(rowLinks(page)).toHaveCount(20);
  await expect(page.getByRole("row").nth(1).locator("mark:visible")).toHaveText("email");
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(sideways).toBe(false);
});

test.describe("5,000 codes, with the latency of a real authentik", () => {
  test.use({ flags: [...STILL, "--rows", "5000", "--latency", "real"] });

  test("a scan shows matches as it finds them, can be cancelled halfway, and resumes", async ({
    page,
  }) => {
    await page.goto("/authorization-codes?search=scope:email");
    const cancel = page.getByRole("button", { name: "Cancel" });
    await expect(rowLinks(page).first()).toBeVisible();
    await expect(page.getByText(/^So far searched/)).toBeVisible();
    await cancel.click();
    await expect(page.getByText(/^Only .* codes searched/)).toBeVisible();
    await expect(cancel).toHaveCount(0);
    const rows = await rowLinks(page).count();
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText(/^So far searched/)).toBeVisible();
    await expect.poll(() => rowLinks(page).count()).toBeGreaterThanOrEqual(rows);
  });
});
