import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { expect, test } from "vitest";
import { createApi } from "./app.ts";
import { type Choice, readOptions } from "./options/options.ts";
import { ask, listening } from "./testing/loopback.ts";

const CODES = "/api/v3/oauth2/authorization_codes/";
const ME = "/api/v3/core/users/me/";

function app(...args: string[]) {
  return createApi(readOptions(["--rows", "30", ...args], {}) as Choice, () => 9800);
}

function served(...args: string[]): Promise<number> {
  return listening(createAdaptorServer({ fetch: app(...args).fetch }) as Server);
}

test.each([
  ["admin", 200, "akadmin"],
  ["auditor", 200, "auditor"],
  ["viewer", 200, "viewer"],
  ["nobody", 403, undefined],
  ["badtoken", 403, undefined],
])("--as %s: the process adds the credentials", async (as, status, username) => {
  const sandbox = app("--as", as);
  // Credentials from the browser are ignored.
  const headers = { Authorization: "Bearer sandbox-admin-token" };
  const me = await sandbox.request(ME, { headers });
  expect(me.status).toBe(status);
  expect((await me.json()).user?.username).toBe(username);
  const users = await sandbox.request("/api/v3/core/users/", { headers });
  expect(users.status).toBe(as === "viewer" ? 403 : status);
});

test("a refused token is distinguished from a missing one, as with a real authentik", async () => {
  const told = async (as: string, path: string) =>
    (await app("--as", as).request(path)).headers.get("X-Grantlens-Failure");
  expect(await told("badtoken", ME)).toBe("token-refused");
  expect(await told("badtoken", CODES)).toBe("token-refused");
  expect(await told("nobody", CODES)).toBeNull();
  expect(await told("viewer", "/api/v3/core/users/")).toBeNull();
});

test("behaves the same over a real connection", async () => {
  const me = await ask(await served("--as", "viewer"), ME);
  expect(JSON.parse(me.text).user.username).toBe("viewer");
});

test("faults are injected after secrets are redacted", async () => {
  for (const fault of ["type", "drip:40ms"]) {
    const text = await (await app("--fail", fault).request(CODES)).text();
    expect(text).toMatch('"client_secret":"[withheld]"');
    expect(text).not.toMatch("CANARY");
  }
  const page = await app("--fail", "html").request(CODES);
  expect(await page.text()).toMatch("<!DOCTYPE html>");
});

test("a cut connection is one for the client, too", async () => {
  const code = (fault: string) =>
    served("--fail", fault).then((port) =>
      ask(port, ME).then(
        ({ status }) => status,
        (error: NodeJS.ErrnoException) => `${error.code} ${error.message}`,
      ),
    );
  expect(await code("drop")).toBe("ECONNRESET socket hang up");
  expect(await code("reset")).toBe("ECONNRESET read ECONNRESET");
  expect(await code("truncate")).toBe("ECONNRESET aborted");
  expect(await code("500")).toBe(500);
});

test("a connection that is cut where a deletion asks for a name is not that of the deletion", async () => {
  const port = await served("--still", "--fail", "drop@core/users/me/");
  const { results } = JSON.parse((await ask(port, CODES)).text);
  const answer = await fetch(`http://127.0.0.1:${port}${CODES}${results[0].pk}/`, {
    method: "DELETE",
    headers: { "X-Grantlens": "1" },
  });
  expect(answer.status).toBe(204);
});

test("a truncated response breaks off before its promised length", async () => {
  const port = await served("--fail", "truncate,1");
  const response = await fetch(`http://127.0.0.1:${port}${ME}`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(response.headers.has("x-sandbox-cut")).toBe(false);
  await expect(response.text()).rejects.toThrow("terminated");
  expect((await fetch(`http://127.0.0.1:${port}${ME}`)).status).toBe(200);
});

test("a slow body arrives slowly and complete, and can be abandoned", async () => {
  const port = await served("--fail", "drip:400ms,1", "--fail", "drip:1h");
  const began = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}${ME}`);
  const head = performance.now() - began;
  expect((await response.json()).user.username).toBe("akadmin");
  expect(performance.now() - began - head).toBeGreaterThan(250);
  const patience = AbortSignal.timeout(200);
  await expect(
    fetch(`http://127.0.0.1:${port}${ME}`, { signal: patience }).then((slow) => slow.text()),
  ).rejects.toThrow("timeout");
});

function failing(sandbox: ReturnType<typeof app>) {
  return (body: unknown, headers: Record<string, string> = {}) =>
    sandbox.request("/sandbox/fail", {
      method: "POST",
      headers: { "Content-Type": "application/json", Host: "localhost:9800", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
}

test("/sandbox/fail sets the faults from now on, and lists those still active", async () => {
  const sandbox = app("--fail", "502");
  const fail = failing(sandbox);
  expect((await sandbox.request(ME)).status).toBe(502);
  const answer = await fail(["503:7s,1@core/", { kind: "429", path: "oauth2/" }]);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect((await sandbox.request(ME)).headers.get("retry-after")).toBe("7");
  expect((await sandbox.request(ME)).status).toBe(200);
  expect((await sandbox.request(CODES)).status).toBe(429);
  const standing = { kind: "429", ms: 5000, times: null, path: "oauth2/" };
  expect(await (await sandbox.request("/sandbox/fail")).json()).toEqual({ faults: [standing] });
  expect(await (await fail([])).json()).toEqual({ faults: [] });
  expect((await sandbox.request(CODES)).status).toBe(200);
});

test("/sandbox/fail: an invalid request changes nothing", async () => {
  const sandbox = app("--fail", "502");
  const fail = failing(sandbox);
  for (const body of ["", "{", "null", ["500", "418"], { kind: "500", times: 0 }]) {
    const answer = await fail(body);
    expect([body, answer.status]).toEqual([body, 400]);
    expect((await answer.json()).detail).toMatch(/./);
  }
  expect((await fail([], { "Content-Type": "text/plain" })).status).toBe(415);
  expect((await sandbox.request(ME)).status).toBe(502);
});

test("/sandbox/fail is refused to other sites' pages", async () => {
  const sandbox = app("--fail", "502");
  const fail = failing(sandbox);
  for (const site of ["cross-site", "same-site", ""]) {
    expect((await fail([], { "Sec-Fetch-Site": site })).status).toBe(403);
  }
  const rebound = { Host: "evil.example:9800", Origin: "http://evil.example:9800" };
  expect((await fail([], rebound)).status).toBe(403);
  for (const origin of ["http://evil.example", "http://localhost:9801", "null"]) {
    expect((await fail([], { Origin: origin })).status).toBe(403);
  }
  expect((await sandbox.request(ME)).status).toBe(502);
  const own = { "Sec-Fetch-Site": "same-origin", Origin: "http://localhost:9800" };
  expect((await fail([], own)).status).toBe(200);
  expect((await sandbox.request(ME)).status).toBe(200);
});

test("in front of a real authentik, no faults can be injected", async () => {
  const choice = readOptions(["--authentik", "http://127.0.0.1:1"], { AUTHENTIK_TOKEN: "t0ken" });
  const headers = { Host: "localhost:9800", "Content-Type": "application/json" };
  const proxy = createApi(choice as Choice, () => 9800);
  const answer = await proxy.request("/sandbox/fail", { method: "POST", headers, body: "[]" });
  expect(answer.status).toBe(404);
});
