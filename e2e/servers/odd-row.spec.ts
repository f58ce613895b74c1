import { address, pager } from "../support/locators.ts";
import { expect, STILL, test } from "../support/fixtures.ts";

// A server process of its own: the poisoned row is planted while it runs.
test.use({ flags: [...STILL, "--rows", "60", "--seed", "3"] });

test("a poisoned row hides no other row, and is gone after the clean-up", async ({
  page,
  ask,
  request,
}) => {
  const { results } = await ask("oauth2/authorization_codes/?ordering=pk&page_size=100");
  const all: number[] = results.map(({ pk }: { pk: number }) => pk);
  await request.post("/sandbox/fail", { data: ["poison"] });
  const answer = await request.get("/api/v3/oauth2/authorization_codes/?page_size=100");
  expect(answer.status()).toBe(500);

  await page.goto("/authorization-codes?ordering=pk&page_size=100");
  const gap = page.getByRole("row", { name: /cannot be shown: the server fails on it \(500\)/ });
  await expect(gap).toHaveCount(1);
  await expect(
    page.getByRole("status").filter({ hasText: "1 row is missing here." }),
  ).toContainText(/the next clean-up, at 12:0[27]:00 UTC, should remove it/);
  const rows = page.locator("tr[data-pk]");
  const shown = () => rows.evaluateAll((found) => found.map((row) => Number(row.dataset["pk"])));
  expect(await shown()).toEqual(all);
  await expect(pager(page)).toContainText(`of ${all.length + 1}`);
  expect(address(page)).toBe("/authorization-codes?ordering=pk&page_size=100");

  // By expiry it comes last: only the last page contains it.
  await page.goto("/authorization-codes?page_size=20");
  await expect(rows).toHaveCount(20);
  await expect(gap).toHaveCount(0);
  await pager(page).getByRole("link", { name: "Last page" }).click();
  await expect(gap).toHaveCount(1);

  // Six minutes later, the clean-up has removed it.
  await request.post("/sandbox/fail", { data: ["jump:6m"] });
  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  await expect(gap).toHaveCount(0);
  await expect(rows.first()).toBeVisible();
});
