import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPageFiles } from "./page-files.ts";
import { staticFiles } from "./static-files.ts";

const INDEX = "<!doctype html><title>Grantlens</title>";
const SCRIPT = "export const words = 'the same words, the same words, the same words';";

let folder: string;
let app: Hono;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "grantlens-"));
  mkdirSync(join(folder, "assets"));
  mkdirSync(join(folder, ".vite"));
  write("index.html", INDEX);
  write("theme.js", "1;");
  write("assets/index-1a2b3c.js", SCRIPT);
  write(".vite/manifest.json", "{}");
  writeFileSync(join(folder, "favicon.svg"), "<svg/>");
  app = new Hono().get("*", staticFiles(readPageFiles(folder)));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text));
  writeFileSync(join(folder, `${name}.gz`), gzipSync(text));
}

async function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return app.request(path, { headers });
}

const PAGE = { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

test("sends brotli, gzip or neither, as the client accepts", async () => {
  const sent = async (accepted: string) => {
    const response = await get("/assets/index-1a2b3c.js", { "Accept-Encoding": accepted });
    expect(response.headers.get("vary")).toBe("Accept-Encoding");
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    const bytes = Buffer.from(await response.arrayBuffer());
    return [response.headers.get("content-encoding"), bytes] as const;
  };
  const [brotli, small] = await sent("gzip, deflate, br, zstd");
  expect(brotli).toBe("br");
  expect(brotliDecompressSync(small).toString()).toBe(SCRIPT);
  const [gzip, middle] = await sent("gzip;q=1.0, br;q=0");
  expect(gzip).toBe("gzip");
  expect(gunzipSync(middle).toString()).toBe(SCRIPT);
  for (const accepted of ["", "identity", "br;q=0, gzip; q=0.0", "deflate"]) {
    const [none, whole] = await sent(accepted);
    expect(none).toBeNull();
    expect(whole.toString()).toBe(SCRIPT);
  }
});

test("hashed files are cached as immutable, all others are revalidated", async () => {
  const kept = async (path: string) => (await get(path)).headers.get("cache-control");
  expect(await kept("/assets/index-1a2b3c.js")).toBe("public, max-age=31536000, immutable");
  for (const path of ["/", "/index.html", "/theme.js", "/favicon.svg", "/authorization-codes"])
    expect(await kept(path)).toBe("no-cache");
});

test("unchanged files are not sent again, and each encoding has its own ETag", async () => {
  const first = await get("/", { "Accept-Encoding": "br" });
  const tag = first.headers.get("etag") ?? "";
  const again = await get("/", { "Accept-Encoding": "br", "If-None-Match": tag });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe("");
  expect(again.headers.get("etag")).toBe(tag);
  expect((await get("/", { "Accept-Encoding": "gzip", "If-None-Match": tag })).status).toBe(200);
  expect((await get("/", { "Accept-Encoding": "br", "If-None-Match": '"other"' })).status).toBe(
    200,
  );
});

test.each([
  "/",
  "/authorization-codes",
  "/authorization-codes/",
  "/Authorization-Codes",
  "/authorization-codes.",
  "/authorization-codes/42.",
  "/authorization-codes/42/user/groups/0a1b?ordering=-expires&page=2",
  "/source-connections",
  "/source-connections/7/source",
])("%s serves the page", async (path) => {
  const response = await get(path);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await response.text()).toBe(INDEX);
});

test("an unknown URL opened in a browser serves the page, as a 404", async () => {
  const response = await get("/authorization-code", PAGE);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe(INDEX);
  // Such a 404 is never "not modified".
  const tag = response.headers.get("etag") ?? "";
  expect((await get("/nothing", { ...PAGE, "If-None-Match": tag })).status).toBe(404);
});

test.each([
  "/assets/index-gone.js",
  "/assets/",
  "/assets/index-1a2b3c.js.map",
  "/assets/index-1a2b3c.js.br",
  "/authorization-codes/index.js",
  "/favicon.ico",
  "/.vite/manifest.json",
  "/../package.json",
  "/%2e%2e/package.json",
  "/..%2fpackage.json",
])("%s is a plain 404, even for a browser", async (path) => {
  const response = await get(path, PAGE);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe("Not found\n");
});

test("HEAD is GET without the body", async () => {
  const response = await app.request("/assets/index-1a2b3c.js", { method: "HEAD" });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("");
});
