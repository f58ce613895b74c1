import type { Locator, Page } from "@playwright/test";
import {
  address,
  choose,
  drawer,
  expectKeys,
  pager,
  rowLink,
  sortButton,
} from "../support/locators.ts";
import { type Ask, expect, type Fields, test as base } from "../support/fixtures.ts";
import { startGrantlens } from "../support/grantlens-process.ts";
import { ADMIN_TOKEN, startSandboxAuthentik } from "../support/recorded-authentik.ts";

const CODES = "oauth2/authorization_codes/";
const CONNECTIONS = "sources/group_connections/oauth/";
const SIZE = "page_size=20";

interface Fixtures {
  version: string;
}

/** The console in front of a second server that plays a version. */
const through = base.extend<Fixtures>({
  version: ["2026.2", { option: true }],
  origin: async ({ version }, use) => {
    const upstream = await startSandboxAuthentik(version);
    const env = { AUTHENTIK_TOKEN: ADMIN_TOKEN };
    const grantlens = await startGrantlens(["--authentik", upstream.url], env);
    await use(grantlens.origin);
    await grantlens.stop();
    await upstream.stop();
    expect(upstream.secretsTold()).toBeGreaterThan(0);
  },
});

// The page tests cover all versions; these two are furthest apart, with a browser and a process in between.
for (const version of ["2024.8", "2026.8"]) {
  through.describe(`authentik ${version}, a second process`, () => {
    through.use({ version });

    through("codes and connections can be listed, filtered and opened", async ({ page, ask }) => {
      await page.goto("/authorization-codes");
      await expect(page.getByText("read-only")).toBeVisible();
      await lookAtCodes(page, ask);
      await lookAtConnections(page, ask);
    });
  });
}

/** Rows, next page, sort, filter, drawer, provider, user, group. */
async function lookAtCodes(page: Page, ask: Ask): Promise<void> {
  const list = async (more: string) => (await ask(`${CODES}?${SIZE}&${more}`))["results"];
  await expectKeys(page, await list("ordering=expires,pk"));
  await pager(page).getByRole("link", { name: "Next page" }).click();
  await expectKeys(page, await list("ordering=expires,pk&page=2"));
  // This order is the same whether or not the list is fully loaded.
  const id = page.getByRole("columnheader", { name: "ID", exact: true }).getByRole("button");
  await id.click();
  await expect(page).toHaveURL(/ordering=pk/);
  await id.click();
  await expectKeys(page, await list("ordering=-pk"));
  expect(address(page)).toBe("/authorization-codes?ordering=-pk");
  await choose(page, "Provider", "Legacy CRM");
  const results = await list("ordering=-pk&provider=9");
  await expectKeys(page, results);
  await expect(page.getByRole("combobox", { name: "Provider" })).toHaveValue("Legacy CRM");

  const { pk } = results.find(({ user }: Fields) => user.groups.length > 0);
  await rowLink(page, pk).click();
  const { user, provider } = await ask(`${CODES}${pk}/`);
  const code = drawer(page, /^Code for/);
  await expect(code.getByText(/^Issued about/)).toBeVisible();
  await code.getByRole("link", { name: provider.name }).first().click();
  const whole = await ask(`providers/oauth2/${provider.pk}/`);
  const step = stepNamed(page, provider.name);
  await expect(step.locator("dd", { hasText: whole["client_id"] })).toBeVisible();
  const shown = await step
    .locator("dt")
    .evaluateAll((terms) => terms.map((term) => term.getAttribute("title")));
  expect(shown).toEqual(expect.arrayContaining(Object.keys(whole)));
  await page.goBack();
  await code.getByRole("link", { name: user.name }).first().click();
  const group = await ask(`core/groups/${user.groups[0]}/?include_users=false`);
  await stepNamed(page, user.name).getByRole("link", { name: group["name"] }).first().click();
  await expect(stepNamed(page, group["name"])).toContainText(group["pk"]);
}

/** Rows, columns as the version has them, next page, sort, search, filter, drawer, source, group. */
async function lookAtConnections(page: Page, ask: Ask): Promise<void> {
  const list = async (more: string) => (await ask(`${CONNECTIONS}?${SIZE}&${more}`))["results"];
  await page.goto("/source-connections");
  const first = await list("ordering=-created,pk");
  await expectKeys(page, first);
  await expect(page.getByRole("columnheader", { name: "Last updated" })).toHaveCount(
    "last_updated" in first[0] ? 1 : 0,
  );
  await pager(page).getByRole("link", { name: "Next page" }).click();
  await expectKeys(page, await list("ordering=-created,pk&page=2"));
  await sortButton(page, "Identifier").click();
  await expectKeys(page, await list("ordering=identifier,pk"));
  await page.getByRole("combobox", { name: "Search" }).fill("github");
  await expectKeys(page, await list("ordering=identifier,pk&search=github"));
  await choose(page, "Source", "GitHub 🐙");
  const results = await list("ordering=identifier,pk&search=github&source__slug=github");
  await expectKeys(page, results);

  const [{ pk, identifier, group: uuid }] = results;
  await rowLink(page, pk).click();
  const open = drawer(page, identifier);
  await open.getByRole("link", { name: "GitHub 🐙" }).first().click();
  await expect(stepNamed(page, "GitHub 🐙")).toContainText("User matching");
  await page.goBack();
  const group = await ask(`core/groups/${uuid}/?include_users=false`);
  await open.getByRole("link", { name: group["name"] }).click();
  await expect(stepNamed(page, group["name"])).toContainText(uuid);
}

/** A step by its exact name: the code's own name contains those of its user and provider. */
function stepNamed(page: Page, name: string): Locator {
  return page.getByRole("region", { name, exact: true });
}
