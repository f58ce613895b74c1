import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { SignInBrowser, signInApp } from "../testing/sign-in-browser.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "grantlens-"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>console</title>");
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.useRealTimers());

const ME = "/api/v3/core/users/me/";
const CODES = "/api/v3/oauth2/authorization_codes/";
const WANTED = "/authorization-codes/7/provider?user=3&search=a%20b&page_size=50";
const SEALED = { GRANTLENS_SESSION_KEY: "k".repeat(40), GRANTLENS_CLIENT_SECRET: "s" };

const browser = (args: readonly string[] = [], env?: Record<string, string>) =>
  new SignInBrowser(signInApp(folder, args, env));

async function nameOf(someone: SignInBrowser): Promise<unknown> {
  const answer = await someone.ask(ME);
  return answer.ok ? (await answer.json()).user.username : answer.status;
}

/** So many seconds later. Only the date: nothing here waits for a timer. */
function later(seconds: number): void {
  const ms = Date.now() + seconds * 1000;
  vi.useRealTimers();
  vi.useFakeTimers({ toFake: ["Date"], now: ms });
}

describe.each([
  ["in memory", [], undefined],
  ["sealed", ["--sessions", "sealed"], SEALED],
  ["of a public client", [], {}],
  ["to 2024.8, which does not say what it granted", ["--sandbox", "2024.8"], undefined],
] as const)("a sign-in %s", (_, args, env) => {
  test("leads back to the address that was wanted, and acts with the rights of who signed in", async () => {
    const someone = browser(args, env);
    const page = await someone.signIn(WANTED, "viewer");
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("<title>console</title>");
    expect(someone.opened.at(-1)).toBe(`http://localhost:9800${WANTED}`);
    expect(await nameOf(someone)).toBe("viewer");
    const { signedInSince } = await (await someone.ask("/config.json")).json();
    expect(Date.now() - Date.parse(signedInSince)).toBeLessThan(60_000);

    const other = new SignInBrowser(signInApp(folder, args, env));
    await other.signIn("/", "admin");
    expect(await nameOf(other)).toBe("akadmin");
  });

  test("shows no token to the page", async () => {
    const someone = browser(args, env);
    await someone.signIn(WANTED, "admin");
    await someone.ask(CODES);
    await someone.ask("/config.json");
    expect(someone.seen.join("\n")).not.toMatch(/eyJ|CANARY|"(?:access|refresh|id)_token"/);
    // Codes of authentik are in the address that it sends back to, once, and worth nothing without the verifier.
    const after = someone.opened.slice(someone.opened.findIndex((at) => at.includes("code=")) + 1);
    expect(after).toEqual([`http://localhost:9800${WANTED}`]);
  });

  test("is renewed before its token ends, and lasts twelve hours", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const someone = browser(args, env);
    await someone.signIn("/", "viewer");
    for (let minutes = 0; minutes < 60; minutes += 9) {
      later(9 * 60);
      expect(await nameOf(someone)).toBe("viewer");
    }
    later(12 * 3600);
    const answer = await someone.ask(CODES);
    expect(answer.status).toBe(401);
    expect(answer.headers.get("X-Grantlens-Failure")).toBe("signed-out");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  });

  test("ends with signing out: tokens are revoked, and the next sign-in asks again", async () => {
    const someone = browser(args, env);
    await someone.signIn("/", "viewer");
    const before = new Map(someone.cookies);
    // authentik still knows the person: a second sign-in is not asked for anything.
    someone.cookies.delete("grantlens");
    expect((await someone.open(WANTED)).status).toBe(200);
    expect(await nameOf(someone)).toBe("viewer");

    const answer = await someone.ask("/auth/sign-out", {
      method: "POST",
      headers: { "X-Grantlens": "1", Origin: "http://localhost:9800" },
    });
    expect(await answer.json()).toEqual({ to: "/auth/signed-out?tokens=revoked" });
    expect(someone.cookies.has("grantlens")).toBe(false);
    expect(await nameOf(someone)).toBe(401);
    const page = await (await someone.open("/auth/signed-out")).text();
    expect(page).toContain("You are signed out");
    expect(page).toContain("http://localhost:9800/application/o/grantlens/end-session/");
    expect(await (await someone.open("/")).text()).toContain("Sign in as");
    expect(someone.opened.at(-1)).toContain("prompt=login");
    await someone.signIn("/", "admin");
    expect(await nameOf(someone)).toBe("akadmin");
    // The first session has tokens of its own.
    for (const [name, value] of before) someone.cookies.set(name, value);
    expect(await nameOf(someone)).toBe("viewer");
  });
});

test("a copy of the cookie is worth nothing after signing out", async () => {
  for (const [args, env] of [[[]], [["--sessions", "sealed"], SEALED]] as const) {
    const someone = browser(args, env);
    await someone.signIn("/", "admin");
    const copy = new Map(someone.cookies);
    await someone.ask("/auth/sign-out", { method: "POST", headers: { "X-Grantlens": "1" } });
    for (const [name, value] of copy) someone.cookies.set(name, value);
    expect(await nameOf(someone)).toBe(401);
  }
});

test("each sign-in gives the session a new name", async () => {
  const someone = browser();
  someone.cookies.set("grantlens", "chosen-by-somebody-else");
  await someone.signIn("/", "viewer");
  const first = someone.cookies.get("grantlens");
  expect(first).not.toBe("chosen-by-somebody-else");
  await someone.open("/auth/sign-in?to=/");
  expect(someone.cookies.get("grantlens")).not.toBe(first);
  someone.cookies.set("grantlens", first ?? "");
  expect(await nameOf(someone)).toBe(401);
});

test("sealed sessions are known to every process with the key, and to no other", async () => {
  const args = ["--sessions", "sealed"];
  const someone = browser(args, SEALED);
  await someone.signIn("/", "viewer");
  // The sandbox of another process issued none of these tokens: it refuses them, which ends the session.
  const cookie = someone.cookies.get("grantlens") ?? "";
  someone.meets(signInApp(folder, args, { ...SEALED, GRANTLENS_SESSION_KEY: "x".repeat(40) }));
  expect((await (await someone.ask("/config.json")).json()).signedInSince).toBeNull();
  someone.meets(signInApp(folder, args, SEALED));
  expect((await (await someone.ask("/config.json")).json()).signedInSince).not.toBeNull();
  expect(await nameOf(someone)).toBe(401);
  expect((await (await someone.ask("/config.json")).json()).signedInSince).toBeNull();
  someone.cookies.set("grantlens", `${cookie.slice(0, -3)}AAA`);
  expect(await nameOf(someone)).toBe(401);
});

test("a code is redeemed only by the browser and the attempt that it was asked for", async () => {
  const app = signInApp(folder);
  const victim = new SignInBrowser(app);
  const other = new SignInBrowser(app);
  const asked = await (await other.open("/")).text();
  const link = /href="([^"]*as=admin)"/.exec(asked)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const chosen = new URL(link, other.opened.at(-1)).href;
  const back = (await other.send(chosen)).headers.get("Location") ?? "";
  const page = await victim.open(back);
  expect(page.status).toBe(400);
  expect(await page.text()).toContain("This sign-in does not fit");
  expect(await nameOf(victim)).toBe(401);
  // Its own attempt, with the other's code.
  await victim.open("/");
  const state = new URL(victim.opened.at(-1) ?? "").searchParams.get("state") ?? "";
  const mixed = new URL(back);
  mixed.searchParams.set("state", state);
  expect((await victim.open(mixed.href)).status).toBe(502);
  expect(await nameOf(victim)).toBe(401);
  // And once.
  expect((await other.open(back)).status).toBe(200);
  expect((await other.open(back)).status).toBe(400);
});

test.each([
  "https://elsewhere.example/authorization-codes",
  "//elsewhere.example/authorization-codes",
  "/\\elsewhere.example",
  "/auth/sign-in",
  "/api/v3/core/users/me/",
  "/nowhere",
  "javascript:1",
  "/authorization-codes/../auth/sign-in",
  `/authorization-codes?search=${"a".repeat(3000)}`,
])("%s is no way back", async (to) => {
  const someone = browser();
  await someone.signIn(`/auth/sign-in?to=${encodeURIComponent(to)}`, "viewer");
  expect(someone.opened.at(-1)).toBe("http://localhost:9800/");
});

test("many sign-ins that were begun and given up do not fill the browser", async () => {
  const someone = browser();
  for (let tries = 0; tries < 12; tries++) await someone.open("/");
  expect(someone.cookies.size).toBeLessThanOrEqual(10);
  await someone.signIn("/", "viewer");
  expect(await nameOf(someone)).toBe("viewer");
});

test("below a path, everything stays below it, cookies as well", async () => {
  writeFileSync(
    join(folder, "index.html"),
    '<html data-base="/"><script src="/assets/head.js"></script><title>console</title>',
  );
  const flags = ["--public-url", "https://example.com/a/grants"];
  const someone = new SignInBrowser(signInApp(folder, flags), "https://example.com");
  const page = await someone.signIn(`/a/grants${WANTED}`, "viewer");
  expect(await page.text()).toBe(
    '<html data-base="/a/grants/"><script src="/a/grants/assets/head.js"></script><title>console</title>',
  );
  expect(someone.opened.at(-1)).toBe(`https://example.com/a/grants${WANTED}`);
  for (const at of someone.opened) expect(at).toContain("https://example.com/a/grants/");
  expect((await someone.ask(`/a/grants${ME}`)).status).toBe(200);
  expect((await someone.ask(ME)).status).toBe(404);
  expect((await someone.ask("/a/grantsx/config.json")).status).toBe(404);
  expect((await someone.send("/healthz")).status).toBe(200);
  expect((await someone.send("/a/grants")).headers.get("Location")).toBe("/a/grants/");
  const again = await someone.send("/a/grants/auth/sign-in?to=/");
  expect(again.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Secure-grantlens-attempt-.*; Path=\/a\/grants\/; HttpOnly; Secure;/),
  ]);
  const out = await someone.ask("/a/grants/auth/sign-out", {
    method: "POST",
    headers: { "X-Grantlens": "1" },
  });
  expect(await out.json()).toEqual({ to: "/a/grants/auth/signed-out?tokens=revoked" });
  expect(await (await someone.open("/a/grants/auth/signed-out")).text()).toContain(
    'href="/a/grants/sign-in.css"',
  );
});

test("the log says who asked, and has no code, state, token or address that was wanted", async () => {
  const lines: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((line) => lines.push(String(line)) > 0);
  const someone = browser(["--log"]);
  await someone.signIn(WANTED, "viewer");
  await someone.ask(`${CODES}?search=jane`);
  const said = lines.join("");
  const user = (await (await someone.ask(ME)).json()).user.pk;
  expect(lines.map((line) => JSON.parse(line)).at(-1)).toMatchObject({ status: 200, user });
  expect(said).not.toMatch(/jane|page_size=|eyJ/);
  const secrets = [...someone.cookies.values()];
  for (const at of someone.opened) secrets.push(...new URL(at).searchParams.values());
  for (const secret of secrets.filter((text) => text.length > 15)) {
    expect(said, secret).not.toContain(secret);
  }
});

test("cookies cannot be read by scripts, nor sent by other sites", async () => {
  const someone = new SignInBrowser(
    signInApp(folder, ["--public-url", "https://grants.example.com"]),
    "https://grants.example.com",
  );
  await someone.signIn("/", "viewer");
  expect([...someone.cookies.keys()].filter((name) => name.includes("grantlens"))).toEqual([
    "__Host-grantlens",
  ]);
  const answer = await someone.send("/auth/sign-in?to=/");
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(
      /^__Host-grantlens-attempt-.*; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    ),
  ]);
});

describe("the page after signing out claims only what happened", () => {
  const signOut = (someone: SignInBrowser) =>
    someone.ask("/auth/sign-out", { method: "POST", headers: { "X-Grantlens": "1" } });

  test("without a session there was nothing to revoke", async () => {
    const someone = browser();
    const { to } = await (await signOut(someone)).json();
    expect(to).toBe("/auth/signed-out?tokens=unknown");
    const page = await (await someone.open(to)).text();
    expect(page).toContain("There is no session here.");
    expect(page).not.toContain("its tokens are revoked");
  });

  test("whoever is signed in is led back to the console", async () => {
    const someone = browser();
    await someone.signIn("/", "viewer");
    await someone.open("/auth/signed-out?tokens=revoked");
    expect(someone.opened.at(-1)).toBe("http://localhost:9800/");
  });

  test("a renewal that is under way does not bring the session back, and what comes of it is revoked", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    for (const [args, env] of [[[]], [["--sessions", "sealed"], SEALED]] as const) {
      const someone = browser(args, env);
      await someone.signIn("/", "viewer");
      later(9 * 60);
      const before = new Map(someone.cookies);
      const late = Promise.all([someone.ask(ME), someone.ask(CODES), signOut(someone)]);
      for (const answer of await late) await answer.text();
      expect(await nameOf(someone)).toBe(401);
      for (const [name, value] of before) someone.cookies.set(name, value);
      expect(await nameOf(someone)).toBe(401);
    }
  });
});

test("who lost the race for a renewal to another process is told to try again, and keeps the cookie", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const args = ["--sessions", "sealed"];
  const someone = browser(args, SEALED);
  await someone.signIn("/", "viewer");
  later(11 * 60);
  // This process's authentik does not know the refresh token either, as if it had been used.
  someone.meets(signInApp(folder, args, SEALED));
  // All at once, as a tab that wakes up asks.
  const answers = await Promise.all([ME, CODES, ME, CODES].map((path) => someone.ask(path)));
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
  expect(answers[0]?.headers.get("Retry-After")).toBe("1");
  // The browser has no newer cookie: the session is over.
  later(6);
  expect((await someone.ask(ME)).status).toBe(401);
  // No late answer takes away a cookie that may be another session's by now.
  expect(someone.cookies.has("grantlens")).toBe(true);
});

test("each answer names its session, so that a page notices who is signed in now", async () => {
  const someone = browser();
  await someone.signIn("/", "admin");
  const name = async () => (await someone.ask(ME)).headers.get("X-Grantlens-Session");
  const first = await name();
  expect(first).toMatch(/^[\w-]{12}$/);
  expect(await name()).toBe(first);
  await someone.signIn("/auth/sign-in?to=/&x=1", "viewer").catch(() => null);
  await someone.open("/auth/sign-in?to=/");
  expect(await name()).not.toBe(first);
});
