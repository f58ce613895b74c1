import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "./app.ts";
import { type Choice, readOptions } from "./options/options.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "grantlens-"));
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
});
afterAll(() => rmSync(folder, { recursive: true }));

function app(...args: string[]) {
  const choice = readOptions(args, { AUTHENTIK_TOKEN: "t0ken" }) as Choice;
  return createApp(choice, () => 9800, folder);
}

test("tells the page what server it talks to", async () => {
  const sandbox = await app("--sandbox", "2024.8", "--rows", "5").request("/config.json");
  expect(sandbox.headers.get("cache-control")).toBe("no-store");
  expect(await sandbox.json()).toEqual({
    mode: "sandbox",
    authentikUrl: null,
    sandboxVersion: "2024.8",
    readOnly: false,
    oneToken: false,
    signedInSince: null,
  });
  const real = await app("--authentik", "https://sso.example.com/auth/").request("/config.json", {
    headers: { Host: "localhost:9800" },
  });
  expect(await real.json()).toEqual({
    mode: "authentik",
    authentikUrl: "https://sso.example.com/auth",
    sandboxVersion: null,
    readOnly: true,
    oneToken: true,
    signedInSince: null,
  });
});

test("the sandbox answers below /api/v3/, with its own clock and without secrets", async () => {
  const grantlens = app("--rows", "20", "--still", "--at", "2026-01-02T03:04:05Z");
  const response = await grantlens.request("/api/v3/oauth2/authorization_codes/?page_size=20");
  expect(response.status).toBe(200);
  expect(response.headers.get("date")).toMatch(/^Fri, 02 Jan 2026 03:04:0[5-9] GMT$/);
  expect(response.headers.get("x-authentik-id")).toBeTruthy();
  expect(response.headers.get("cache-control")).toBe("no-store");
  const text = await response.text();
  expect(text).toMatch('"client_secret":"[withheld]"');
  expect(text).not.toMatch("CANARY");
});

test("the same seed gives the same world, another seed another", async () => {
  const users = async (seed: string) => {
    const grantlens = app("--seed", seed, "--rows", "0", "--still", "--at", "2026-01-02");
    return (await grantlens.request("/api/v3/core/users/?page_size=50")).text();
  };
  expect(await users("3")).toBe(await users("3"));
  expect(await users("3")).not.toBe(await users("4"));
});

test("in front of a real authentik, pages are guarded like the API, and refused in plain text", async () => {
  const grantlens = app("--authentik", "https://sso.example.com");
  for (const path of ["/", "/config.json", "/api/v3/core/users/me/"]) {
    const rebound = await grantlens.request(path, { headers: { Host: "evil.example:9800" } });
    expect([path, rebound.status]).toEqual([path, 403]);
    expect(rebound.headers.get("content-type")).toMatch("text/plain");
    const foreign = await grantlens.request(path, {
      headers: { Host: "localhost:9800", "Sec-Fetch-Site": "cross-site" },
    });
    expect([path, foreign.status]).toEqual([path, 403]);
  }
});

test("the sandbox is not guarded and accepts any host name", async () => {
  const response = await app("--rows", "0").request("/config.json", {
    headers: { Host: "grantlens.example", "Sec-Fetch-Site": "cross-site" },
  });
  expect(response.status).toBe(200);
});

test("every response carries the CSP", async () => {
  const grantlens = app("--rows", "0");
  for (const path of ["/", "/config.json", "/api/v3/root/config/", "/assets/gone.js"]) {
    const response = await grantlens.request(path);
    expect(response.headers.get("content-security-policy")).toMatch("default-src 'none'");
  }
});

test("a supervisor may ask for its health by any name", async () => {
  const real = app("--authentik", "http://127.0.0.1:1");
  const headers = { Host: "grants.example.com" };
  expect((await real.request("/healthz", { headers })).status).toBe(200);
  expect((await real.request("/readyz", { headers })).status).toBe(503);
  expect((await real.request("/config.json", { headers })).status).toBe(403);
  expect((await app().request("/readyz")).status).toBe(200);
});
