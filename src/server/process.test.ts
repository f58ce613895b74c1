import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, createServer, get } from "node:http";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { build } from "vite";
import { listening } from "./testing/loopback.ts";

let folder: string;

/** The server as `npm run build` makes it, but bundled into one file and with a one-line page. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "grantlens-"));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  mkdirSync(join(folder, "client"));
  writeFileSync(join(folder, "client/index.html"), "<!doctype html>the page");
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: "src/server/serve.ts",
      outDir: join(folder, "server"),
      target: "node20",
      copyPublicDir: false,
    },
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

function start(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(folder, "server/serve.js"), ...args], {
    env: { PATH: process.env["PATH"] ?? "", ...env },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = { out: "", err: "" };
  child.stdout.on("data", (part: Buffer) => (said.out += part.toString()));
  child.stderr.on("data", (part: Buffer) => (said.err += part.toString()));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  /** The port that it reports. */
  const ready = new Promise<number>((resolve, reject) => {
    child.stdout.on("data", () => {
      const port = /:(\d+)\n.*\n/.exec(said.out)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${said.err}`)));
  });
  ready.catch(() => {});
  return { child, said, ended, ready };
}

test("prints its address and what it shows, and serves", async () => {
  const { said, ready } = start(["--port", "0", "--rows", "7", "--still"]);
  const port = await ready;
  expect(said.out).toMatch(`http://localhost:${port}\n`);
  expect(said.out).toMatch(/sandbox.*2026\.2.*7 authorization codes.*still/);
  const page = await fetch(`http://127.0.0.1:${port}/`);
  expect(await page.text()).toBe("<!doctype html>the page");
  const list = await fetch(`http://127.0.0.1:${port}/api/v3/oauth2/authorization_codes/`);
  expect(list.status).toBe(200);
  expect(said.err).toBe("");
});

/** A request of a kept connection. @returns its status, or "broken". */
function request(agent: Agent, port: number, path: string): Promise<number | "broken" | undefined> {
  return new Promise((resolve) => {
    get({ host: "127.0.0.1", port, path, agent }, (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode));
    }).on("error", () => resolve("broken"));
  });
}

const CODES = "/api/v3/oauth2/authorization_codes/";

test("SIGINT ends it at once, even with open connections", async () => {
  const { child, ended, ready } = start(["--port", "0", "--fail", "latency:1h"]);
  const port = await ready;
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  await request(agent, port, "/config.json");
  const slow = request(agent, port, CODES);
  child.kill("SIGINT");
  expect(await ended).toBe(0);
  expect(await slow).toBe("broken");
});

test("SIGTERM takes no more requests, and ends it once those under way are answered", async () => {
  const { child, said, ended, ready } = start(["--port", "0", "--log", "--fail", "latency:2s"]);
  const port = await ready;
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  await request(agent, port, "/config.json");
  const slow = request(agent, port, CODES);
  await request(new Agent(), port, "/readyz");
  child.kill("SIGTERM");
  expect(await slow).toBe(200);
  expect(await ended).toBe(0);
  // Its connection, which the browser keeps open, does not hold up the end.
  expect(said.err).toBe("");
  expect(await request(new Agent(), port, "/config.json")).toBe("broken");
  const lines = said.out.split("\n").filter((line) => line.startsWith("{"));
  expect(lines.map((line) => JSON.parse(line).path)).toEqual(["/config.json", CODES]);
});

test("prints authentik's address, and never its token", async () => {
  const { said, ready } = start(["--port", "0", "--authentik", "https://sso.example.com/auth/"], {
    AUTHENTIK_TOKEN: "s3cret-t0ken",
  });
  await ready;
  expect(said.out).toMatch("https://sso.example.com/auth, read-only");
  expect(said.out + said.err).not.toMatch("s3cret-t0ken");
});

test("says where people sign in, and never with which secret", async () => {
  const flags =
    "--port 0 --authentik https://sso.example.com --client-id grantlens --public-url https://grants.example.com/a";
  const { said, ready } = start(flags.split(" "), { GRANTLENS_CLIENT_SECRET: "s3cret-client" });
  await ready;
  expect(said.out).toMatch("People sign in at https://grants.example.com/a.");
  expect(said.out + said.err).not.toMatch("s3cret-client");
});

test("a port in use is reported in one line, and fails", async () => {
  const port = await listening(createServer());
  const { said, ended } = start(["--port", String(port)]);
  expect(await ended).not.toBe(0);
  expect(said.err).toBe(
    `grantlens: port ${port} on localhost is taken; choose another with --port\n`,
  );
  expect(said.out).toBe("");
});

test("an address of another machine is reported in one line, and fails", async () => {
  const { said, ended } = start(["--port", "0", "--host", "203.0.113.7"]);
  expect(await ended).not.toBe(0);
  expect(said.err).toMatch(/^grantlens: .*203\.0\.113\.7.*\n$/);
});

test.each([
  ["--prot", "80"],
  ["--rows", "-1"],
  ["--authentik", "https://sso.example.com"],
])("%s %s is reported in one line, and fails", async (...args) => {
  const { said, ended } = start(args);
  expect(await ended).not.toBe(0);
  expect(said.err).toMatch(/^grantlens: [^\n]+\n$/);
  expect(said.out).toBe("");
});

test("injected faults are announced at the start, and not logged each time", async () => {
  const faults = ["--fail", "drop,1", "--fail", "truncate,1", "--fail", "reset,1"];
  const { said, ready } = start(["--port", "0", "--as", "viewer", ...faults]);
  const url = `http://127.0.0.1:${await ready}/api/v3/core/users/me/`;
  const outcomes: unknown[] = [];
  for (let each = 0; each < 4; each += 1) {
    outcomes.push(
      await fetch(url)
        .then((response) => response.json())
        .then(
          ({ user }) => user.username,
          (error: Error) => error.message,
        ),
    );
  }
  expect(outcomes).toEqual(["fetch failed", "terminated", "fetch failed", "viewer"]);
  expect(said.out).toMatch("asked as viewer, failing on purpose");
  expect(said.err).toBe("");
});

test("--help prints the flags and does not listen", async () => {
  const { said, ended } = start(["--help"]);
  expect(await ended).toBe(0);
  for (const flag of [
    "port",
    "host",
    "sandbox",
    "rows",
    "seed",
    "still",
    "at",
    "latency",
    "as",
    "fail",
    "authentik",
  ])
    expect(said.out).toMatch(`--${flag}`);
  expect(said.out).toMatch("AUTHENTIK_TOKEN");
});

test("with a token it listens on loopback only", async () => {
  const { ready } = start(["--port", "0", "--authentik", "http://127.0.0.1:1"], {
    AUTHENTIK_TOKEN: "t0ken",
  });
  const port = await ready;
  const reply = await fetch(`http://127.0.0.1:${port}/api/v3/core/users/me/`);
  expect(reply.headers.get("x-grantlens-failure")).toBe("upstream-unreachable");
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4");
  for (const { address } of others) {
    await expect(fetch(`http://${address}:${port}/config.json`)).rejects.toThrow("fetch failed");
  }
});
