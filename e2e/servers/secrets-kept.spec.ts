import { createSandbox } from "../../src/sandbox/sandbox.ts";
import { createWorld } from "../../src/sandbox/world/world.ts";
import { asCaller } from "../../src/sandbox/world/callers.ts";
import { rowLinks } from "../support/locators.ts";
import { expect, type Fields, STILL, test } from "../support/fixtures.ts";
import { CANARY, hasSecret } from "../support/page-guard.ts";

const ENDPOINTS = [
  "oauth2/authorization_codes/",
  "oauth2/access_tokens/",
  "oauth2/refresh_tokens/",
  "providers/oauth2/",
  "providers/all/",
  "core/users/",
  "core/groups/?include_users=true&include_children=true&include_parents=true",
  "sources/all/",
  "sources/oauth/",
  "sources/group_connections/oauth/",
  "events/events/",
];

/** The sandbox behind the console, before anything is redacted. */
function bare(version: string) {
  const start = Date.parse("2026-11-22T12:00:00Z");
  const world = createWorld({ seed: 1, rows: 312, start, still: true });
  return createSandbox({ version, world, now: () => start });
}

for (const version of ["2026.2", "2024.8"]) {
  test.describe(`authentik ${version}`, () => {
    test.use({ flags: [...STILL, "--sandbox", version] });

    test("no endpoint's response carries a secret out of the process", async ({ request }) => {
      let planted = 0;
      for (const path of ENDPOINTS) {
        const query = `${path}${path.includes("?") ? "&" : "?"}page_size=100`;
        const whole = await bare(version).handle(
          asCaller(new Request(`http://bare/api/v3/${query}`), "admin"),
        );
        planted += (await whole.text()).split(CANARY).length - 1;
        const answer = await request.get(`/api/v3/${query}`);
        expect(answer.status(), path).toBe(200);
        const text = await answer.text();
        expect(hasSecret(text), path).toBe(false);
        const [first] = (JSON.parse(text) as Fields)["results"];
        const key = path.startsWith("sources/") && first.slug ? first.slug : first.pk;
        const one = await request.get(`/api/v3/${path.split("?")[0]}${key}/`);
        expect(one.status(), `${path} ${key}`).toBe(200);
        expect(hasSecret(await one.text()), `${path} ${key}`).toBe(false);
      }
      // Otherwise there would have been nothing to find.
      expect(planted).toBeGreaterThan(100);
    });
  });
}

test("secrets in attributes are marked as withheld, and the rest of the tree is shown", async ({
  page,
  ask,
}) => {
  const { results } = await ask("core/users/?username=secrets");
  const codes = await ask(`oauth2/authorization_codes/?user=${results[0].pk}`);
  await page.goto(`/authorization-codes/${codes["results"][0].pk}/user`);
  await expect(page.getByRole("heading", { name: "Attributes" })).toBeVisible();
  const closed = page.locator("details:not([open]) > summary");
  while ((await closed.count()) > 0) await closed.first().click();
  await expect(page.getByText("withheld").first()).toBeVisible();
  await expect(page.getByText("quartz", { exact: true }).first()).toBeVisible();
  await expect(rowLinks(page)).not.toHaveCount(0);
});
