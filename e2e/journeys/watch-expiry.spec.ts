import type { APIRequestContext, Page } from "@playwright/test";
import { keys, rowLink } from "../support/locators.ts";
import { expect, STILL, test } from "../support/fixtures.ts";

// A server process of its own: its clock starts here, and some codes expire within its first minute.
test.use({ flags: [...STILL, "--seed", "1"] });

/** How long a slow machine may take to load the page before the assertions start. */
const SLACK_MS = 15_000;

const LIST = "/api/v3/oauth2/authorization_codes/";

test("a code expires in place while the page is open, without a request", async ({
  page,
  request,
}) => {
  const { pk, number } = await soonToExpire(request);
  await page.goto(`/authorization-codes?page=${number}`);
  const row = page.getByRole("row").filter({ has: rowLink(page, pk) });
  await expect(row).toHaveAccessibleName(/^(Valid|Expiring)/);
  await expect(row).toContainText(/in\s\d+\s(s|min)/);
  const before = await keys(page);
  // Counts and timeline load after the rows.
  await expect(page.getByRole("navigation", { name: "Codes by expiry time" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  const asked: string[] = [];
  page.on("request", (sent) => {
    if (sent.url().includes("authorization_codes")) asked.push(sent.url());
  });
  await expect(row).toHaveAccessibleName(/^Expiring/, { timeout: 200_000 });
  await expect(row).toHaveAccessibleName(/^Expired/, { timeout: 200_000 });
  await expect(row).toContainText(/just\snow|\d\ss\sago/);
  expect(await keys(page)).toEqual(before);
  expect(asked).toEqual([]);
});

test("the drawer counts down and says what happens next", async ({ page, request }) => {
  const { pk } = await soonToExpire(request);
  await page.goto(`/authorization-codes/${pk}`);
  const open = page.getByRole("region", { name: /^Code for/ });
  await expect(open).toContainText(/\d s left/);
  await expect(open).toContainText("Waiting to be redeemed");
  await expect(open).toContainText(/Expired \d+ s ago/, { timeout: 200_000 });
  await expect(open).toContainText(/To be cleaned up at \d\d:\d\d/);
});

test("a clock tick changes only the status and expiry cells", async ({ page, request }) => {
  const { number } = await soonToExpire(request);
  const loaded = page.waitForResponse(/\/assets\/filter-combobox-aria-/);
  await page.goto(`/authorization-codes?page=${number}`);
  await loaded;
  await page.waitForLoadState("networkidle");
  const changed = await changedColumns(page, 3);
  expect(changed).toContain("Expires");
  expect(changed.filter((name) => name !== "Expires" && name !== "Status")).toEqual([]);
});

/** The first code that stays valid for longer than SLACK_MS, and the number of its page. */
async function soonToExpire(request: APIRequestContext): Promise<{ pk: number; number: number }> {
  for (let number = 1; ; number++) {
    const answer = await request.get(`${LIST}?ordering=expires,pk&page=${number}`);
    expect(answer.status()).toBe(200);
    const now = Date.parse(answer.headers()["date"] ?? "");
    for (const { pk, expires, is_expired } of (await answer.json()).results) {
      if (!is_expired && Date.parse(expires) - now > SLACK_MS) return { pk, number };
    }
  }
}

/** Watches that many ticks. Returns the columns whose cells changed, and "elsewhere: …" for a change outside a cell. */
async function changedColumns(page: Page, ticks: number): Promise<string[]> {
  return page.evaluate(async (count) => {
    const seen: string[] = [];
    const nameOf = ({ target }: MutationRecord) => {
      const element = target instanceof Element ? target : target.parentElement;
      const cell = element?.closest("td");
      const header = cell && document.querySelectorAll("thead th")[cell.cellIndex];
      const name = header ? (header.textContent ?? "") : `elsewhere: ${element?.outerHTML}`;
      // A sortable header's text contains more than its name.
      return name.startsWith("Expires") ? "Expires" : name;
    };
    await new Promise<void>((resolve) => {
      let left = count;
      const observer = new MutationObserver((changes) => {
        const names = changes.map(nameOf);
        seen.push(...names);
        if (names.includes("Expires")) left -= 1;
        if (left > 0) return;
        observer.disconnect();
        resolve();
      });
      const what = { subtree: true, childList: true, attributes: true, characterData: true };
      observer.observe(document.documentElement, what);
    });
    return [...new Set(seen)];
  }, ticks);
}
