import type { Page } from "@playwright/test";
import { expectNoShift } from "../support/layout-shift.ts";
import { rowLinks } from "../support/locators.ts";
import { expect, STILL, test } from "../support/fixtures.ts";
import { richCode } from "../support/rich-code.ts";

// The latency of a real authentik. It is the same at any width, and beside any step of an open object.
test.use({ flags: [...STILL, "--latency", "real"], timeline: "auto" });

async function expectStill(page: Page, path: string, ready: () => Promise<void>): Promise<void> {
  await page.goto(path);
  await ready();
  await page.waitForLoadState("networkidle");
  await expectNoShift(page, path);
}

test("nothing shifts while responses arrive one by one", async ({ page, ask }) => {
  for (const path of ["/authorization-codes", "/source-connections"]) {
    await expectStill(page, path, () => expect(rowLinks(page)).toHaveCount(20));
  }
  await expectStill(page, "/", () => expect(page.getByRole("table")).toHaveCount(2));
  const { code, group } = await richCode(ask);
  await expectStill(page, `/authorization-codes/${code.pk}/user/groups/${group}`, async () => {
    await expect(page.getByRole("button", { name: "Copy raw JSON" })).toBeVisible();
    await expect(page.locator("[data-list] table")).toBeAttached();
  });
});
