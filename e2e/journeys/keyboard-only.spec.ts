import type { Page } from "@playwright/test";
import {
  address,
  drawer,
  expectKeys,
  focused,
  keys,
  pager,
  rowLink,
  rowLinks,
} from "../support/locators.ts";
import { expectNoFindings } from "../support/axe.ts";
import { expect, test } from "../support/fixtures.ts";
import { focusSeen, type Stop, tab } from "../support/focus-stops.ts";

test.use({ timeline: "auto" });

const CODES = "oauth2/authorization_codes/?ordering=expires,pk";

/** Presses Tab until the wanted element has focus; at each stop on the way, focus must be visible. */
async function tabTo(page: Page, name: RegExp | string, key = "Tab"): Promise<Stop> {
  const passed: string[] = [];
  for (let presses = 0; presses < 110; presses++) {
    const stop = await tab(page, key);
    if (stop !== null && (typeof name === "string" ? stop.name === name : name.test(stop.name))) {
      return stop;
    }
    passed.push(stop?.name ?? "(out of the page)");
  }
  throw new Error(`not reached: ${String(name)}; passed ${passed.join(", ")}`);
}

/** Without counts, which change, and without the sort note shown until the list is fully loaded. */
function plain(name: string): string {
  return name.replace(/^\d+ (?=codes|valid|expired|never)| in order of creation$/, "");
}

/** Tab stops in page order, without the headers that become sortable only once the list is fully loaded. */
function always(names: readonly string[]): string[] {
  return names.filter((name, index) => {
    if (name === "Status") return names[index + 1] === "Expiry";
    return name !== "Scopes" && name !== "Issued UTC";
  });
}

for (const width of [1440, 390]) {
  test(`the way through the page at ${width} px, there and back`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/authorization-codes");
    await expect(rowLinks(page)).toHaveCount(20);
    await page.waitForLoadState("networkidle");
    // What makes all rows one stop comes after them.
    await expect(page.locator("[data-opens=shortcuts]")).toBeAttached();
    const stops: Stop[] = [];
    for (;;) {
      const stop = await tab(page);
      // After the last stop, focus moves to the browser's own controls.
      if (stop === null || (stops.length > 0 && stop.name === stops[0]?.name)) break;
      stops.push(stop);
      expect(stops.length).toBeLessThan(140);
    }
    const names = always(stops.map(({ name }) => plain(name)));
    const counts = ["codes", "valid", "expired", "never expire"];
    const wide = [
      "Skip to content",
      "Overview",
      "Sign-ins",
      "Authorization codes",
      "Access tokens",
      "Refresh tokens",
      "User connections",
      "Group connections",
      "Sources",
      "Same identity",
      "Commands",
      "Keyboard",
      "Theme",
      "Times",
      "Views",
      "Export",
      "Copy link",
      "Live",
      "Refresh every",
      "Refresh",
      "Search",
      "How to search",
      "Provider",
      "User",
      "Status",
      "Expiry",
      "Columns",
      ...counts,
      "Timeline",
      "As a table",
      "Expires from",
      "Expires before",
      "Select the authorization codes of this page",
      "User",
      "Provider",
      "Expires UTC",
      "ID",
    ];
    const narrow = [
      "Skip to content",
      "Menu",
      "Filters",
      ...counts,
      "Timeline",
      ...wide.slice(-4, -1),
    ];
    const before = [...(width === 1440 ? wide : narrow), "Hide 2 overdue codes"];
    expect(names.slice(0, before.length)).toEqual(before);
    // All rows are one stop.
    expect(names[before.length]).toMatch(/authorization code \d+ for/);
    const after = names.slice(before.length + 1);
    expect(after).toEqual(
      width === 1440
        ? ["Rows", "1", "2", "3", "4", "5", "16", "Next page", "Last page"]
        : ["1", "2", "3", "16", "Next page"],
    );

    const back: string[] = [];
    for (;;) {
      const stop = await tab(page, "Shift+Tab");
      if (stop === null) continue;
      back.push(stop.name);
      if (stop.name === "Skip to content") break;
      expect(back.length).toBeLessThan(140);
    }
    // Counts may have changed as codes expired.
    const forward = always(back.toReversed().map(plain));
    expect(forward.slice(0, names.length - 1)).toEqual(names.slice(0, -1));
  });
}

test("a filtered, sorted list is reached by keyboard from a fresh page", async ({ page, ask }) => {
  await page.goto("/source-connections");
  await expect(rowLinks(page)).toHaveCount(20);
  expect((await tab(page))?.name).toBe("Skip to content");
  await tabTo(page, "Authorization codes");
  await page.keyboard.press("Enter");
  await expectKeys(page, (await ask(CODES))["results"]);

  await tabTo(page, "Search");
  await page.keyboard.type("kiosk");
  await expect(page.getByRole("button", { name: /Grafana kiosk/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expectKeys(page, (await ask(CODES))["results"]);

  await tabTo(page, "Provider");
  await page.keyboard.press("ArrowDown");
  const options = page.getByRole("listbox").getByRole("option");
  await expect(options.first()).toBeVisible();
  await page.keyboard.type("Legacy");
  await expect(options.filter({ hasText: "Legacy CRM" })).toHaveCount(1);
  await expect(options).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await expect(focused(page)).toHaveAttribute("aria-activedescendant", /./);
  await page.keyboard.press("Enter");
  await expectKeys(page, (await ask(`${CODES}&provider=9`))["results"]);
  expect((await focusSeen(page))?.name).toBe("Provider");

  await tabTo(page, "ID");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/authorization-codes?provider=9&ordering=pk");
  await page.keyboard.press("Space");
  await expect(page).toHaveURL("/authorization-codes?provider=9&ordering=-pk");
  expect((await focusSeen(page))?.name).toBe("ID");

  await tabTo(page, "Remove filter Provider", "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/authorization-codes?ordering=-pk");
  expect((await focusSeen(page))?.name).toBe("Provider");

  await tabTo(page, "Next page");
  await page.keyboard.press("Enter");
  await expect(pager(page)).toContainText("21–40 of");
  expect(await focusSeen(page)).not.toBeNull();
});

test("Escape and Tab close a filter's open listbox", async ({ page }) => {
  await page.goto("/authorization-codes");
  await expect(rowLinks(page)).toHaveCount(20);
  const list = page.getByRole("listbox");
  await tabTo(page, "Provider");
  await page.keyboard.press("ArrowDown");
  await expect(list.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toHaveCount(0);
  expect((await focusSeen(page))?.name).toBe("Provider");
  // As in a native select, Tab would pick the option highlighted with the arrow keys; here none is.
  await page.keyboard.type("Legacy");
  await expect(list.getByRole("option").first()).toBeVisible();
  expect((await tab(page))?.name).toBe("User");
  await expect(list).toHaveCount(0);
  await expect(page).toHaveURL("/authorization-codes");
});

test("a code, its neighbours and its provider are visited, and focus returns to the row", async ({
  page,
}) => {
  await page.goto("/authorization-codes?ordering=-pk");
  await expect(rowLinks(page)).toHaveCount(20);
  const [first = 0, second = 0] = await keys(page);
  await tabTo(page, new RegExp(`authorization code ${first} `));
  await page.keyboard.press("Enter");
  const open = drawer(page, /^Code for/);
  await expect(open.getByRole("heading", { level: 2 })).toBeFocused();
  await focusSeen(page);

  await tabTo(page, "Next ↓");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/authorization-codes/${second}?ordering=-pk`);
  await expect(open.getByRole("heading", { level: 2 })).toBeFocused();
  await tabTo(page, "↑ Previous");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/authorization-codes/${first}?ordering=-pk`);
  await expect(open.getByRole("heading", { level: 2 })).toBeFocused();

  const provider = open.getByRole("definition").getByRole("link").nth(1);
  await tabTo(page, (await provider.textContent()) ?? "");
  await page.keyboard.press("Enter");
  expect(address(page)).toBe(`/authorization-codes/${first}/provider?ordering=-pk`);
  await expect(focused(page)).toHaveRole("heading");
  await focusSeen(page);
  await tabTo(page, "Raw JSON");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Raw JSON" })).toBeVisible();
  await tabTo(page, String(first), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(open.getByRole("heading", { level: 2 })).toBeFocused();
  await tabTo(page, "Close");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/authorization-codes?ordering=-pk");
  await expect(rowLink(page, first)).toBeFocused();
  await focusSeen(page);
});

test("shortcuts lead through the list, and the palette to an object", async ({ page, ask }) => {
  await page.goto("/authorization-codes?ordering=-pk");
  await expect(rowLinks(page)).toHaveCount(20);
  await expect(page.locator("[data-opens=shortcuts]")).toBeAttached();
  const [first = 0, second = 0] = await keys(page);
  await page.keyboard.press("j");
  await expect(rowLink(page, first)).toBeFocused();
  await page.keyboard.press("j");
  await expect(rowLink(page, second)).toBeFocused();
  await focusSeen(page);
  await page.keyboard.press("ArrowRight");
  await expect(focused(page)).toHaveAttribute("href", /\/user\?/);
  await page.keyboard.press("k");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/authorization-codes/${first}?ordering=-pk`);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL("/authorization-codes?ordering=-pk");
  await page.keyboard.press("]");
  await expect(pager(page)).toContainText("21–40 of");

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await expectNoFindings(page);
  await page.keyboard.press("Escape");

  const { results } = await ask("core/users/?search=carlos");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: /^Page, view, action/ })).toBeFocused();
  await page.keyboard.type("carlos");
  await expect(page.getByRole("dialog").getByRole("option", { selected: true })).toContainText(
    "arlos",
  );
  await expectNoFindings(page);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/authorization-codes?user=${results[0].pk}`);
});

test("theme, refresh and dismissing a notice work by keyboard", async ({ page }) => {
  await page.goto("/authorization-codes?page=abc");
  await expect(rowLinks(page)).toHaveCount(20);
  await tabTo(page, "Theme");
  await page.keyboard.type("Dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await tabTo(page, "Refresh");
  const asked = page.waitForRequest(/oauth2\/authorization_codes\/\?/);
  await page.keyboard.press("Enter");
  await asked;
  await tabTo(page, "Dismiss");
  await page.keyboard.press("Space");
  await expect(page.getByText("Removed from the address")).toHaveCount(0);
});
