import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { indexBelow, withHeadScript } from "./index-page.ts";

const INDEX =
  '<html data-base="/"><script src="/assets/head-1a2b3c.js"></script><script type="module" src="/assets/index-4d5e6f.js"></script>';
/** With what a replacement, and what puts index.html below a path, could mistake for theirs. */
const SOURCE = `const first = "$& $1 src=\\"/api\\"";`;

const sourceOf = (path: string) => (path === "/assets/head-1a2b3c.js" ? SOURCE : undefined);

test.each(["/", "/console/"])("below %s, the head's script stands in the page as it is", (base) => {
  const { html, hash } = withHeadScript(indexBelow(INDEX, base), sourceOf);
  expect(html).toBe(
    `<html data-base="${base}"><script>${SOURCE}</script><script type="module" src="${base}assets/index-4d5e6f.js"></script>`,
  );
  const inline = /<script>(.*?)<\/script>/s.exec(html)?.[1] ?? "";
  expect(hash).toBe(`sha256-${createHash("sha256").update(inline).digest("base64")}`);
});

test.each([
  ["no such file", () => undefined],
  ["one that would end its element", () => 'write("</SCRIPT>")'],
  ["one that would open a comment", () => "a <!--b"],
])("%s: it stays apart", (_, source) => {
  expect(withHeadScript(INDEX, source)).toEqual({ html: INDEX, hash: undefined });
});
