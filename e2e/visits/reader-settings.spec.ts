import type { Locator, Page } from "@playwright/test";
import { browserFlags, findBrowser } from "../support/browser.ts";
import { drawer, keys, pager, rowLink, rowLinks } from "../support/locators.ts";
import { expect, type Fields, STILL, test } from "../support/fixtures.ts";
import { cutTexts, sideways } from "../support/overflow.ts";
import { expectRoom } from "../support/visit.ts";

test.use({ timeline: "auto" });

function style(locator: Locator, property: string, pseudo?: string): Promise<string> {
  return locator.evaluate(
    (element, [name, of]) => getComputedStyle(element, of).getPropertyValue(name),
    [property, pseudo] as const,
  );
}

async function listed(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(rowLinks(page)).toHaveCount(20);
}

test.describe("forced colours", () => {
  test.use({ contextOptions: { forcedColors: "active" } });

  test("what is selected, expired or focused is marked by an outline or border", async ({
    page,
  }) => {
    await listed(page, "/authorization-codes");
    const nav = page.getByRole("navigation", { name: "Lists" }).getByRole("link");
    expect(await style(nav.nth(2), "outline-style")).toBe("solid");
    expect(await style(nav.last(), "outline-style")).toBe("none");
    const current = pager(page).getByRole("link", { name: "1", exact: true });
    expect(await style(current, "border-top-width")).toBe("2px");
    expect(await style(current, "border-top-color")).not.toBe(
      await style(pager(page).getByRole("link", { name: "2", exact: true }), "border-top-color"),
    );

    const expired = page.getByRole("row", { name: /^Expired/ }).first();
    const other = page.getByRole("row", { name: /^Overdue/ }).first();
    const mark = (row: Locator) => row.locator("[data-row-link]");
    const edge = (row: Locator) => style(mark(row), "border-inline-start-width", "::after");
    expect(await edge(expired)).toBe("4px");
    expect(await edge(other)).toBe("0px");
    // Told apart by shape, too, which is drawn in the text's colour.
    const shape = (row: Locator) => style(mark(row), "mask-image", "::before");
    expect(await shape(expired)).not.toBe(await shape(other));
    expect(await style(mark(expired), "background-color", "::before")).toBe(
      await style(mark(expired), "color"),
    );

    const [, second = 0] = await keys(page);
    await rowLink(page, second).click();
    await expect(drawer(page, /^Code for/)).toBeVisible();
    const selected = page.locator("tr[aria-current=true]");
    expect(await style(selected, "outline-style")).toBe("solid");
    expect(await style(expired.and(page.locator(":not([aria-current])")), "outline-style")).toBe(
      "none",
    );
    await page.keyboard.press("Escape");
    await expect(rowLink(page, second)).toBeFocused();
    expect(await style(rowLink(page, second), "outline-style", "::after")).toBe("solid");
  });
});

test.describe("reduced motion", () => {
  for (const reducedMotion of ["reduce", "no-preference"] as const) {
    test(reducedMotion, async ({ page, ask }) => {
      await page.emulateMedia({ reducedMotion });
      await page.route(/oauth2\/authorization_codes\/\?/, () => new Promise(() => {}));
      await page.goto("/authorization-codes");
      await expect(page.getByRole("status", { name: "Loading" })).toBeVisible();
      const running = () => page.evaluate(() => document.getAnimations().length);
      if (reducedMotion === "no-preference") {
        // Otherwise the check with "reduce" would prove nothing.
        await expect.poll(running).toBeGreaterThan(0);
        return;
      }
      // The skeleton is there.
      await page.waitForTimeout(300);
      expect(await running()).toBe(0);
      await page.unrouteAll();
      // The code that expires last: its progress bar is running.
      const { results } = await ask("oauth2/authorization_codes/?ordering=-expires,pk");
      const lasting = results.find(({ expires }: Fields) => expires !== null);
      await listed(page, "/authorization-codes?ordering=-expires");
      await rowLink(page, lasting.pk).click();
      await expect(drawer(page, /^Code for/)).toContainText("left of");
      expect(await running()).toBe(0);
      const moving = await page.evaluate(
        () =>
          [...document.querySelectorAll("*")].filter((element) =>
            [undefined, "::before", "::after"].some((pseudo) => {
              const { transitionDuration, animationName } = getComputedStyle(element, pseudo);
              return parseFloat(transitionDuration) > 0.00001 || animationName !== "none";
            }),
          ).length,
      );
      expect(moving).toBe(0);
    });

    test.describe("a list that is never read whole", () => {
      test.use({ flags: [...STILL, "--rows", "1000"] });

      test(`${reducedMotion}: rows of an earlier question are muted`, async ({ page }) => {
        await page.emulateMedia({ reducedMotion });
        await listed(page, "/authorization-codes?ordering=-pk");
        const status = page.locator("[data-row-link][data-status=valid]").first();
        const colour = await style(status, "color");
        await page.route(
          /oauth2\/authorization_codes\/\?.*ordering=user/,
          () => new Promise(() => {}),
        );
        await page.getByRole("columnheader", { name: /^User/ }).getByRole("button").click();
        await expect.poll(() => style(status, "color")).not.toBe(colour);
        await page.unrouteAll();
      });
    });
  }
});

test("nothing is cut off with the browser's text size at 200 %", async ({
  playwright,
  origin,
  ask,
}) => {
  const browser = await playwright.chromium.launch({
    executablePath: findBrowser(),
    args: [...browserFlags(), "--blink-settings=defaultFontSize=32"],
  });
  const context = await browser.newContext({ baseURL: origin, locale: "en-GB", timezoneId: "UTC" });
  const page = await context.newPage();
  const { results } = await ask("oauth2/authorization_codes/?ordering=expires,pk&page=8");
  for (const [width, height] of [
    [1440, 900],
    [1024, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const path of ["/authorization-codes?page=8", "/source-connections", "/nowhere"]) {
      await page.goto(path);
      if (path === "/nowhere") await expect(page.getByRole("heading")).toBeVisible();
      else await expect(rowLinks(page)).toHaveCount(20);
      await expectRoom(page, `${path} at ${width} px`);
    }
    await page.goto(`/authorization-codes/${results[0].pk}/provider?page=8`);
    await expect(page.getByRole("button", { name: "Copy raw JSON" })).toBeVisible();
    await expectRoom(page, `a drawer at ${width} px`);
  }
  const text = page.getByRole("definition").first();
  expect(await style(text, "font-size")).toBe("28px");
  await browser.close();
});

test.describe("400 % zoom: 320 × 256", () => {
  test.use({ viewport: { width: 320, height: 256 } });

  test("everything fits, one below the other", async ({ page }) => {
    await listed(page, "/authorization-codes");
    await expectRoom(page, "codes");
    expect(await stuck(page)).toEqual([]);
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("link", { name: "Group connections" }).click();
    await expect(rowLinks(page)).toHaveCount(20);
    await expectRoom(page, "connections");
    await page.getByRole("button", { name: "Filters" }).click();
    await expect(page.getByRole("combobox", { name: "Group" })).toBeVisible();
    await expectRoom(page, "filters");
    await page.getByRole("button", { name: /^Show \d/ }).click();
    await pager(page).getByRole("link", { name: "Next page" }).click();
    await expect(pager(page)).toContainText("21–40 of");
    await expect(rowLinks(page).first()).toBeInViewport();

    await rowLinks(page).nth(12).click();
    const heading = page.getByRole("region").getByRole("heading", { level: 2 });
    await expect(heading).toBeFocused();
    await expect(heading).toBeInViewport();
    await expect(page.getByRole("button", { name: "Copy raw JSON" })).toBeVisible();
    await expectRoom(page, "a drawer");
    expect(await stuck(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.locator(":focus")).toHaveAttribute("data-row-link");
    await expect(page.locator(":focus")).toBeInViewport();
  });
});

/** Fixed and sticky elements, which take up viewport height while the rest scrolls. */
function stuck(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => /fixed|sticky/.test(getComputedStyle(element).position))
      .filter((element) => element.getBoundingClientRect().height > 1)
      .filter((element) => element.getBoundingClientRect().width > 1)
      .map((element) => element.outerHTML.slice(0, 100)),
  );
}

test.describe("print", () => {
  test("a list prints all text of its rows, on white, without controls", async ({ page }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    for (const path of ["/authorization-codes?page_size=50", "/source-connections"]) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.emulateMedia({ media: "screen" });
      await page.goto(path);
      await expect(rowLinks(page)).toHaveCount(path.includes("50") ? 50 : 20);
      await page.emulateMedia({ media: "print" });
      // A4 minus its margins.
      await page.setViewportSize({ width: 718, height: 1000 });
      expect(await style(page.locator("html"), "background-color")).toBe("rgb(255, 255, 255)");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("navigation", { name: "Lists" })).toBeHidden();
      await expect(page.getByRole("combobox", { name: "Search" })).toBeHidden();
      await expect(page.getByRole("combobox")).toHaveCount(0);
      await expect(page.getByRole("button", { name: "Refresh" })).toBeHidden();
      await expect(pager(page).getByRole("link")).toHaveCount(0);
      await expect(pager(page)).toContainText("1–");
      expect(await style(page.locator("thead"), "display")).toBe("table-header-group");
      expect(await sideways(page), path).toEqual([]);
      expect(await cutTexts(page, { orShortened: true }), path).toEqual([]);
    }
    // How far away an expiry is does not wrap within itself, however narrow the sheet is.
    await page.emulateMedia({ media: "screen" });
    await page.goto("/access-tokens?status=expired");
    await expect(rowLinks(page)).toHaveCount(20);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 560, height: 1000 });
    const wrapped = await page.locator("td time[data-after]").evaluateAll((times) =>
      times.flatMap(({ previousSibling }) => {
        const range = document.createRange();
        range.selectNodeContents(previousSibling!);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        return lines.size > 1 ? [range.toString()] : [];
      }),
    );
    expect(wrapped).toEqual([]);
    const sheets = (await page.pdf({ format: "A4" })).toString("latin1");
    expect(sheets.split(/\/Type\s*\/Page\b(?!s)/).length - 1).toBeGreaterThan(0);
  });

  test("an open object prints without its list", async ({ page, ask }) => {
    const { results } = await ask("oauth2/authorization_codes/?ordering=expires,pk");
    await page.goto(`/authorization-codes/${results[0].pk}/provider`);
    await page.getByText("Raw JSON", { exact: true }).click();
    await expect(page.getByRole("region", { name: "Raw JSON" })).toBeVisible();
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("heading", { level: 2 })).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toBeHidden();
    await expect(page.getByRole("link", { name: "Close" })).toBeHidden();
    await expect(page.getByRole("button", { name: /^Copy/ })).toHaveCount(0);
    expect(await cutTexts(page, { orShortened: true })).toEqual([]);
  });
});

test("a right-to-left username does not swap places with the name beside it", async ({
  page,
  ask,
}) => {
  const username = "محمد";
  const { results: users } = await ask(`core/users/?username=${encodeURIComponent(username)}`);
  const [{ pk, name }] = users;
  expect(name).not.toBe(username);
  await page.goto(`/authorization-codes?user=${pk}`);
  await expect(rowLinks(page)).not.toHaveCount(0);
  const cell = page.getByRole("row").nth(1).getByRole("cell").nth(1);
  const box = (text: string) => cell.getByText(text, { exact: true }).boundingBox();
  const [first, second] = [await box(name), await box(username)];
  expect((first?.x ?? 0) + (first?.width ?? 0)).toBeLessThanOrEqual(second?.x ?? 0);
  await rowLinks(page).first().click();
  await expect(drawer(page, /^Code for/).getByRole("heading", { level: 2 })).toHaveText(
    new RegExp(`^Code for ${name} to `),
  );
});
