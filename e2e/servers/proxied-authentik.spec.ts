import { address, drawer, expectKeys, pager, rowLink, rowLinks } from "../support/locators.ts";
import { expect, test as base } from "../support/fixtures.ts";
import { startGrantlens } from "../support/grantlens-process.ts";
import { type RecordedAuthentik, startRecordedAuthentik } from "../support/recorded-authentik.ts";

const TOKEN = "recorded-token-0123456789";
const CODES = "oauth2/authorization_codes/?ordering=expires,pk";

interface Fixtures {
  upstream: RecordedAuthentik;
  /** The token that the console is started with. */
  token: string;
}

/** The console in front of a second server with recorded rows. */
const test = base.extend<Fixtures>({
  token: [TOKEN, { option: true }],
  upstream: async ({}, use) => {
    const upstream = await startRecordedAuthentik(TOKEN);
    await use(upstream);
    await upstream.stop();
  },
  origin: async ({ upstream, token }, use) => {
    const env = { AUTHENTIK_TOKEN: token };
    const grantlens = await startGrantlens(["--authentik", upstream.url], env);
    await use(grantlens.origin);
    await grantlens.stop();
  },
});

test("a real authentik's lists, filters and drawers work, and name their origin", async ({
  page,
  ask,
  upstream,
}) => {
  await page.goto("/authorization-codes");
  const { results, pagination } = await ask(CODES);
  await expectKeys(page, results);
  await expect(pager(page)).toContainText(`1–20 of ${pagination.count}`);
  await expect(page.getByText(new URL(upstream.url).host)).toBeVisible();
  await expect(page.getByText("read-only")).toBeVisible();
  await expect(page.getByText("shared token")).toBeVisible();

  await pager(page).getByRole("link", { name: "Next page" }).click();
  const [{ pk, user, provider }] = (await ask(`${CODES}&page=2`))["results"];
  await rowLink(page, pk).click();
  const open = drawer(page, /^Code for/);
  await expect(open.getByRole("link", { name: "Open user" })).toHaveAttribute(
    "href",
    `${upstream.url}/if/admin/#/identity/users/${user.pk}`,
  );
  await expect(open.getByRole("link", { name: "Open provider" })).toHaveAttribute(
    "href",
    `${upstream.url}/if/admin/#/core/providers/${provider.pk}`,
  );
  await page.goto(`/authorization-codes/${pk}/provider`);
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(provider.name);

  await page.goto(`/source-connections?source__slug=github`);
  const connections = await ask(
    "sources/group_connections/oauth/?source__slug=github&ordering=-created,pk",
  );
  await expectKeys(page, connections["results"]);
  await expect(page.getByRole("combobox", { name: "Source" })).toHaveValue("GitHub 🐙");
  // The page guard checked that none of them reached the browser.
  expect(upstream.secretsTold()).toBeGreaterThan(0);
});

test("connections are searched on the server", async ({ page, ask }) => {
  await page.goto("/source-connections");
  await expect(page.getByRole("table")).toBeVisible();
  await page.getByRole("combobox", { name: "Search" }).fill("engineering");
  const hits = await ask(
    "sources/group_connections/oauth/?search=engineering&ordering=-created,pk",
  );
  await expectKeys(page, hits["results"]);
  expect(address(page)).toBe("/source-connections?search=engineering");
});

test("the token is sent upstream, but none of the browser's own credentials", async ({
  page,
  context,
  origin,
  upstream,
}) => {
  await context.addCookies([{ name: "authentik_session", value: "browser", url: origin }]);
  await page.goto("/authorization-codes");
  await expect(rowLinks(page)).toHaveCount(20);
  const answers = await page.evaluate(async () => {
    const path = "/api/v3/oauth2/authorization_codes/";
    const headers = { Authorization: "Bearer browser" };
    const methods = ["HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];
    const asking = methods.map((method) => fetch(path, { method, headers }));
    return (await Promise.all(asking)).map(({ status, headers: answered }) => [
      status,
      answered.get("set-cookie"),
    ]);
  });
  expect(answers.map(([status]) => status)).toEqual([200, 200, 405, 405, 405, 405]);
  expect(new Set(upstream.asked.map(({ method }) => method))).toEqual(
    new Set(["GET", "HEAD", "OPTIONS"]),
  );
  for (const { headers, url } of upstream.asked) {
    expect(url).toMatch(/^\/sso\/api\/v3\//);
    expect(headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(headers.cookie).toBeUndefined();
  }
  const cookies = await context.cookies();
  expect(cookies.map(({ value }) => value)).toEqual(["browser"]);
  expect(await page.content()).not.toContain(TOKEN);
});

test("cross-site requests and other host names are refused", async ({
  request,
  origin,
  upstream,
}) => {
  const path = "/api/v3/oauth2/authorization_codes/";
  const headers = [{ "Sec-Fetch-Site": "cross-site" }, { Host: "rebound.example.com" }];
  for (const each of headers) {
    expect((await request.get(origin + path, { headers: each })).status()).toBe(403);
  }
  expect(upstream.asked).toEqual([]);
});

test("an unreachable upstream is reported on the page, and Try again recovers", async ({
  page,
  upstream,
}) => {
  await page.goto("/authorization-codes");
  await expect(rowLinks(page)).toHaveCount(20);
  await upstream.stop();
  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  // Rows already loaded stay readable.
  await expect(page.getByText("Not up to date.")).toBeVisible();
  await expect(rowLinks(page)).toHaveCount(20);
  await page.reload();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("authentik cannot be reached");
  const again = await startRecordedAuthentik(TOKEN, Number(new URL(upstream.url).port));
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(rowLinks(page)).toHaveCount(20);
  await again.stop();
});

test.describe("a refused token", () => {
  test.use({ token: "another-token" });

  test("is reported on both lists", async ({ page }) => {
    for (const path of ["/authorization-codes", "/source-connections"]) {
      await page.goto(path);
      await expect(page.getByRole("alert")).toContainText("The API token was refused");
      await expect(page.getByText("The token was refused")).toBeVisible();
    }
  });
});
