import type { Page } from "@playwright/test";
import { expectNoFindings } from "../support/axe.ts";
import {
  address,
  focused,
  keys,
  pager,
  rowLink,
  rowLinks,
  sortButton,
} from "../support/locators.ts";
import { type Fields, expect, test } from "../support/fixtures.ts";
import { tab } from "../support/focus-stops.ts";

const CODES = "oauth2/authorization_codes/";

const status = (page: Page) => page.getByRole("combobox", { name: "Status" });
const counts = (page: Page) => page.getByRole("navigation", { name: "Codes by expiry time" });

/** All codes that match a filter, ordered by expiry. */
async function all(ask: (path: string) => Promise<Fields>, filter = ""): Promise<Fields[]> {
  const rows: Fields[] = [];
  for (let number = 1; ; number += 1) {
    const query = `ordering=expires,pk&page_size=100&page=${number}${filter}`;
    const { results, pagination } = await ask(`${CODES}?${query}`);
    rows.push(...(results as Fields[]));
    if (pagination.next === 0) return rows;
  }
}

const pks = (rows: readonly Fields[]) => rows.map(({ pk }) => Number(pk));
const byUserKey = (a: Fields, b: Fields) => a["user"].pk - b["user"].pk || a["pk"] - b["pk"];
const { compare } = new Intl.Collator("en-GB", { numeric: true });
/** The order of a fully loaded list: by the displayed name. */
const byUser = ({ user: a, pk }: Fields, { user: b, pk: other }: Fields) =>
  compare(a.name || a.username, b.name || b.username) || pk - other;

/** Presses Tab until an element with that name has focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    const stop = await tab(page);
    if (stop?.name === name) return;
  }
  throw new Error(`nothing named ${name} is reached`);
}

/** Expects the earliest-expiring rows, none of them valid or expiring. Returns the rows shown. */
async function expectExpired(page: Page, rows: readonly Fields[]): Promise<Fields[]> {
  await expect(
    page.getByText(/^(Sorted by expiry on the server; )?\d+ of \d+ codes, as of /),
  ).toBeVisible();
  const shown = await keys(page);
  expect(shown.length).toBeGreaterThan(0);
  const first = rows.slice(0, shown.length);
  expect(shown).toEqual(pks(first));
  await expect(page.getByRole("cell", { name: /^(Valid|Expiring)/ })).toHaveCount(0);
  return first;
}

test("one provider's expired codes are sorted by user, one is opened, and Back undoes each step", async ({
  page,
  ask,
}) => {
  await page.goto("/authorization-codes?provider=9&page_size=100");
  await expect(rowLinks(page)).toHaveCount(
    (await ask(`${CODES}?provider=9&page_size=100`))["results"].length,
  );
  await status(page).selectOption("Expired");
  expect(address(page)).toBe("/authorization-codes?provider=9&page_size=100&status=expired");
  const expired = await expectExpired(page, await all(ask, "&provider=9"));

  await sortButton(page, "User").click();
  await expect(
    page.getByText(/^(\d+ of \d+ codes|Loaded all \d+ codes and sorted here), as of /),
  ).toBeVisible();
  const known = new Set(pks(expired));
  const sorted = async () => (await keys(page)).filter((pk) => known.has(pk));
  // A busy machine does not load the list in full; then it is sorted as the server sorts.
  const isWhole = async () => (await sortButton(page, "User").textContent()) === "User";
  await expect(async () => {
    const order = (await isWhole()) ? byUser : byUserKey;
    expect(await sorted()).toEqual(pks(expired.toSorted(order)));
  }).toPass();
  const shown = await keys(page);

  await rowLink(page, shown[0]!).click();
  await expect(page.getByRole("link", { name: "Next", exact: true })).not.toHaveAttribute(
    "aria-disabled",
  );
  await page.getByRole("link", { name: "Next", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/${shown[1]}\\?`));
  for (let steps = 0; steps < 4; steps += 1) await page.goBack();
  expect(address(page)).toBe("/authorization-codes?provider=9&page_size=100");
  await expect(status(page)).toHaveValue("");
});

test("the counts link to what they count, and appear without shifting the rows", async ({
  page,
}) => {
  await page.goto("/authorization-codes");
  await expect(rowLinks(page)).toHaveCount(20);
  const before = await page.getByRole("table").boundingBox();
  await expect(counts(page)).toHaveText(
    /^312 codes: \d+ valid, \d+ expired, 3 never expire(, as of [\d:]+ UTC)?$/,
  );
  expect(await page.getByRole("table").boundingBox()).toEqual(before);
  await counts(page).getByRole("link", { name: "3 never expire" }).click();
  await expect(rowLinks(page)).toHaveCount(3);
  await expect(counts(page).getByRole("link", { name: "3 never expire" })).toHaveAttribute(
    "aria-current",
    "true",
  );
  await expectNoFindings(page);
});

test("a status and a range are chosen and removed by keyboard alone", async ({ page }) => {
  await page.goto("/authorization-codes");
  await expect(rowLinks(page)).toHaveCount(20);
  await tabTo(page, "Status");
  await page.keyboard.press("v");
  await expect(page).toHaveURL(/\?status=valid$/);
  await tabTo(page, "Expiry");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Next minute" })).toBeVisible();
  await expectNoFindings(page, { widths: [1440] });
  await tabTo(page, "Next minute");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/expires_after=now&expires_before=now%2B1m/);
  await expect(focused(page)).toHaveAccessibleName(/^Expiry/);
  await expect(
    page.getByText(/^(Sorted by expiry on the server; )?\d+ of 312 codes, as of /),
  ).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("form", { name: "Expires between" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("form", { name: "Expires between" })).toBeHidden();
  await tabTo(page, "Remove filter Expiry");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?status=valid$/);
  await tabTo(page, "312 codes");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/authorization-codes$/);
  await expect(pager(page)).toContainText("of 312");
});

test.describe("at 390 px", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("status and range are behind Filters, and the page does not scroll horizontally", async ({
    page,
  }) => {
    await page.goto("/authorization-codes");
    await expect(rowLinks(page)).toHaveCount(20);
    await expect(status(page)).toBeHidden();
    await page.getByRole("button", { name: "Filters" }).click();
    await status(page).selectOption("Expired");
    await page.getByRole("button", { name: "Expiry", exact: true }).click();
    await page.getByRole("combobox", { name: "From" }).selectOption("at a time");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBe(390);
    await expectNoFindings(page, { widths: [390] });
    await page.getByRole("button", { name: "Last hour" }).click();
    expect(address(page)).toBe(
      "/authorization-codes?status=expired&expires_after=now-1h&expires_before=now",
    );
    await expect(
      page.getByText(/^(Sorted by expiry on the server; )?\d+ of \d+ codes, as of /),
    ).toBeVisible();
    await expect(page.getByRole("button", { name: "Filters (3)" })).toBeVisible();
  });
});
