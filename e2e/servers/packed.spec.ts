import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { startGrantlens } from "../support/grantlens-process.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

interface Packed {
  filename: string;
  files: { path: string }[];
}

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "grantlens-packed-"));
});
test.afterAll(() => rmSync(folder, { recursive: true }));

function npm(args: readonly string[], cwd: string): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

test("the package has the built console and nothing else, and runs where it is installed, without a registry", async ({
  request,
}) => {
  // It is built already.
  const pack = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const [packed] = JSON.parse(npm(pack, ROOT)) as Packed[];
  const others = packed!.files.filter(({ path }) => !/^dist\/(?:client|server)\//.test(path));
  expect(others.map(({ path }) => path).toSorted()).toEqual([
    "LICENSE",
    "README.md",
    "package.json",
  ]);

  writeFileSync(join(folder, "package.json"), "{}");
  npm(["install", "--offline", "--no-audit", "--no-fund", join(folder, packed!.filename)], folder);
  const main = join(folder, "node_modules/.bin/grantlens");
  const grantlens = await startGrantlens(["--rows", "7"], {}, main);
  try {
    const page = await request.get(`${grantlens.origin}/authorization-codes`);
    expect(await page.text()).toContain('<div id="root">');
    const list = await request.get(`${grantlens.origin}/api/v3/oauth2/authorization_codes/`);
    expect((await list.json()).pagination.count).toBe(7);
  } finally {
    await grantlens.stop();
  }
});
