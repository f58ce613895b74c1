import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { exportFiles } from "./export-files.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "grantlens-export-"));
  mkdirSync(join(root, "client/assets"), { recursive: true });
  writeFileSync(
    join(root, "client/index.html"),
    '<html data-base="/"><title>Grantlens</title><script src="/assets/a.js"></script><link href="/assets/a.css">',
  );
  writeFileSync(join(root, "client/assets/a.js"), "1");
  writeFileSync(join(root, "client/blueprint.yaml"), "");
});
afterEach(() => rmSync(root, { recursive: true }));

const INDEX =
  '<html data-base="/a/b/" data-host="/"><title>Grantlens</title><script src="/a/b/assets/a.js"></script><link href="/a/b/assets/a.css">';

test("the files say below which path they are, compressed as well, and how one signs in", () => {
  const folder = join(root, "out");
  exportFiles({ mode: "export", folder, base: "/a/b/" }, join(root, "client"));
  const read = (name: string) => readFileSync(join(folder, name));
  expect(read("index.html").toString()).toBe(INDEX);
  expect(brotliDecompressSync(read("index.html.br")).toString()).toBe(INDEX);
  expect(gunzipSync(read("index.html.gz")).toString()).toBe(INDEX);
  expect(read("assets/a.js").toString()).toBe("1");
  expect(existsSync(join(folder, "blueprint.yaml"))).toBe(false);
  expect(JSON.parse(read("config.json").toString())).toEqual({
    mode: "authentik",
    authentikUrl: "/",
    readOnly: false,
  });
  // Again, over an earlier console.
  exportFiles({ mode: "export", folder, base: "/" }, join(root, "client"));
  expect(read("index.html").toString()).toContain('data-base="/" data-host="/"');
});

test("a folder that holds something else is left alone", () => {
  const folder = join(root, "client/assets");
  expect(() => exportFiles({ mode: "export", folder, base: "/" }, join(root, "client"))).toThrow(
    "not empty",
  );
  expect(readFileSync(join(folder, "a.js"), "utf8")).toBe("1");
});
