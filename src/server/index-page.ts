import { createHash } from "node:crypto";
import { brotliCompressSync, gzipSync } from "node:zlib";

/** A file as it is sent. */
export interface Encoded {
  body: Uint8Array<ArrayBuffer>;
  /** By encoding, best first. */
  encoded: Map<string, Uint8Array<ArrayBuffer>>;
}

/**
 * index.html for a console below a path: it alone says so, everything else is found from there.
 *
 * @param base the path, from slash to slash.
 * @param host authentik's own path, where the console lies under its host.
 */
export function indexBelow(index: string, base: string, host?: string): string {
  return index
    .replaceAll(/(src|href)="\//g, `$1="${base}`)
    .replace(
      'data-base="/"',
      `data-base="${base}"${host === undefined ? "" : ` data-host="${host}"`}`,
    );
}

/**
 * index.html with the head's script in it: its first request is sent a round trip sooner than from a file. The policy
 * allows this one script, by its hash; files that another server hands out keep it apart, under their fixed policy.
 *
 * @param sourceOf the text of a file by its path, below the console's own.
 * @returns the hash as the policy spells it, undefined where there is no such script.
 */
export function withHeadScript(
  index: string,
  sourceOf: (path: string) => string | undefined,
): { html: string; hash: string | undefined } {
  const [tag, path = ""] =
    /<script src="[^"]*(\/assets\/head-[^"]+\.js)"><\/script>/.exec(index) ?? [];
  const source = sourceOf(path);
  // What would end the element cannot stand in it.
  if (tag === undefined || source === undefined || /<\/script|<!--/i.test(source))
    return { html: index, hash: undefined };
  return {
    html: index.replace(tag, () => `<script>${source}</script>`),
    hash: `sha256-${createHash("sha256").update(source).digest("base64")}`,
  };
}

/** A text, and the same compressed. */
export function compress(text: string): Encoded {
  const body = new TextEncoder().encode(text);
  const encoded = new Map([
    ["br", new Uint8Array(brotliCompressSync(body))],
    ["gzip", new Uint8Array(gzipSync(body))],
  ]);
  return { body, encoded };
}
