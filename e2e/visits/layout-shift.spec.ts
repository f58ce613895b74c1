import type { Page } from "@playwright/test";
import { rowLinks } from "../support/locators.ts";
import { expect, type Fields, STILL, test } from "../support/fixtures.ts";

type Ask = (path: string) => Promise<Fields>;

const MOST = 0.01;
const WIDTHS = [1440, 390];

interface Shift {
  score: number;
  /** What moved, for whoever must mend it. */
  moved: string[];
}

/**
 * Opens an address, opens it again, and adds up what moved by itself.
 *
 * @param ready waits until all is there.
 */
async function shiftOf(page: Page, path: string, ready: () => Promise<void>): Promise<Shift> {
  await page.goto(path);
  await ready();
  await page.reload();
  await ready();
  await page.waitForLoadState("networkidle");
  return page.evaluate(async () => {
    const entries: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    // The buffer is handed over in a task of its own; two frames draw whatever is still to be drawn.
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    entries.push(...observer.takeRecords());
    const shifts = entries as (PerformanceEntry & {
      value: number;
      sources: { node: Node | null }[];
    })[];
    const nameOf = (node: Node | null) =>
      node instanceof Element ? node.outerHTML.slice(0, 80) : String(node?.textContent);
    return {
      score: shifts.reduce((sum, { value }) => sum + value, 0),
      moved: shifts.flatMap(({ sources, value }) =>
        sources.map(({ node }) => `${value.toFixed(4)} ${nameOf(node)}`),
      ),
    };
  });
}

async function expectStill(
  page: Page,
  path: string,
  ready: () => Promise<void>,
  widths = WIDTHS,
): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const { score, moved } = await shiftOf(page, path, ready);
    expect(score, `${path} at ${width} px: ${moved.join("\n")}`).toBeLessThanOrEqual(MOST);
  }
}

interface Pages {
  code: string[];
  connection: string[];
  widths?: number[];
}

function pagesTests({ code, connection, widths = WIDTHS }: Pages): void {
  test.describe("with the timeline", () => {
    test.use({ timeline: "auto" });

    for (const path of ["/authorization-codes", "/source-connections"]) {
      test(path, async ({ page }) => {
        await expectStill(page, path, () => expect(rowLinks(page)).toHaveCount(20), widths);
      });
    }
  });

  test("the overview", async ({ page }) => {
    const ready = () => expect(page.getByRole("table")).toHaveCount(2);
    await expectStill(page, "/", ready, widths);
  });

  for (const step of code) {
    test(`a code${step}`, async ({ page, ask }) => {
      const { pk, group } = await codeWithGroup(ask);
      const path = `/authorization-codes/${pk}${step.replace("…", group)}`;
      await expectStill(page, path, () => opened(page), widths);
    });
  }

  for (const step of connection) {
    test(`a connection${step}`, async ({ page, ask }) => {
      const { results } = await ask("sources/group_connections/oauth/?ordering=-created,pk");
      const path = `/source-connections/${results[0].pk}${step}`;
      await expectStill(page, path, () => opened(page), widths);
    });
  }
}

test.describe("answered at once", () => {
  pagesTests({
    code: ["", "/provider", "/user", "/user/groups/…"],
    connection: ["", "/source", "/group"],
  });

  test("a notice, a refusal, and no such page", async ({ page }) => {
    await expectStill(page, "/authorization-codes?page=abc", () =>
      expect(rowLinks(page)).toHaveCount(20),
    );
    await expectStill(page, "/authorization-codes?user=999999", () =>
      expect(page.getByRole("alert")).toBeVisible(),
    );
    // Without hits: these come one after the other into the order that was asked for, and move each other.
    await expectStill(page, "/authorization-codes?search=mattermost", () =>
      expect(page.getByRole("button", { name: /^provider Mattermost/ })).toBeVisible(),
    );
    await expectStill(page, "/nowhere", () =>
      expect(page.getByRole("heading", { name: "No such page" })).toBeVisible(),
    );
  });
});

test.describe("answered as late as a real authentik does", () => {
  test.use({ flags: [...STILL, "--latency", "real"] });
  // What is slow is so at any width, and beside any step of an open object.
  pagesTests({ code: ["/user/groups/…"], connection: [], widths: [1440] });
});

async function opened(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "Copy raw JSON" })).toBeVisible();
  await expect(page.locator("[data-list] table")).toBeAttached();
}

async function codeWithGroup(ask: Ask) {
  const { results } = await ask("oauth2/authorization_codes/?ordering=expires,pk");
  const code = results.find(({ user }: Fields) => user.groups.length > 0);
  return { pk: code.pk as number, group: code.user.groups[0] as string };
}
