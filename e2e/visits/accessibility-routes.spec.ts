import type { Page } from "@playwright/test";
import { expectNoFindings, WIDTHS } from "../support/axe.ts";
import { rowLinks } from "../support/locators.ts";
import { expect, type Fields, test } from "../support/fixtures.ts";

test.use({ timeline: "auto" });

type Ask = (path: string) => Promise<Fields>;

for (const path of ["/authorization-codes", "/source-connections"]) {
  test(path, async ({ page }) => {
    await page.goto(path);
    await expect(rowLinks(page)).toHaveCount(20);
    await expectNoFindings(page, { widths: WIDTHS });
  });
}

test("each step of a code", async ({ page, ask }) => {
  const { code, group, parent, role } = await richCode(ask);
  const at = `/authorization-codes/${code.pk}`;
  for (const step of [
    "",
    "/provider",
    "/user",
    `/user/groups/${group}`,
    `/user/groups/${group}/parents/${parent}`,
    ...(role === undefined ? [] : [`/user/roles/${role}`]),
  ]) {
    // The list behind has its own test; here it is short.
    await page.goto(`${at}${step}?user=${code.user.pk}`);
    await expectWhole(page);
    await expectNoFindings(page);
  }
});

test("each step of a connection", async ({ page, ask }) => {
  const { results } = await ask("sources/group_connections/oauth/?ordering=-created,pk");
  for (const step of ["", "/source", "/group"]) {
    await page.goto(`/source-connections/${results[0].pk}${step}?group=${results[0].group}`);
    await expectWhole(page);
    await expectNoFindings(page);
  }
});

test("addresses that lead nowhere", async ({ page, ask }) => {
  const { results } = await ask("oauth2/authorization_codes/?ordering=expires,pk");
  const nowhere = [
    ["/nowhere", /^No such page/],
    ["/authorization-codes/99999999", /^No authorization code/],
    [`/authorization-codes/${results[0].pk}/nowhere`, /^Nothing is there/],
  ] as const;
  for (const [path, heading] of nowhere) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await expectNoFindings(page);
  }
});

// Contexts of their own: the browser writes to the console about what is broken here on purpose.
const CHUNK = /\/assets\/source-connections-page-.*\.js/;

test("a page that did not arrive, and its end", async ({ browser, origin }) => {
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  await page.route(CHUNK, (route) => route.abort());
  await page.goto("/source-connections");
  await expect(page.getByRole("heading", { name: "This page could not be loaded" })).toBeVisible();
  await expectNoFindings(page);
  await page.unroute(CHUNK);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Source connections" })).toBeVisible();
  await context.close();
});

test("a page that failed", async ({ browser, origin }) => {
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  await page.route(CHUNK, (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: "export function SourceConnectionsPage() { throw new Error('broken on purpose'); }",
    }),
  );
  await page.goto("/source-connections");
  await expect(page.getByRole("heading", { name: "This page failed" })).toBeVisible();
  await expectNoFindings(page);
  await context.close();
});

/** The open object is there with all its fields, and the JSON it came from is unfolded. */
async function expectWhole(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "Copy raw JSON" })).toBeVisible();
  await page.getByText("Raw JSON", { exact: true }).click();
  await expect(page.getByRole("region", { name: "Raw JSON" })).toBeVisible();
}

/** A listed code from which one can go deepest. */
async function richCode(ask: Ask) {
  const { results } = await ask("oauth2/authorization_codes/?ordering=expires,pk&page_size=100");
  for (const code of results) {
    for (const group of code.user.groups) {
      const { parents } = await ask(`core/groups/${group}/?include_users=false`);
      const [parent] = parents;
      if (parent === undefined) continue;
      const { roles } = await ask(`core/users/${code.user.pk}/`);
      return { code, group, parent, role: roles?.[0] };
    }
  }
  throw new Error("no listed code has a user with a nested group");
}
