import { describe, expect, test } from "vitest";
import { UsageError } from "./flag-values.ts";
import { readOptions } from "./options.ts";

const TOKEN = { AUTHENTIK_TOKEN: "s3cret" };

function problem(args: string[], env: Record<string, string> = {}): string {
  try {
    readOptions(args, env);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error("was accepted");
}

test("without flags it is the sandbox, on port 9800 of localhost", () => {
  expect(readOptions([], {})).toEqual({
    mode: "sandbox",
    port: 9800,
    host: "localhost",
    log: false,
    allowChanges: true,
    signIn: null,
    version: "2026.2",
    as: "admin",
    fail: [],
    rows: 312,
    seed: 1,
    still: false,
    at: undefined,
    latency: "none",
  });
});

test("reads every flag of the sandbox", () => {
  const line =
    "--port 1 --host 0.0.0.0 --log --sandbox 2024.8 --rows=1000000 --seed 7 --still --at 2026-11-22T12:00:00Z --latency real --as viewer --read-only --fail 503:5s,2@oauth2/ --fail=skew:-1h";
  expect(readOptions(line.split(" "), {})).toEqual({
    mode: "sandbox",
    port: 1,
    host: "0.0.0.0",
    log: true,
    allowChanges: false,
    signIn: null,
    version: "2024.8",
    as: "viewer",
    fail: [
      { kind: "503", ms: 5000, times: 2, path: "oauth2/" },
      { kind: "skew", ms: -3_600_000, times: null, path: "" },
    ],
    rows: 1_000_000,
    seed: 7,
    still: true,
    at: Date.UTC(2026, 10, 22, 12),
    latency: "real",
  });
});

test.each([
  ["2026-11-22", Date.UTC(2026, 10, 22)],
  ["2026-11-22T12:30", Date.UTC(2026, 10, 22, 12, 30)],
  ["2026-11-22 12:30:15.250", Date.UTC(2026, 10, 22, 12, 30, 15, 250)],
  ["2026-11-22T12:30:15+02:00", Date.UTC(2026, 10, 22, 10, 30, 15)],
])("reads %s as a time, in UTC unless it says otherwise", (text, at) => {
  expect(readOptions(["--at", text], {})).toMatchObject({ at });
});

test("--help wins over any other flag", () => {
  expect(readOptions(["--help", "--port", "x"], {})).toBe("help");
});

test.each([
  ["--prot 80"],
  ["stray"],
  ["--port"],
  ["--port 65536"],
  ["--port -1"],
  ["--port 80.5"],
  ["--port="],
  ["--host="],
  ["--rows 1000001"],
  ["--rows many"],
  ["--seed 1.5"],
  ["--still=yes"],
  ["--sandbox 2019.1"],
  ["--latency none"],
  ["--as root"],
  ["--fail 418"],
  ["--fail 503:5"],
  ["--fail ,"],
  ["--at noon"],
  ["--at 5"],
  ["--at 2026-02-31"],
  ["--at 2026-11-22T25:00"],
  ["--authentik"],
])("rejects %s with one line that names it", (line) => {
  const words = problem(line.split(" "), TOKEN);
  expect(words).not.toMatch(/\n/);
  expect(words).toContain(line.split(/[ =]/)[0]);
});

test("keeps authentik's path and drops the trailing slash", () => {
  expect(readOptions(["--authentik", "https://SSO.example.com/sub/path/"], TOKEN)).toEqual({
    mode: "authentik",
    port: 9800,
    host: "localhost",
    log: false,
    allowChanges: false,
    signIn: null,
    url: "https://sso.example.com/sub/path",
    token: "s3cret",
  });
});

test("with --authentik, changes have to be allowed", () => {
  const line = ["--authentik", "https://sso.example.com", "--allow-changes"];
  expect(readOptions(line, TOKEN)).toMatchObject({ allowChanges: true });
  expect(problem(["--read-only", "--allow-changes"])).toMatch("--read-only and --allow-changes");
});

test.each([
  "sso.example.com",
  "ftp://sso.example.com",
  "https://me:pw@sso.example.com",
  "https://sso.example.com/?a=1",
  "https://sso.example.com/#here",
  "https://sso.example.com/api/v3/",
])("rejects %s as authentik's address", (url) => {
  expect(problem(["--authentik", url], TOKEN)).toMatch(/^--authentik/);
});

test("does not repeat credentials given in the address", () => {
  expect(problem(["--authentik", "https://me:hunter2@sso.example.com"], TOKEN)).not.toMatch(
    "hunter2",
  );
});

test.each([{}, { AUTHENTIK_TOKEN: "" }, { AUTHENTIK_TOKEN: "  " }, { AUTHENTIK_TOKEN: "a\nb" }])(
  "rejects a missing or malformed token: %j",
  (env) => {
    expect(problem(["--authentik", "https://sso.example.com"], env)).toMatch("AUTHENTIK_TOKEN");
  },
);

test.each([
  "0.0.0.0",
  "::",
  "192.168.1.2",
  "example.com",
  "127.example.com",
  "localhost.example.com",
])("with a token it does not bind to %s", (host) => {
  expect(problem(["--authentik", "https://sso.example.com", "--host", host], TOKEN)).toMatch(
    "loopback",
  );
});

test.each(["127.0.0.1", "127.8.9.10", "::1", "[::1]", "localhost"])("may bind to %s", (host) => {
  expect(
    readOptions(["--authentik", "https://sso.example.com", "--host", host], TOKEN),
  ).toMatchObject({ host });
});

test.each([
  "--still",
  "--rows=5",
  "--sandbox=2024.8",
  "--seed=1",
  "--as=viewer",
  "--fail=500",
  "--at=2026-11-22",
  "--latency=real",
  "--read-only",
])("%s cannot be combined with --authentik", (flag) => {
  expect(problem(["--authentik", "https://sso.example.com", flag], TOKEN)).toMatch(/sandbox/);
});

test("each flag can be an environment variable; the command line comes first", () => {
  const env = {
    GRANTLENS_PORT: "81",
    GRANTLENS_HOST: "0.0.0.0",
    GRANTLENS_LOG: "1",
    GRANTLENS_SANDBOX: "2024.8",
    GRANTLENS_AS: "viewer",
    GRANTLENS_ROWS: "90",
    GRANTLENS_SEED: "7",
    GRANTLENS_STILL: "true",
    GRANTLENS_AT: "2026-11-22T12:00:00Z",
    GRANTLENS_LATENCY: "real",
    GRANTLENS_FAIL: "503:5s,2@oauth2/  skew:-1h",
  };
  const line =
    "--port 81 --host 0.0.0.0 --log --sandbox 2024.8 --as viewer --rows 90 --seed 7 --still --at 2026-11-22T12:00:00Z --latency real --fail 503:5s,2@oauth2/ --fail skew:-1h";
  expect(readOptions([], env)).toEqual(readOptions(line.split(" "), {}));
  expect(readOptions(["--rows", "5"], env)).toMatchObject({ rows: 5, port: 81 });
  expect(readOptions([], { GRANTLENS_LOG: "0", GRANTLENS_STILL: " " })).toEqual(
    readOptions([], {}),
  );
  expect(
    readOptions([], { ...TOKEN, GRANTLENS_AUTHENTIK: "https://sso.example.com" }),
  ).toMatchObject({
    mode: "authentik",
    url: "https://sso.example.com",
  });
});

test.each<[Record<string, string>, string]>([
  [{ GRANTLENS_LOG: "yes" }, "GRANTLENS_LOG=yes: 1 or 0 is required"],
  [{ GRANTLENS_PORT: "http" }, "--port http: a whole number from 0 to 65535 is required"],
  [{ GRANTLENS_SANDBOX: "1.0" }, "--sandbox 1.0: "],
])("a wrong environment variable is one line: %o", (env, words) => {
  expect(problem([], env)).toContain(words);
  expect(problem([], env)).not.toContain("\n");
});

describe("signing in", () => {
  const AUTHENTIK = ["--authentik", "https://sso.example.com"];
  const CLIENT = [...AUTHENTIK, "--client-id", "grantlens"];
  const KEY = "k".repeat(32);

  test("with a client id, people sign in, and no token is needed", () => {
    expect(readOptions(CLIENT, { GRANTLENS_CLIENT_SECRET: "s3cret " })).toEqual({
      mode: "authentik",
      port: 9800,
      host: "localhost",
      log: false,
      allowChanges: false,
      url: "https://sso.example.com",
      token: null,
      signIn: {
        clientId: "grantlens",
        clientSecret: "s3cret",
        application: "grantlens",
        publicUrl: null,
        sessions: "memory",
        sessionKey: null,
      },
    });
  });

  test("the public address may have a path", () => {
    const options = readOptions([...CLIENT, "--public-url", "https://example.com/a/b-c.d/"], {});
    expect(options).toMatchObject({ signIn: { publicUrl: "https://example.com/a/b-c.d" } });
  });

  test("everything can be an environment variable", () => {
    const env = {
      GRANTLENS_AUTHENTIK: "https://sso.example.com",
      GRANTLENS_CLIENT_ID: "console",
      GRANTLENS_APPLICATION: "grants",
      GRANTLENS_PUBLIC_URL: "https://grants.example.com",
      GRANTLENS_SESSIONS: "sealed",
      GRANTLENS_SESSION_KEY: KEY,
      GRANTLENS_HOST: "0.0.0.0",
    };
    expect(readOptions([], env)).toMatchObject({
      host: "0.0.0.0",
      signIn: {
        clientId: "console",
        clientSecret: null,
        application: "grants",
        publicUrl: "https://grants.example.com",
        sessions: "sealed",
        sessionKey: KEY,
      },
    });
  });

  test.each<[string[], Record<string, string>, RegExp]>([
    [[...AUTHENTIK, "--client-id", " "], {}, /--client-id/],
    [["--client-id", "grantlens"], {}, /--client-id needs --authentik/],
    [["--public-url", "https://grants.example.com"], {}, /--public-url needs/],
    [[...CLIENT, "--sign-in"], {}, /sandbox/],
    [[...CLIENT, "--application", "a b"], {}, /slug/],
    [[...CLIENT, "--sessions", "disk"], {}, /memory or sealed/],
    [[...CLIENT, "--sessions", "sealed"], {}, /GRANTLENS_SESSION_KEY/],
    [[...CLIENT, "--sessions", "sealed"], { GRANTLENS_SESSION_KEY: "short" }, /too short/],
    [["--authentik", "http://sso.example.com", "--client-id", "a"], {}, /https/],
    [["--sign-in", "--as", "viewer"], {}, /--as/],
    [[...CLIENT, "--host", "0.0.0.0"], {}, /--public-url/],
    [[...CLIENT, "--public-url", "grants.example.com"], {}, /address/],
    [[...CLIENT, "--public-url", "http://grants.example.com"], {}, /https/],
    [[...CLIENT, "--public-url", "https://grants.example.com/a/../b"], {}, /write it as/],
    [[...CLIENT, "--public-url", "https://grants.example.com/a b"], {}, /path/],
    [[...CLIENT, "--public-url", "https://grants.example.com//a"], {}, /path/],
    [[...CLIENT, "--public-url", "https://grants.example.com?a=1"], {}, /only scheme/],
    [
      [...CLIENT, "--public-url", "https://Grants.example.com:443"],
      {},
      /https:\/\/grants\.example\.com,/,
    ],
  ])("%j is one clear line", (args, env, words) => {
    expect(problem(args, env)).toMatch(words);
    expect(problem(args, env)).not.toContain("\n");
    expect(problem(args, env)).not.toContain("short-key");
  });
});

describe("files for a web server", () => {
  test("are written to a folder, for a path", () => {
    expect(readOptions(["--export", "out"], {})).toEqual({
      mode: "export",
      folder: "out",
      base: "/console/",
    });
    expect(readOptions(["--export", "out", "--base", "/a/b-c/"], {})).toMatchObject({
      base: "/a/b-c/",
    });
    expect(readOptions(["--export", "out", "--base", "/"], {})).toMatchObject({ base: "/" });
  });

  test.each([
    [["--export", " "], /folder/],
    [["--base", "/a/"], /--export/],
    [["--export", "out", "--base", "a"], /--base a/],
    [["--export", "out", "--base", "/a"], /--base \/a/],
    [["--export", "out", "--base", '/"onload="x/'], /--base/],
  ])("%j is one clear line", (args, words) => {
    expect(problem(args)).toMatch(words);
  });
});
