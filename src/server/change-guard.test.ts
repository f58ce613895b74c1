import { expect, test } from "vitest";
import { createApi } from "./app.ts";
import { type Choice, readOptions } from "./options/options.ts";
import { upstream } from "./testing/loopback.ts";
import { SignInBrowser } from "./testing/sign-in-browser.ts";

const CODE = "/api/v3/oauth2/authorization_codes/42/";
const OWN = { Host: "localhost:9800", "X-Grantlens": "1" };

/** A console, and the lines of its audit. */
function consoleOf(...args: string[]) {
  const lines: string[] = [];
  const choice = readOptions(args, { AUTHENTIK_TOKEN: "t0ken-of-the-process" }) as Choice;
  const app = createApi(
    choice,
    () => 9800,
    (line) => void lines.push(line),
  );
  const send = (method: string, path: string, headers: Record<string, string> = OWN) =>
    app.request(path, { method, headers });
  return { app, lines, send };
}

/** An authentik that deletes what it is asked to, as it answers its superuser. */
function deletingAuthentik() {
  return upstream((request, answer) => {
    if (request.method === "DELETE") return answer.writeHead(204).end();
    const body = JSON.stringify({ user: { pk: 1, username: "akadmin" } });
    return answer.writeHead(200, { "Content-Type": "application/json" }).end(body);
  });
}

const deletionsIn = (asked: readonly { method?: string | undefined; url?: string | undefined }[]) =>
  asked.flatMap(({ method, url }) => (method === "DELETE" ? [url] : []));

test.each([
  "oauth2/authorization_codes/42/",
  "oauth2/access_tokens/42/",
  "oauth2/refresh_tokens/42/",
  "sources/group_connections/oauth/42/",
  "sources/user_connections/ldap/42/",
])("with --allow-changes, %s is deleted, and the audit says by whom", async (path) => {
  const { asked, url } = await deletingAuthentik();
  const { send, lines } = consoleOf("--authentik", url, "--allow-changes");
  for (let turn = 0; turn < 2; turn++) {
    expect((await send("DELETE", `/api/v3/${path}`)).status).toBe(204);
  }
  expect(deletionsIn(asked)).toEqual([`/api/v3/${path}`, `/api/v3/${path}`]);
  const { time, ...change } = JSON.parse(lines[0] ?? "");
  expect(change).toEqual({
    user: "akadmin",
    method: "DELETE",
    path: `/api/v3/${path}`,
    status: 204,
  });
  expect(new Date(time).toISOString()).toBe(time);
  expect(lines.length).toBe(2);
  expect(lines.join()).not.toContain("t0ken");
  // The name is asked for once.
  expect(asked.filter((one) => one.url === "/api/v3/core/users/me/").length).toBe(1);
});

const REFUSED: [what: string, method: string, path: string, headers: object, status: number][] = [
  ["another method", "POST", CODE, {}, 405],
  ["another method that changes", "PATCH", "/api/v3/sources/group_connections/oauth/42/", {}, 405],
  ["a list", "DELETE", "/api/v3/oauth2/authorization_codes/", {}, 405],
  ["another object", "DELETE", "/api/v3/core/users/42/", {}, 405],
  ["a provider", "DELETE", "/api/v3/providers/oauth2/42/", {}, 405],
  ["a source", "DELETE", "/api/v3/sources/oauth/42/", {}, 405],
  ["what is below an object", "DELETE", `${CODE}used_by/`, {}, 405],
  ["a path without its slash", "DELETE", CODE.slice(0, -1), {}, 405],
  ["an encoded slash", "DELETE", "/api/v3/oauth2/authorization_codes/1%2f2/", {}, 405],
  ["a way out", "DELETE", "/api/v3/oauth2/authorization_codes/../../core/users/42/", {}, 405],
  ["a key that is none", "DELETE", "/api/v3/oauth2/authorization_codes/all/", {}, 405],
  ["a query", "DELETE", `${CODE}?a=1`, {}, 405],
  ["a form", "DELETE", CODE, { "X-Grantlens": undefined }, 403],
  ["another site", "DELETE", CODE, { "Sec-Fetch-Site": "cross-site" }, 403],
  ["a page of the same site", "DELETE", CODE, { "Sec-Fetch-Site": "same-site" }, 403],
  ["no page", "DELETE", CODE, { "Sec-Fetch-Site": "none" }, 403],
  ["another origin", "DELETE", CODE, { Origin: "http://localhost:9801" }, 403],
  ["an origin that is hidden", "DELETE", CODE, { Origin: "null" }, 403],
  ["another name", "DELETE", CODE, { Host: "evil.example:9800" }, 403],
];

test.each(REFUSED)(
  "%s is refused, also with --allow-changes",
  async (_, method, path, own, status) => {
    const { asked, url } = await deletingAuthentik();
    const { send, lines } = consoleOf("--authentik", url, "--allow-changes");
    const headers = Object.entries({ ...OWN, ...own }).filter(([, value]) => value !== undefined);
    const answer = await send(method, path, Object.fromEntries(headers));
    expect(answer.status).toBe(status);
    expect(asked).toEqual([]);
    expect(lines).toEqual([]);
  },
);

test("the page is told that it may change things exactly where the process does not refuse", async () => {
  const { url } = await deletingAuthentik();
  const consoles: [args: string[], path: string][] = [
    [["--authentik", url], CODE],
    [["--authentik", url, "--allow-changes"], CODE],
    [["--still"], "/api/v3/oauth2/authorization_codes/"],
    [["--still", "--read-only"], "/api/v3/oauth2/authorization_codes/"],
  ];
  const told: [boolean, number, string | null][] = [];
  for (const [args, path] of consoles) {
    const { app, send } = consoleOf(...args);
    const config = await (await app.request("/config.json", { headers: OWN })).json();
    const list = path === CODE ? undefined : await (await app.request(path)).json();
    const answer = await send("DELETE", list ? `${path}${list.results[0].pk}/` : path);
    told.push([config.readOnly, answer.status, answer.headers.get("X-Grantlens-Failure")]);
  }
  expect(told).toEqual([
    [true, 405, "change-refused"],
    [false, 204, null],
    [false, 204, null],
    [true, 405, "change-refused"],
  ]);
});

test("what authentik answers is passed on, and noted", async () => {
  const { send, lines } = consoleOf("--still", "--as", "viewer");
  const own = await (await send("GET", "/api/v3/oauth2/authorization_codes/")).json();
  const path = `/api/v3/oauth2/authorization_codes/${own.results[0].pk}/`;
  expect((await send("DELETE", path)).status).toBe(403);
  expect((await send("DELETE", "/api/v3/oauth2/authorization_codes/9999999/")).status).toBe(404);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { user: "viewer", path, status: 403 },
    { user: "viewer", status: 404 },
  ]);
});

test("where people sign in, each deletes with their own rights and under their own name", async () => {
  const { app, lines } = consoleOf("--sign-in", "--still");
  const script = { "X-Grantlens": "1", Origin: "http://localhost:9800" };
  async function signedIn(as: string) {
    const someone = new SignInBrowser(app);
    await someone.signIn("/", as);
    const list = await (await someone.ask("/api/v3/oauth2/authorization_codes/")).json();
    const path = `/api/v3/oauth2/authorization_codes/${list.results[0].pk}/`;
    const remove = async (headers: Record<string, string>) =>
      (await someone.ask(path, { method: "DELETE", headers })).status;
    return { someone, remove };
  }
  const viewer = await signedIn("viewer");
  expect(await viewer.remove(script)).toBe(403);
  expect(await viewer.remove({})).toBe(403);
  expect(await viewer.remove({ ...script, Origin: "https://evil.example" })).toBe(403);
  expect(lines.length).toBe(1);
  const admin = await signedIn("admin");
  expect(await admin.remove(script)).toBe(204);
  admin.someone.cookies.clear();
  expect(await admin.remove(script)).toBe(401);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { user: "viewer", status: 403 },
    { user: "akadmin", status: 204 },
    { user: null, status: 401 },
  ]);
});
