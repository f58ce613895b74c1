import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import type { Context, Handler } from "hono";
import { PAGES } from "../paths.ts";
import { indexBelow } from "./index-below.ts";

interface File {
  type: string;
  body: Uint8Array<ArrayBuffer>;
  /** By encoding, best first. */
  encoded: Map<string, Uint8Array<ArrayBuffer>>;
  /** Of `body`. */
  hash: string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
  ".yaml": "text/plain; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};
const ENCODINGS = [
  ["br", ".br"],
  ["gzip", ".gz"],
] as const;

/** In any case, and with the full stop of the sentence that an address was copied from: the page's router puts it right. */
const APP_ROUTES = new RegExp(`^/(?:$|(?:${PAGES.join("|")})\\.?(?:/|$))`, "i");

/** Whether a path, below the console's own, is one of the page's router: for these index.html is served. */
export function isConsolePage(path: string): boolean {
  return APP_ROUTES.test(path);
}

/**
 * Serves the built page from memory: it is small and does not change while the process runs.
 *
 * - Files below `/assets/` have a content hash in their name and are cached permanently by browsers.
 * - App routes get `index.html`; other paths requested as HTML get it with status 404, so that the page says so;
 *   an unknown asset is a plain 404.
 *
 * @param base the path that browsers put in front, from slash to slash; requests come without it.
 * @param folder with `index.html` and, beside each file, its `.br` and `.gz`.
 */
export function staticFiles(folder: string, base = "/"): Handler {
  const files = readFiles(folder);
  if (base !== "/") putIndexBelow(base, files);
  return (context) => {
    const path = new URL(context.req.url).pathname;
    const file = files.get(path);
    if (file !== undefined) return answer(context, file, path.startsWith("/assets/"));
    const index = files.get("/index.html");
    const asset = path.startsWith("/assets/") || extname(path).length > 1;
    const known = isConsolePage(path);
    const typed = context.req.header("accept")?.includes("text/html");
    if (index === undefined || asset || !(known || typed)) return context.text("Not found\n", 404);
    return answer(context, index, false, known ? 200 : 404);
  };
}

function answer(context: Context, file: File, immutable: boolean, status: 200 | 404 = 200) {
  context.header("Content-Type", file.type);
  context.header("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
  context.header("Vary", "Accept-Encoding");
  const accepted = acceptedEncodings(context.req.header("accept-encoding") ?? "");
  const [encoding, body] = [...file.encoded].find(([name]) => accepted.has(name)) ?? [
    "",
    file.body,
  ];
  // The ETag identifies the bytes as sent, in their encoding.
  const etag = encoding === "" ? `"${file.hash}"` : `"${file.hash}-${encoding}"`;
  context.header("ETag", etag);
  if (status === 200 && context.req.header("if-none-match")?.includes(etag)) {
    return context.body(null, 304);
  }
  if (encoding !== "") context.header("Content-Encoding", encoding);
  return context.body(body, status);
}

/** The encodings that a client accepts; `br;q=0` refuses one. */
function acceptedEncodings(header: string): ReadonlySet<string> {
  return new Set(
    header
      .split(",")
      .map((part) => part.trim().toLowerCase())
      .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
      .map((part) => part.replace(/;.*$/, "").trim()),
  );
}

function putIndexBelow(base: string, files: Map<string, File>): void {
  const index = files.get("/index.html");
  if (index === undefined) return;
  const { body, encoded } = indexBelow(index.body, base);
  const moved = { ...index, body, encoded, hash: hashOf(body) };
  files.set("/index.html", moved);
  files.set("/", moved);
}

function hashOf(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("base64url").slice(0, 22);
}

function readFiles(folder: string): Map<string, File> {
  const files = new Map<string, File>();
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    // `.vite/manifest.json` is not served: it is for the budgets.
    .filter((name) => !relative(folder, name).startsWith("."));
  const known = new Set(names);
  for (const name of names) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const body = new Uint8Array(readFileSync(name));
    const encoded = new Map<string, Uint8Array<ArrayBuffer>>();
    for (const [encoding, ending] of ENCODINGS) {
      if (known.has(name + ending))
        encoded.set(encoding, new Uint8Array(readFileSync(name + ending)));
    }
    const path = `/${relative(folder, name).split(sep).join("/")}`;
    files.set(path, { type, body, encoded, hash: hashOf(body) });
  }
  const index = files.get("/index.html");
  if (index) files.set("/", index);
  return files;
}
