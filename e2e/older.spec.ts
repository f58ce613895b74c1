import { address, drawer, expectKeys, pager, rowLink } from "./console.ts";
import { expect, type Fields, STILL, test } from "./fixtures.ts";

test.use({ flags: [...STILL, "--sandbox", "2024.8"] });

test("authentik 2024.8: the codes and what they hold", async ({ page, ask }) => {
  await page.goto("/");
  const { results } = await ask("oauth2/authorization_codes/?ordering=expires,pk&page_size=20");
  await expectKeys(page, results);
  await expect(page.getByText("authentik 2024.8.3")).toBeVisible();
  await pager(page).getByRole("link", { name: "Next page" }).click();
  await expect(pager(page)).toContainText("21–40 of 312");

  const code = results.find(({ user }: Fields) => user.groups.length > 0);
  await page.goto(`/authorization-codes/${code.pk}`);
  const open = drawer(page, /^Code for/);
  await open.getByRole("link", { name: code.provider.name }).first().click();
  await expect(drawer(page, code.provider.name)).toContainText("Client secret");
  await page.goBack();
  await open.getByRole("link", { name: code.user.name }).first().click();
  await expect(drawer(page, code.user.name)).toBeVisible();
  const group = await ask(`core/groups/${code.user.groups[0]}/`);
  await drawer(page, code.user.name).getByRole("link", { name: group["name"] }).first().click();
  await expect(drawer(page, group["name"])).toBeVisible();
  expect(address(page)).toBe(`/authorization-codes/${code.pk}/user/groups/${group["pk"]}`);
});

test("authentik 2024.8: the connections, with the columns it has values for", async ({
  page,
  ask,
}) => {
  await page.goto("/source-connections");
  const list = "sources/group_connections/oauth/?ordering=-created,pk&page_size=20";
  const { results } = await ask(list);
  await expectKeys(page, results);
  await expect(page.getByRole("columnheader", { name: "Created" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Last updated" })).toHaveCount(0);
  await rowLink(page, results[0].pk).click();
  const open = drawer(page, results[0].identifier);
  await open.getByRole("link", { name: results[0].source.name }).click();
  await expect(drawer(page, results[0].source.name)).toBeVisible();

  await page.goto("/source-connections");
  await page.getByRole("searchbox", { name: "Search" }).fill("github");
  await expectKeys(page, (await ask(`${list}&search=github`))["results"]);
});
