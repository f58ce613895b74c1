import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { ADMIN_TOKEN } from "../support/recorded-authentik.ts";
import {
  type AnswerFirst,
  startWritableAuthentik,
  type WritableAuthentik,
} from "../support/writable-authentik.ts";

const SCRIPT = fileURLToPath(new URL("../live/run.mjs", import.meta.url));

interface Ended {
  code: number | null;
  said: string;
  authentik: WritableAuthentik;
  /** What the server has in addition to what it had before. */
  left: Record<string, number>;
}

/** Where what the script makes, or what comes of it, is listed. */
const LISTS = [
  "core/users",
  "core/groups",
  "providers/all",
  "core/applications",
  "sources/all",
  "sources/group_connections/oauth",
  "oauth2/authorization_codes",
  "oauth2/access_tokens",
];

interface Script {
  version: string;
  args?: readonly string[];
  token?: string;
  answerFirst?: AnswerFirst;
  /** A signal is sent when this is asked for first. */
  interruptAt?: string;
}

/** Runs the script against a sandbox of its own, and compares what is listed after it with what was before. */
async function runScript(script: Script): Promise<Ended> {
  const { version, args = [], token = ADMIN_TOKEN, answerFirst, interruptAt } = script;
  let interrupt = (): void => {};
  const authentik = await startWritableAuthentik(version, (request) => {
    if (new URL(request.url).pathname === interruptAt) interrupt();
    return answerFirst?.(request) ?? null;
  });
  try {
    const before = await counts(authentik);
    const child = spawn(process.execPath, [SCRIPT, ...args], {
      env: { ...process.env, AUTHENTIK_URL: authentik.url, AUTHENTIK_TOKEN: token },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let isInterrupted = false;
    interrupt = () => {
      if (!isInterrupted) child.kill("SIGINT");
      isInterrupted = true;
    };
    let said = "";
    const listen = (chunk: Buffer) => (said += chunk.toString());
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    const [code] = (await once(child, "close")) as [number | null];
    const after = await counts(authentik);
    const left = Object.fromEntries(LISTS.map((list, at) => [list, after[at]! - before[at]!]));
    return { code, said, authentik, left };
  } finally {
    await authentik.stop();
  }
}

async function counts({ url }: WritableAuthentik): Promise<number[]> {
  const headers = { Authorization: `Bearer ${ADMIN_TOKEN}` };
  return Promise.all(
    LISTS.map(async (list) => {
      const answer = await fetch(`${url}/api/v3/${list}/?page_size=1`, { headers });
      return (await answer.json()).pagination.count;
    }),
  );
}

const NOTHING = Object.fromEntries(LISTS.map((list) => [list, 0]));

test("the live script passes on an old and a new version, and leaves nothing behind", async () => {
  const [old, latest] = await Promise.all(
    ["2024.8", "2026.2"].map((version) => runScript({ version, args: ["--yes"] })),
  );
  for (const { code, said, left } of [old!, latest!]) {
    expect(said).toContain("Everything that was made is removed.");
    expect(code, said).toBe(0);
    expect(left).toEqual(NOTHING);
  }
  expect(old!.said).toMatch(/3 passed/);
  expect(old!.said).toContain("This version cannot make source connections by its API.");
  expect(latest!.said).toMatch(/4 passed/);
});

/** Refuses what is posted to a path. */
const refusing =
  (path: string, status: number): AnswerFirst =>
  ({ method, url }) =>
    method === "POST" && new URL(url).pathname === path ? new Response("", { status }) : null;

test("it removes all it can when a journey fails, when making fails, and on Ctrl-C", async () => {
  const args = ["--yes", "-x"];
  const version = "2026.2";
  const notMade = refusing("/api/v3/sources/oauth/", 405);
  const [journey, stopped, making] = await Promise.all([
    runScript({ version, args, answerFirst: refusing("/application/o/token/", 500) }),
    runScript({ version, args, interruptAt: "/application/o/authorize/" }),
    runScript({
      version,
      args,
      answerFirst(request) {
        const isGroup = new URL(request.url).pathname.startsWith("/api/v3/core/groups/");
        const isKept = isGroup && request.method === "DELETE";
        return isKept ? Response.json({ detail: "No." }, { status: 403 }) : notMade(request);
      },
    }),
  ]);
  expect(journey.said).toContain("1 failed");
  expect(stopped.said).toContain("Stopped; removing what was made.");
  for (const { said, left } of [journey, stopped]) {
    expect(said).toContain("Everything that was made is removed.");
    expect(left).toEqual(NOTHING);
  }
  expect(making.said).toContain("Failed: POST sources/oauth/: 405");
  expect(making.said).toMatch(
    /Not removed, please do it by hand: group grantlens-live-\w{8}-group/,
  );
  expect(making.said).not.toContain("Everything that was made is removed.");
  expect(making.left).toEqual({ ...NOTHING, "core/groups": 1 });
  for (const { code, said } of [journey, stopped, making]) expect(code, said).toBe(1);
});

test("it refuses a server with more than 200 users without --yes, and tokens that do not do", async () => {
  const version = "2026.2";
  const [large, ordinary, wrong] = await Promise.all([
    runScript({ version }),
    runScript({ version, token: "sandbox-viewer-token" }),
    runScript({ version, token: "wrong" }),
  ]);
  expect(large.said).toContain("has 600 users. More than 200");
  expect(ordinary.said).toContain("The token is of viewer, who is not a superuser");
  expect(wrong.said).toContain("refuses the token in AUTHENTIK_TOKEN");
  for (const { code, said, authentik } of [large, ordinary, wrong]) {
    expect(code, said).toBe(2);
    expect(authentik.asked.filter((one) => !one.startsWith("GET "))).toEqual([]);
  }
});
