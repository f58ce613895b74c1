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
  origin: string;
  processes: Grantlens[];
  authentik: OpenIdAuthentik;
}

/** What was started, the last one first. */
const started: { stop(): Promise<void> }[] = [];
test.afterEach(async () => {
  for (const one of started.splice(0).toReversed()) await one.stop();
});

async function publish(name: "nginx" | "caddy", count: number): Promise<Published> {
  const port = await freePort();
  const origin = `https://localhost:${port}`;
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

for (const name of ["nginx", "caddy"] as const) {
  test(`behind ${name}, by the README's recipe: a link to an object, compression, caching, headers, 404`, async ({
    page,
  }) => {
    test.skip(!hasProxy(name), `${name} is not installed, and only root on Debian can install it`);
    const { origin } = await publish(name, 1);
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
    expect(assets.length).toBeGreaterThan(2);
    for (const asset of assets) {
      expect(asset).toEqual(["br", "public, max-age=31536000, immutable"]);
    }
    const cookie = (await page.context().cookies()).find((one) => one.name.includes("grantlens"));
    expect(cookie).toMatchObject({
      name: "__Host-grantlens",
      secure: true,
      httpOnly: true,
      sameSite: "Lax",
      path: "/",
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
  await page.goto(`${origin}/authorization-codes?page_size=50`);
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
