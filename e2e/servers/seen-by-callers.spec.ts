import type { Page } from "@playwright/test";
import { drawer, expectKeys, rowLink, rowLinks } from "../support/locators.ts";
import { expect, type Fields, STILL, test } from "../support/fixtures.ts";

const as = (caller: string, version = "2026.2") => ({
  flags: [...STILL, "--sandbox", version, "--as", caller],
});

/** A code of a user who is none of the callers, and a connection. */
const SOMEBODYS = 103685;
const CONNECTION = 31;
const OWN_ONLY = "Only your own codes are listed.";

const list = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test.describe("admin", () => {
  test.use(as("admin"));
  test("everything is listed, without a note about limits", async ({ page }) => {
    await page.goto(`/authorization-codes/${SOMEBODYS}`);
    await expect(rowLinks(page)).toHaveCount(20);
    await expect(drawer(page, /^Code for/)).toBeVisible();
    await expect(page.getByText("· superuser")).toBeVisible();
    await expect(page.getByText(OWN_ONLY)).toHaveCount(0);
    await page.goto(`/source-connections/${CONNECTION}/group`);
    await expect(drawer(page, "SRE on call")).toBeVisible();
    await expect(page.getByText(/shown by their ids/)).toHaveCount(0);
  });
});

test.describe("auditor", () => {
  test.use(as("auditor"));
  test("only own codes are listed, with a note; all connections are listed, with names", async ({
    page,
    ask,
  }) => {
    await page.goto("/authorization-codes");
    const { results } = await ask("oauth2/authorization_codes/?ordering=expires,pk");
    await expectKeys(page, results);
    await expect(list(page, "Authorization codes").getByText(OWN_ONLY)).toBeVisible();
    await page.goto(`/authorization-codes/${SOMEBODYS}`);
    await expect(
      page.getByRole("heading", { name: `No authorization code ${SOMEBODYS}` }),
    ).toBeVisible();
    await page.goto(`/source-connections/${CONNECTION}/group`);
    await expect(drawer(page, "SRE on call")).toBeVisible();
    await expect(rowLinks(page)).toHaveCount(20);
  });
});

test.describe("viewer", () => {
  test.use(as("viewer"));
  test("own codes can be opened; connections are refused, with the reason", async ({
    page,
    ask,
  }) => {
    await page.goto("/authorization-codes");
    const { results } = await ask("oauth2/authorization_codes/?ordering=expires,pk");
    await expectKeys(page, results);
    await expect(page.getByText(OWN_ONLY)).toBeVisible();
    const [own]: Fields[] = results;
    await rowLink(page, own?.["pk"]).click();
    const provider = own?.["provider"].name;
    await drawer(page, /^Code for/)
      .getByRole("link", { name: provider })
      .first()
      .click();
    await expect(drawer(page, provider)).toContainText("Client ID");
    await page.goto(`/source-connections/${CONNECTION}`);
    await expect(page.getByRole("heading", { name: /^You may not see/ })).toHaveText([
      "You may not see source connections",
      "You may not see this source connection",
    ]);
  });
});

const STRANGERS = [
  { caller: "nobody", heading: "You are not signed in", who: "Not signed in" },
  { caller: "badtoken", heading: "The API token was refused", who: "The token was refused" },
];

for (const { caller, heading, who } of STRANGERS) {
  test.describe(caller, () => {
    test.use(as(caller));
    test("nothing is listed, and the reason is shown", async ({ page }) => {
      for (const path of ["authorization-codes/103685", "source-connections/31"]) {
        await page.goto(`/${path}`);
        const titles = page.getByRole("heading", { name: heading });
        await expect(titles).toHaveCount(2);
        await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(2);
        await expect(page.getByText(who, { exact: true })).toBeVisible();
        await expect(page.getByText(OWN_ONLY)).toHaveCount(0);
      }
    });
  });
}
