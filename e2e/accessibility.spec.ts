import type { Page } from "@playwright/test";
import axe from "axe-core";
import { drawer, rowLinks } from "./console.ts";
import { expect, type Fields, test } from "./fixtures.ts";

type Ask = (path: string) => Promise<Fields>;

interface State {
  name: string;
  /** Rules that do not apply to this state. */
  except?: readonly string[];
  open: (page: Page, ask: Ask) => Promise<void>;
}

const CODES = "oauth2/authorization_codes/?ordering=expires,pk";

/** Every route and each of its main states. */
const STATES: readonly State[] = [
  { name: "codes", open: (page) => listed(page, "/authorization-codes") },
  {
    name: "codes, while loading",
    async open(page) {
      await page.route(/authorization_codes/, () => new Promise(() => {}));
      await page.goto("/authorization-codes");
      await expect(page.getByRole("status", { name: "Loading" })).toBeVisible();
    },
  },
  {
    name: "codes, filter list open",
    // While the list is open React Aria hides all else from screen readers, and keeps the focus in the box.
    except: ["aria-hidden-focus", "page-has-heading-one", "region"],
    async open(page) {
      await listed(page, "/authorization-codes");
      const disclosure = page.getByRole("button", { name: "Filters" });
      if (await disclosure.isVisible()) await disclosure.click();
      await page.getByRole("combobox", { name: "Provider" }).click();
      await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
    },
  },
  {
    name: "a search that codes do not have",
    async open(page) {
      await page.goto("/authorization-codes?search=grafana");
      await expect(page.getByRole("button", { name: /^Grafana kiosk/ })).toBeVisible();
    },
  },
  {
    name: "nothing found",
    async open(page) {
      await page.goto("/authorization-codes?provider=33");
      await expect(
        page.getByRole("heading", { name: "No authorization codes match" }),
      ).toBeVisible();
    },
  },
  {
    name: "failed",
    async open(page) {
      await page.route(/authorization_codes/, (route) => route.fulfill({ status: 500, body: "" }));
      await page.goto("/authorization-codes");
      await expect(page.getByRole("alert")).toBeVisible();
    },
  },
  {
    name: "refused, and a notice",
    async open(page) {
      await page.goto("/authorization-codes?user=999999&page=abc");
      await expect(page.getByRole("alert")).toBeVisible();
      await expect(page.getByText("Removed from the address")).toBeVisible();
    },
  },
  {
    name: "stale rows",
    async open(page) {
      await listed(page, "/authorization-codes");
      await page.route(/authorization_codes/, (route) => route.abort());
      await page.getByRole("button", { name: "Refresh", exact: true }).click();
      await expect(page.getByText("Not up to date.")).toBeVisible();
    },
  },
  { name: "code", open: (page, ask) => step(page, ask, "", /^Code for/) },
  { name: "code, provider", open: (page, ask) => step(page, ask, "/provider") },
  { name: "code, user", open: (page, ask) => step(page, ask, "/user") },
  {
    name: "code, group of its user, raw JSON open",
    async open(page, ask) {
      const { results } = await ask(CODES);
      const { pk, user } = results.find((code: Fields) => code["user"].groups.length > 0);
      await page.goto(`/authorization-codes/${pk}/user/groups/${user.groups[0]}`);
      await expect(page.getByRole("heading", { name: "Parents and children" })).toBeVisible();
      await page.getByText("Raw JSON", { exact: true }).click();
      await expect(page.getByRole("region", { name: "Raw JSON" })).toBeVisible();
    },
  },
  {
    name: "a code that is not listed",
    async open(page) {
      await page.goto("/authorization-codes/99999999");
      await expect(page.getByRole("heading", { name: /^No authorization code/ })).toBeVisible();
    },
  },
  { name: "connections", open: (page) => listed(page, "/source-connections") },
  {
    name: "connection, source",
    async open(page, ask) {
      const { results } = await ask("sources/group_connections/oauth/?ordering=-created,pk");
      await page.goto(`/source-connections/${results[0].pk}/source`);
      await expect(page.getByRole("heading", { name: "Matching" })).toBeVisible();
    },
  },
  {
    name: "no such page",
    async open(page) {
      await page.goto("/nowhere");
      await expect(page.getByRole("heading", { name: "No such page" })).toBeVisible();
    },
  },
];

for (const width of [1440, 390]) {
  test.describe(`${width} px wide`, () => {
    test.use({ viewport: { width, height: 900 } });
    for (const { name, open, except = [] } of STATES) {
      test(name, async ({ page, ask }) => {
        await open(page, ask);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          expect(await findings(page, except), colorScheme).toEqual([]);
        }
      });
    }
  });
}

async function listed(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(rowLinks(page)).toHaveCount(20);
}

async function step(page: Page, ask: Ask, below: string, heading?: RegExp): Promise<void> {
  const { results } = await ask(CODES);
  const [{ pk, user, provider }] = results;
  await page.goto(`/authorization-codes/${pk}${below}`);
  const name = below === "/user" ? user.name : provider.name;
  await expect(drawer(page, heading ?? name)).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy raw JSON" })).toBeVisible();
}

/** What axe finds, each with the element it is about. */
async function findings(page: Page, except: readonly string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (off) => {
    const rules = Object.fromEntries(off.map((id) => [id, { enabled: false }]));
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const { violations } = await inPage.run(document, { rules, resultTypes: ["violations"] });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html} ${failureSummary ?? ""}`),
    );
  }, except);
}
