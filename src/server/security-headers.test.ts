import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Hono } from "hono";
import { expect, test } from "vitest";
import { REACT_ARIA_STYLE, securityHeaders } from "./security-headers.ts";

async function headers(): Promise<Headers> {
  const app = new Hono().use(securityHeaders()).get("/", (context) => context.text("here"));
  return (await app.request("/")).headers;
}

test("the hash in style-src matches the style that React Aria adds", () => {
  // The package does not export this file: it is located by one that it exports.
  const entry = createRequire(import.meta.url).resolve("react-aria/usePress");
  const root = entry.slice(0, entry.lastIndexOf("react-aria") + "react-aria".length);
  const source = readFileSync(join(root, "dist/private/interactions/usePress.mjs"), "utf8");
  const attribute = /PRESSABLE_ATTRIBUTE = '([^']+)'/.exec(source)?.[1] ?? "";
  const template = /style\.textContent = `([^`]*)`\.trim\(\)/.exec(source)?.[1] ?? "";
  const text = template.replace(/\$\{[^}]*PRESSABLE_ATTRIBUTE\}/, attribute).trim();
  expect(text).toMatch("touch-action");
  expect(`sha256-${createHash("sha256").update(text).digest("base64")}`).toBe(REACT_ARIA_STYLE);
});

test("the policy starts from nothing and has no unsafe exceptions", async () => {
  const policy = (await headers()).get("content-security-policy") ?? "";
  expect(policy).toMatch(/^default-src 'none';/);
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  const directives = new Map(policy.split("; ").map((one) => [one.split(" ")[0], one] as const));
  expect(directives.get("script-src")).toBe("script-src 'self'");
  expect(directives.get("connect-src")).toBe("connect-src 'self'");
  expect(directives.get("img-src")).toBe("img-src 'self' data:");
  expect(directives.get("frame-ancestors")).toBe("frame-ancestors 'none'");
  expect(directives.get("base-uri")).toBe("base-uri 'none'");
  expect(directives.get("form-action")).toBe("form-action 'none'");
  expect(directives.get("require-trusted-types-for")).toBe("require-trusted-types-for 'script'");
});

test("of scripts in the page, only the one of its head is allowed", async () => {
  const app = new Hono()
    .use(securityHeaders("sha256-abc="))
    .get("/", (context) => context.text(""));
  const policy = (await app.request("/")).headers.get("content-security-policy") ?? "";
  expect(policy.split("; ")).toContain("script-src 'self' 'sha256-abc='");
});

test("the other headers are sent, too, even on failures", async () => {
  const app = new Hono().use(securityHeaders()).onError((_, context) => context.text("no", 500));
  app.get("/", () => {
    throw new Error("broken");
  });
  for (const path of ["/", "/missing"]) {
    const { headers: sent } = await app.request(path);
    expect(sent.get("x-content-type-options")).toBe("nosniff");
    expect(sent.get("referrer-policy")).toBe("no-referrer");
    expect(sent.get("permissions-policy")).toMatch("camera=()");
    expect(sent.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(sent.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(sent.get("content-security-policy")).not.toBeNull();
  }
});
