import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { describe, expect, test } from "vitest";
import { createApi } from "./app.ts";
import { type Choice, readOptions } from "./options/options.ts";
import { ask, listening } from "./testing/loopback.ts";

/** The server as with `--authentik`, with no authentik behind it. */
async function guarded(): Promise<number> {
  const api = createApi(
    {
      mode: "authentik",
      port: 0,
      host: "localhost",
      log: false,
      allowChanges: false,
      url: "https://sso.example.com",
      token: "s3cret",
      signIn: null,
    },
    () => port,
  );
  const port = await listening(createServer(getRequestListener(api.fetch)));
  return port;
}

test("accepts the names of this machine, with its own port", async () => {
  const port = await guarded();
  for (const name of ["localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]"]) {
    const reply = await ask(port, "/config.json", { headers: { Host: `${name}:${port}` } });
    expect([name, reply.status]).toEqual([name, 200]);
  }
});

test("rejects every other name, as in DNS rebinding", async () => {
  const port = await guarded();
  const hosts = [
    `evil.example:${port}`,
    `localhost.evil.example:${port}`,
    `127.0.0.1.evil.example:${port}`,
    `[::2]:${port}`,
    `localhost:${port + 1}`,
    "localhost",
    `evil.example:${port}@localhost:${port}`,
  ];
  for (const host of hosts) {
    for (const path of ["/config.json", "/api/v3/core/users/me/"]) {
      const reply = await ask(port, path, { headers: { Host: host } });
      expect([host, reply.status]).toEqual([host, host.includes("@") ? 400 : 403]);
    }
  }
});

test("accepts requests from its own pages and typed URLs only", async () => {
  const port = await guarded();
  const status = async (site: string) => {
    const reply = await ask(port, "/config.json", { headers: { "Sec-Fetch-Site": site } });
    return reply.status;
  };
  expect(await status("same-origin")).toBe(200);
  expect(await status("none")).toBe(200);
  expect(await status("same-site")).toBe(403);
  expect(await status("cross-site")).toBe(403);
  expect(await status("")).toBe(403);
  expect(await status("same-origin, cross-site")).toBe(403);
});

describe("where people sign in", () => {
  /** The server behind a proxy that ends TLS. */
  async function published(): Promise<number> {
    const env = { GRANTLENS_CLIENT_SECRET: "s" };
    const flags = "--sign-in --rows 5 --still --public-url https://grants.example.com";
    const choice = readOptions(flags.split(" "), env) as Choice;
    return listening(createServer(getRequestListener(createApi(choice, () => 9800).fetch)));
  }
  const HOST = "grants.example.com";
  const signOut = { method: "POST", headers: { Host: HOST, "X-Grantlens": "1" } };

  test.each<[string, string, Parameters<typeof ask>[2], number]>([
    [
      "its own page's script",
      "/api/v3/root/config/",
      { headers: { Host: HOST, "Sec-Fetch-Site": "same-origin" } },
      401,
    ],
    ["another host name", "/config.json", { headers: { Host: "localhost:9800" } }, 403],
    ["an address", "/config.json", { headers: { Host: "127.0.0.1" } }, 403],
    [
      "another site's script",
      "/api/v3/root/config/",
      { headers: { Host: HOST, "Sec-Fetch-Site": "cross-site" } },
      403,
    ],
    [
      "another site's link into the API",
      "/api/v3/root/config/",
      { headers: { Host: HOST, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" } },
      403,
    ],
    [
      "another site's link to a page",
      "/auth/signed-out",
      { headers: { Host: HOST, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" } },
      200,
    ],
    ["a form", "/auth/sign-out", { method: "POST", headers: { Host: HOST } }, 403],
    [
      "a script of another origin",
      "/auth/sign-out",
      { ...signOut, headers: { ...signOut.headers, Origin: "https://elsewhere.example" } },
      403,
    ],
    [
      "a script of the same site",
      "/auth/sign-out",
      { ...signOut, headers: { ...signOut.headers, "Sec-Fetch-Site": "same-site" } },
      403,
    ],
    [
      "its own script that changes something",
      "/auth/sign-out",
      { ...signOut, headers: { ...signOut.headers, Origin: `https://${HOST}` } },
      200,
    ],
    ["a supervisor", "/healthz", { headers: { Host: "10.0.0.3" } }, 200],
  ])("%s", async (_, path, options, status) => {
    expect((await ask(await published(), path, options)).status).toBe(status);
  });

  test("a page that is opened by another name of loopback is sent to the one whose cookies count", async () => {
    const app = createApi(readOptions(["--sign-in", "--rows", "5"], {}) as Choice, () => 9800);
    const page = await app.request("http://127.0.0.1:9800/authorization-codes?user=1", {
      headers: { Host: "127.0.0.1:9800", Accept: "text/html" },
    });
    expect(page.headers.get("Location")).toBe("http://localhost:9800/authorization-codes?user=1");
  });
});
