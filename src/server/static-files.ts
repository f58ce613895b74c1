import { extname } from "node:path";
import type { Context, Handler } from "hono";
import { PAGES } from "../paths.ts";
import type { PageFile, PageFiles } from "./page-files.ts";

/** In any case, and with the full stop of the sentence that an address was copied from: the page's router puts it right. */
const APP_ROUTES = new RegExp(`^/(?:$|(?:${PAGES.join("|")})\\.?(?:/|$))`, "i");

/** Whether a path, below the console's own, is one of the page's router: for these index.html is served. */
export function isConsolePage(path: string): boolean {
  return APP_ROUTES.test(path);
}

/**
 * Serves the built page from memory.
 *
 * - Files below `/assets/` have a content hash in their name and are cached permanently by browsers.
 * - App routes get `index.html`; other paths requested as HTML get it with status 404, so that the page says so;
 *   an unknown asset is a plain 404.
 * - Requests come without the path that browsers put in front.
 */
export function staticFiles({ files }: Pick<PageFiles, "files">): Handler {
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

function answer(context: Context, file: PageFile, immutable: boolean, status: 200 | 404 = 200) {
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
