import { expect, test } from "@playwright/test";
import { type Grantlens, startGrantlens } from "../support/grantlens-process.ts";
import { rowLinks } from "../support/locators.ts";
import {
  CLIENT,
  type OpenIdAuthentik,
  signInAs,
  startOpenIdAuthentik,
} from "../support/openid-authentik.ts";
import { freePort, hasProxy, type ProxyProcess, startProxy } from "../support/proxy-process.ts";

test.use({ ignoreHTTPSErrors: true });

interface Published {
  /** With the path. */
  origin: string;
  processes: Grantlens[];
  authentik: OpenIdAuthentik;
}

/** What was started, the last one first. */
const started: { stop(): Promise<void> }[] = [];
test.afterEach(async () => {
  for (const one of started.splice(0).toReversed()) await one.stop();
});

async function publish(name: "nginx" | "caddy", count: number, path = ""): Promise<Published> {
  const port = await freePort();
  const origin = `https://localhost:${port}${path}`;
  const authentik = await startOpenIdAuthentik(600);
  started.push(authentik);
  authentik.allow(`${origin}/auth/callback`);
  const flags = ["--authentik", authentik.url, "--client-id", CLIENT.id, "--public-url", origin];
  const env = {
    GRANTLENS_CLIENT_SECRET: CLIENT.secret,
    GRANTLENS_SESSION_KEY: "a key that is only for these tests, of no use",
  };
  const processes: Grantlens[] = [];
  for (let one = 0; one < count; one++) {
    const more = count > 1 ? ["--sessions", "sealed"] : [];
    processes.push(await startGrantlens([...flags, ...more], env));
  }
  started.push(...processes);
  const ports = processes.map((one) => Number(new URL(one.origin).port));
  const proxy: ProxyProcess = await startProxy(name, port, ports);
  started.push(proxy);
  return { origin, processes, authentik };
}

for (const [name, path] of [
  ["nginx", ""],
  ["caddy", ""],
  ["nginx", "/a/grants"],
  ["caddy", "/a/grants"],
] as const) {
  test(`behind ${name}${path && `, at ${path}`}, by the README's recipe: a link to an object, compression, caching, headers, 404`, async ({
    page,
  }) => {
    test.skip(!hasProxy(name), `${name} is not installed, and only root on Debian can install it`);
    const { origin } = await publish(name, 1, path);
    const wanted = `${origin}/authorization-codes?ordering=-pk&page_size=50`;
    const assets: [string | undefined, string | undefined][] = [];
    page.on("response", (response) => {
      if (!response.url().startsWith(`${origin}/assets/`)) return;
      const headers = response.headers();
      assets.push([headers["content-encoding"], headers["cache-control"]]);
    });
    await page.goto(wanted);
    await signInAs(page, "admin");
    await expect(rowLinks(page)).toHaveCount(50);
    expect(page.url()).toBe(wanted);
    await rowLinks(page).first().click();
    await expect(page.getByRole("heading", { level: 2, name: /^Code for/ })).toBeVisible();
    expect(page.url()).toMatch(new RegExp(`^${origin}/authorization-codes/\\d+\\?`));
    await page.reload();
    await expect(page.getByRole("heading", { level: 2, name: /^Code for/ })).toBeVisible();
    await page.getByRole("link", { name: "Overview" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    expect(page.url()).toBe(`${origin}/`);
    expect(assets.length).toBeGreaterThan(2);
    for (const asset of assets) {
      expect(asset).toEqual(["br", "public, max-age=31536000, immutable"]);
    }
    const cookie = (await page.context().cookies()).find((one) => one.name.includes("grantlens"));
    expect(cookie).toMatchObject({
      name: path === "" ? "__Host-grantlens" : "__Secure-grantlens",
      secure: true,
      httpOnly: true,
      sameSite: "Lax",
      path: `${path}/`,
    });
    const missing = await page.request.get(`${origin}/assets/nothing.js`);
    expect(missing.status()).toBe(404);
    expect(missing.headers()["content-security-policy"]).toContain("script-src 'self'");
    const api = await page.request.get(`${origin}/api/v3/core/users/me/`);
    expect(api.headers()["cache-control"]).toBe("no-store");
  });
}

test("three processes with sealed sessions behind one nginx: one that ends is not missed", async ({
  page,
}) => {
  test.skip(!hasProxy("nginx"), "nginx is not installed, and only root on Debian can install it");
  const { origin, processes } = await publish("nginx", 3);
  await page.goto(`${origin}/authorization-codes?ordering=-pk&page_size=50`);
  await signInAs(page, "admin");
  await expect(rowLinks(page)).toHaveCount(50);
  await processes[1]?.stop();
  for (let times = 0; times < 6; times++) {
    const answer = await page.request.get(`${origin}/api/v3/core/users/me/`);
    expect(answer.status()).toBe(200);
  }
  await page.reload();
  await expect(rowLinks(page)).toHaveCount(50);
  await expect(page.getByText("· superuser")).toBeVisible();
});
