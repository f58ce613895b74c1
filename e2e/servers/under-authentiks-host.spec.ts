import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { rowLinks } from "../support/locators.ts";
import { freePort, hasProxy, startFileServer } from "../support/proxy-process.ts";
import { startSessionAuthentik } from "../support/session-authentik.ts";

test.use({ ignoreHTTPSErrors: true });

const MAIN = fileURLToPath(new URL("../../dist/server/serve.js", import.meta.url));

for (const name of ["nginx", "caddy"] as const) {
  test(`the console's files under authentik's host, by the README's recipe for ${name}`, async ({
    page,
    context,
  }) => {
    test.skip(!hasProxy(name), `${name} is not installed, and only root on Debian can install it`);
    const root = mkdtempSync(join(tmpdir(), "grantlens-files-"));
    // nginx reads it as another user.
    chmodSync(root, 0o755);
    const said = execFileSync(process.execPath, [MAIN, "--export", `${root}/console`]);
    expect(said.toString()).toContain("to be served at /console/");
    const authentik = await startSessionAuthentik();
    const port = await freePort();
    const proxy = await startFileServer(name, port, authentik.port, root);
    try {
      const origin = `https://localhost:${port}`;
      const wanted = `${origin}/console/authorization-codes?ordering=-pk&page_size=50`;
      const faults: string[] = [];
      page.on("console", (message) => {
        const isNoise = message.text().startsWith("Failed to load resource");
        if (message.type() === "error" && !isNoise) faults.push(message.text());
      });
      await page.goto(wanted);
      await expect(page.getByRole("heading", { name: "You are not signed in" })).toBeVisible();
      await page.getByRole("link", { name: "Sign in" }).first().click();
      await expect(rowLinks(page)).toHaveCount(50);
      expect(page.url()).toBe(wanted);
      expect(authentik.signIns).toHaveLength(1);

      await rowLinks(page).first().click();
      const code = page.getByRole("heading", { level: 2, name: /^Code for/ });
      await expect(code).toBeVisible();
      await page.reload();
      await expect(code).toBeVisible();
      await expect(page.getByRole("link", { name: "Open user" })).toHaveAttribute(
        "href",
        new RegExp(`^${origin}/if/admin/`),
      );
      await expect(page.getByText("read-only")).toHaveCount(0);

      // With the caller's own session, something can be deleted.
      await page.getByRole("button", { name: "Delete …" }).click();
      const dialog = page.getByRole("dialog", { name: /^Delete authorization code/ });
      await dialog.getByRole("button", { name: "Delete authorization code" }).click();
      await expect(page.getByText(/^Deleted at /)).toBeVisible();
      await page.goto(wanted);
      await rowLinks(page).first().click();
      await expect(code).toBeVisible();

      // The session ends: the rows stay, and signing in comes back to them.
      await context.clearCookies();
      await page.getByRole("button", { name: "Refresh" }).click();
      const notice = page
        .getByRole("status")
        .filter({ hasText: "Not up to date. You are not signed in" });
      await expect(notice).toBeVisible();
      await expect(rowLinks(page)).toHaveCount(50);
      const before = page.url();
      await notice.getByRole("link", { name: "Sign in" }).click();
      await expect(notice).toHaveCount(0);
      await expect(code).toBeVisible();
      expect(page.url()).toBe(before);
      expect(faults).toEqual([]);

      const [asset = ""] = /\/console\/assets\/index-[\w-]+\.js/.exec(await page.content()) ?? [];
      const script = await page.request.get(origin + asset);
      expect(script.headers()["cache-control"]).toContain("immutable");
      expect(script.headers()["content-encoding"]).toMatch(/^(?:br|gzip)$/);
      for (const missing of ["/console/nothing", "/console/assets/nothing.js"]) {
        expect((await page.request.get(origin + missing)).status(), missing).toBe(404);
      }
      const document = await page.request.get(wanted);
      expect(document.headers()["content-security-policy"]).toContain("trusted-types 'none'");
      expect(document.headers()["cache-control"]).toBe("no-cache");
    } finally {
      await proxy.stop();
      await authentik.stop();
      rmSync(root, { recursive: true });
    }
  });
}
