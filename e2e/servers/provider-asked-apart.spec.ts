import type { Locator, Page } from "@playwright/test";
import { drawer, expectKeys, rowLink } from "../support/locators.ts";
import { expect, type Fields, STILL, test as base } from "../support/fixtures.ts";
import { startGrantlens } from "../support/grantlens-process.ts";
import { ADMIN_TOKEN, startSandboxAuthentik } from "../support/recorded-authentik.ts";

const LIST = "oauth2/authorization_codes/?ordering=expires,pk&page_size=20";
const WHOLE = "providers/oauth2/";
const MISSING = /^Client ID, type, validity and redirect URIs: this authentik leaves them out/;
const FROM_ITSELF = /They are from the provider itself, as of \d\d:\d\d:\d\d UTC\./;

/** A step by its exact name: the code's own name contains that of its provider. */
function stepNamed(page: Page, name: string): Locator {
  return page.getByRole("region", { name, exact: true });
}

/** Collects the page's requests for whole providers. */
function countAsked(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes(WHOLE)) asked.push(request.url());
  });
  return asked;
}

base.describe("authentik 2026.8", () => {
  base.use({ flags: [...STILL, "--sandbox", "2026.8"] });

  base("an open code's provider is fetched separately, and once", async ({ page, ask }) => {
    const asked = countAsked(page);
    await page.goto("/authorization-codes");
    const { results } = await ask(LIST);
    await expectKeys(page, results);
    await expect(
      page.getByRole("img", { name: "not known: the list lacks its provider’s validity" }),
    ).toHaveCount(results.filter(({ expires }: Fields) => expires !== null).length);
    expect(asked).toEqual([]);

    const { pk, provider } = results[0];
    await rowLink(page, pk).click();
    const open = drawer(page, /^Code for/);
    await expect(open.getByText(FROM_ITSELF)).toBeVisible();
    await expect(open.getByText(/^Issued about/)).toBeVisible();
    const whole = await ask(`${WHOLE}${provider.pk}/`);
    await expect(open).toContainText(whole["client_id"]);
    await open.getByRole("link", { name: provider.name }).first().click();
    const step = stepNamed(page, provider.name);
    await expect(step).toContainText("Client secret");
    await expect(step.getByText(FROM_ITSELF)).toBeVisible();
    expect(asked).toHaveLength(1);
  });
});

base.describe("authentik 2026.8, for a user without permissions", () => {
  base.use({ flags: [...STILL, "--sandbox", "2026.8", "--as", "viewer"] });

  base("own codes open, with a note on provider fields that are hidden", async ({ page, ask }) => {
    await page.goto("/authorization-codes");
    const { results } = await ask(LIST);
    expect(results.length).toBeGreaterThan(0);
    await rowLink(page, results[0].pk).click();
    const open = drawer(page, /^Code for/);
    await expect(open.getByText(MISSING)).toContainText("you may not see the provider itself.");
    await expect(open.getByText(/^Issue time not known/)).toBeVisible();
    await expect(open.getByRole("button", { name: "Try again" })).toHaveCount(0);
    const { provider } = results[0];
    await open.getByRole("link", { name: provider.name }).first().click();
    const step = stepNamed(page, provider.name);
    await expect(step.getByText(MISSING)).toBeVisible();
    const shown = await step
      .locator("dt")
      .evaluateAll((terms) => terms.map((term) => term.getAttribute("title")));
    expect(shown.toSorted()).toEqual(Object.keys(provider).toSorted());
  });
});

const forbidden = () => Response.json({ detail: "Non." }, { status: 403 });

const through = base.extend({
  origin: async ({}, use) => {
    const upstream = await startSandboxAuthentik("2026.8", (request) =>
      request.url.includes(WHOLE) ? forbidden() : null,
    );
    const env = { AUTHENTIK_TOKEN: ADMIN_TOKEN };
    const grantlens = await startGrantlens(["--authentik", upstream.url], env);
    await use(grantlens.origin);
    await grantlens.stop();
    await upstream.stop();
  },
});

through("a 403 for the provider alone is explained, not as signed out", async ({ page, ask }) => {
  const [{ pk }] = (await ask(LIST))["results"];
  await page.goto(`/authorization-codes/${pk}`);
  const open = drawer(page, /^Code for/);
  await expect(open.getByText(MISSING)).toContainText("you may not see the provider itself.");
  await expect(page.getByText("Not signed in")).toHaveCount(0);
});
