import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { type Encoded, compress, indexBelow, withHeadScript } from "./index-page.ts";

export interface PageFile extends Encoded {
  type: string;
  /** Of `body`. */
  hash: string;
}

/** The built page, in memory. */
export interface PageFiles {
  /** By path, below the console's own; `/` is the page. */
  files: ReadonlyMap<string, PageFile>;
  /** The hash of the script that stands in the page, for the policy. */
  headScript: string | undefined;
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

/**
 * Reads the built page: it is small and does not change while the process runs.
 *
 * @param folder with `index.html` and, beside each other file, its `.br` and `.gz`.
 * @param base the path that browsers put in front, from slash to slash.
 */
export function readPageFiles(folder: string, base = "/"): PageFiles {
  const files = readFiles(folder);
  const built = files.get("/index.html");
  if (built === undefined) return { files, headScript: undefined };
  const { html, hash } = withHeadScript(indexBelow(textOf(built), base), (path) => {
    const file = files.get(path);
    return file && textOf(file);
  });
  const page = compress(html);
  const index = { ...built, ...page, hash: hashOf(page.body) };
  files.set("/index.html", index);
  files.set("/", index);
  return { files, headScript: hash };
}

function textOf({ body }: Encoded): string {
  return new TextDecoder().decode(body);
}

function hashOf(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("base64url").slice(0, 22);
}

function readFiles(folder: string): Map<string, PageFile> {
  const files = new Map<string, PageFile>();
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
  return files;
}
