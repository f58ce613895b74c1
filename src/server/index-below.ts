import { brotliCompressSync, gzipSync } from "node:zlib";

interface Moved {
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
export function indexBelow(index: Uint8Array, base: string, host?: string): Moved {
  const text = new TextDecoder()
    .decode(index)
    .replaceAll(/(src|href)="\//g, `$1="${base}`)
    .replace(
      'data-base="/"',
      `data-base="${base}"${host === undefined ? "" : ` data-host="${host}"`}`,
    );
  const body = new TextEncoder().encode(text);
  const encoded = new Map([
    ["br", new Uint8Array(brotliCompressSync(body))],
    ["gzip", new Uint8Array(gzipSync(body))],
  ]);
  return { body, encoded };
}
