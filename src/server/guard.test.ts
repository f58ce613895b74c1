import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { expect, test } from "vitest";
import { createApi } from "./app.ts";
import { ask, listening } from "./testing/loopback.ts";

/** The server as with `--authentik`, with no authentik behind it. */
async function guarded(): Promise<number> {
  const api = createApi(
    {
      mode: "authentik",
      port: 0,
      host: "localhost",
      log: false,
      url: "https://sso.example.com",
      token: "s3cret",
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
