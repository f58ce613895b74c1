import type { Page } from "@playwright/test";
import { drawer } from "../support/locators.ts";
import { type Ask, expect, test } from "../support/fixtures.ts";
import { richCode } from "../support/rich-code.ts";
import { type Visit, visit } from "../support/visit.ts";

// Long tests: each may run in any free worker.
test.describe.configure({ mode: "parallel" });

test.use({ timeline: "auto" });

const CODES = "oauth2/authorization_codes/?ordering=expires,pk";

test("an open code is a region beside the list, with breadcrumbs and headings in order", async ({
  page,
  ask,
}) => {
  const [{ pk }] = (await ask(CODES))["results"];
  await visitObject(page, `/authorization-codes/${pk}`, {
    told: {
      async 1440() {
        await codeTold(page);
        await expect(page.locator("tr[aria-current=true]")).toHaveAttribute("data-pk", String(pk));
      },
    },
  });
});

test("every step of a code passes the visit checks", async ({ page, ask }) => {
  const { code, group, parent, role } = await richCode(ask);
  const at = `/authorization-codes/${code.pk}`;
  for (const step of [
    "/provider",
    "/user",
    `/user/groups/${group}`,
    ...(role === undefined ? [] : [`/user/roles/${role}`]),
  ]) {
    await visitObject(page, at + step);
  }
  // Objects fetched one after the other on a cold URL make their fields arrive late.
  await visitObject(page, `${at}/user/groups/${group}/parents/${parent}`, { moves: true });
});

test("every step of a connection passes the visit checks", async ({ page, ask }) => {
  const pk = await newestConnection(ask);
  for (const step of ["", "/source", "/group"]) {
    await visitObject(page, `/source-connections/${pk}${step}`);
  }
});

test("tokens with claims, and with a large claim, pass the visit checks", async ({ page, ask }) => {
  const [{ pk }] = (await ask("oauth2/access_tokens/?ordering=-expires,pk"))["results"];
  await visitObject(page, `/access-tokens/${pk}`);
  await visitObject(page, "/access-tokens/5052");
});

test("not-found pages pass the visit checks", async ({ page, ask }) => {
  const [{ pk }] = (await ask(CODES))["results"];
  const nowhere = [
    ["/nowhere", /^No such page/],
    ["/authorization-codes/99999999", /^No authorization code/],
    [`/authorization-codes/${pk}/nowhere`, /^Nothing here/],
  ] as const;
  for (const [path, heading] of nowhere) {
    await visit(page, {
      path,
      ready: () => expect(page.getByRole("heading", { name: heading })).toBeVisible(),
    });
  }
});

/** Waits for the open object with all its fields, beside its list; then unfolds its raw JSON. */
function visitObject(
  page: Page,
  path: string,
  more: Pick<Visit, "told" | "moves"> = {},
): Promise<void> {
  return visit(page, {
    ...more,
    path,
    async ready() {
      await expect(page.getByRole("button", { name: "Copy raw JSON" })).toBeVisible();
      await expect(page.locator("[data-list] table")).toBeAttached();
    },
    async unfold() {
      await page.getByText("Raw JSON", { exact: true }).click();
      await expect(page.getByRole("region", { name: "Raw JSON" })).toBeVisible();
    },
    seenElsewhere: ["[data-list] tbody"],
  });
}

async function codeTold(page: Page): Promise<void> {
  const open = drawer(page, /^Code for/);
  await expect(open).toMatchAriaSnapshot(`
    - region /^Code for .+ to .+/:
      - navigation "Breadcrumbs":
        - list:
          - listitem:
            - link "Authorization codes"
          - listitem: /\\d+/
      - heading /^Code for .+ to .+/ [level=2]
      - link "Previous" [disabled]
      - link "Next"
      - link "Close"
      - heading "Grant" [level=3]
      - term: User
      - definition:
        - link
      - term: Provider
      - definition:
        - link
      - term: Scopes
      - term: Expires
      - term: ID
      - definition:
        - button "Copy ID"
      - heading "Provider settings" [level=3]
      - definition:
        - button "Copy Client ID"
      - heading "More" [level=3]
      - button "Copy raw JSON"
  `);
  // Two buttons with one name could not be told apart.
  const names = await open.getByRole("button").allTextContents();
  expect(new Set(names).size).toBe(names.length);
}

async function newestConnection(ask: Ask): Promise<number> {
  const { results } = await ask("sources/group_connections/oauth/?ordering=-created,pk");
  return results[0].pk;
}
