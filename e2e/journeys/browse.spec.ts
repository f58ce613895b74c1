import { address, expectKeys, keys, pager } from "../support/locators.ts";
import { expect, type Fields, test } from "../support/fixtures.ts";

const CODES = "oauth2/authorization_codes/?ordering=expires,pk";

test.describe("as it is at first", () => {
  test.use({ lasting: "folded" });

  test("a first visit shows the codes, expired ones first, and who is signed in to which authentik", async ({
    page,
    ask,
  }) => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Overview");
    await page.getByRole("link", { name: "Authorization codes" }).click();
    await expect(page).toHaveURL("/authorization-codes");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Authorization codes");
    const first = await ask(CODES);
    // The first two would be there for ever.
    await expectKeys(page, first["results"].slice(2));
    await expect(
      page.getByRole("row", { name: "2 overdue codes, kept by authentik · " }),
    ).toBeVisible();
    await page.getByRole("button", { name: "Show 2 overdue codes" }).press("Enter");
    await expectKeys(page, first["results"]);
    await expect(page.getByRole("row", { name: /^Expired/ }).first()).toBeVisible();
    await expect(page.getByText("authentik 2026.2.2")).toBeVisible();
    await expect(page.getByText("Amara Okafor · superuser")).toBeVisible();
    await expect(page).toHaveTitle(/Grantlens/);
  });
});

test("paging through the codes shows each of them exactly once", async ({ page, ask }) => {
  await page.goto("/authorization-codes?page_size=100");
  await expectKeys(page, (await ask(`${CODES}&page_size=100`))["results"]);
  await expect(pager(page)).toContainText("1–100 of 312");
  const seen = new Set(await keys(page));
  for (const number of [2, 3, 4]) {
    await pager(page).getByRole("link", { name: "Next page" }).click();
    await expectKeys(page, (await ask(`${CODES}&page_size=100&page=${number}`))["results"]);
    for (const pk of await keys(page)) seen.add(pk);
  }
  expect(seen.size).toBe(312);
  expect(address(page)).toBe("/authorization-codes?page_size=100&page=4");
  await expect(pager(page).getByRole("link", { name: "Next page" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
});

test("group connections show names for their ids, and Back returns to the codes", async ({
  page,
  ask,
}) => {
  await page.goto("/authorization-codes");
  await page.getByRole("link", { name: "Group connections" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Group connections");
  const list = await ask("sources/group_connections/all/?ordering=-created,pk");
  await expectKeys(page, list["results"]);
  const groups = await ask("core/groups/?include_users=false&page_size=100");
  const name = groups["results"].find(
    (group: Fields) => group["pk"] === list["results"][0].group,
  ).name;
  await expect(page.getByRole("row").nth(1).getByRole("link", { name, exact: true })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Last updated" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Authorization codes");
});

test.describe("live data", () => {
  test.use({ flags: ["--rows", "40"] });

  test("a refresh adds new rows and drops those that are gone", async ({ page }) => {
    await page.goto("/authorization-codes?ordering=-pk");
    await expect(page.getByText(/^as of \d\d:\d\d:\d\d UTC$/)).toBeVisible();
    await expect.poll(() => keys(page)).not.toEqual([]);
    const before = await keys(page);
    await expect(async () => {
      await page.getByRole("button", { name: "Refresh", exact: true }).click();
      expect(await keys(page)).not.toEqual(before);
    }).toPass({ timeout: 200_000 });
  });
});

test("ids of ten digits are shown whole", async ({ page }) => {
  await page.route(/\/authorization_codes\/\?/, async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { results: { pk: number }[] };
    for (const row of body.results) row.pk += 2_600_000_000;
    await route.fulfill({ response, json: body });
  });
  await page.goto("/authorization-codes?ordering=-pk");
  const ids = page.locator("tr[data-pk] td").filter({ hasText: /^26\d{8}$/ });
  await expect(ids).toHaveCount(20);
  const cut = await ids.evaluateAll((cells) =>
    cells.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth),
  );
  expect(cut).toEqual([]);
});
