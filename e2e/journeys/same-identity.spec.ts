import { rowLinks } from "../support/locators.ts";
import { expect, test } from "../support/fixtures.ts";

test("from the sign-ins of a source to who shares an identifier there, and what else they have", async ({
  page,
  ask,
}) => {
  await page.goto("/");
  await page.getByRole("link", { name: "User connections" }).click();
  await page.getByRole("combobox", { name: "Type" }).selectOption("saml");
  await expect(page).toHaveURL("/user-connections?type=saml");
  const list = await ask("sources/user_connections/saml/?ordering=-created,pk");
  await expect(rowLinks(page)).toHaveCount(list["results"].length);
  await page.getByRole("combobox", { name: "Search" }).fill("front.desk");
  await expect(rowLinks(page)).toHaveCount(2);

  await page
    .getByRole("button", { name: /^Actions for user connection/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Same identity" }).click();
  await expect(page.getByText("2 users share one identifier.")).toBeVisible();
  await expect(page.getByText("User connections: by authentik’s own search")).toBeVisible();

  await page.getByRole("link", { name: "University federation" }).first().click();
  const open = page.getByRole("region", { name: "front.desk@example.com" });
  await open.getByRole("link", { name: "University federation" }).first().click();
  await expect(page.getByRole("link", { name: "24 user connections" })).toBeVisible();
  await page.getByRole("link", { name: "9 group connections" }).click();
  await expect(page).toHaveURL("/group-connections?source__slug=saml-federation");
  await expect(rowLinks(page)).toHaveCount(9);
});

test("an old address still shows the groups of OAuth sources, with its drawer", async ({
  page,
}) => {
  await page.goto("/source-connections/423/group?ordering=pk");
  await expect(page.getByRole("heading", { name: "Red team" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Source connections");
});
