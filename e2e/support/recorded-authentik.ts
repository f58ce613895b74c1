import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  recordedAt,
  type RecordedCase,
  type RecordedRows,
} from "../../src/sandbox/replay/recorded-rows.ts";
import { recordedWorld } from "../../src/sandbox/replay/recorded-world.ts";
import { createSandbox } from "../../src/sandbox/sandbox.ts";
import { createWorld } from "../../src/sandbox/world/world.ts";
import { CANARY } from "./page-guard.ts";

const FOLDER = new URL("../../src/sandbox/replay/recorded/2026.2.2/", import.meta.url);

/** The path that the installation lives under. */
const SUB_PATH = "/sso";

/** A received request. */
export interface Asked {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
}

/** Stands in for a second process: an authentik behind a token. */
export interface RecordedAuthentik {
  /** Base URL, including the path. */
  readonly url: string;
  readonly asked: readonly Asked[];
  /** How many planted secrets its responses have contained so far. */
  readonly secretsTold: () => number;
  stop(): Promise<void>;
}

/**
 * Serves a recording's rows on loopback to clients that send the token; its clock starts when they were recorded.
 *
 * @param port 0 for a free one.
 * @param alter changes a body before it is sent.
 */
export async function startRecordedAuthentik(
  token: string,
  port = 0,
  alter?: Alter,
): Promise<RecordedAuthentik> {
  return startAuthentik({ token, answer: recordedAnswers(token), alter }, port);
}

/** The token with which the console calls a sandbox behind `--authentik`. */
export const ADMIN_TOKEN = "sandbox-admin-token";

/**
 * Serves a version's sandbox the same way, frozen at its start, to clients that send `ADMIN_TOKEN`.
 *
 * @param answerFirst answers in the sandbox's place, or returns null to leave the request to the sandbox.
 */
export async function startSandboxAuthentik(
  version: string,
  answerFirst: (request: Request) => Response | null = () => null,
): Promise<RecordedAuthentik> {
  const start = Date.UTC(2026, 10, 22, 12);
  const world = createWorld({ seed: 1, rows: 120, start, still: true });
  const { handle } = createSandbox({ version, world, now: () => start });
  const answer: Answer = (request) => Promise.resolve(answerFirst(request) ?? handle(request));
  return startAuthentik({ token: ADMIN_TOKEN, answer }, 0);
}

async function startAuthentik(serving: Serving, port: number): Promise<RecordedAuthentik> {
  const asked: Asked[] = [];
  let told = 0;
  const server = createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    asked.push({ method, url, headers });
    void serve(request, response, serving).then((text) => {
      told += text.split(CANARY).length - 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}${SUB_PATH}`,
    asked,
    secretsTold: () => told,
    stop: () => stop(server),
  };
}

type Answer = (request: Request) => Promise<Response>;

/** The sandbox with the recorded rows; their client secrets are prefixed so that they can be recognised. */
function recordedAnswers(token: string): Answer {
  const rows = read<RecordedRows>("rows.json", (name, value) =>
    name === "client_secret" && typeof value === "string" && value !== "" ? CANARY + value : value,
  );
  const cases = read<RecordedCase[]>("cases.json");
  const started = Date.now();
  const recorded = Math.min(...cases.map(recordedAt));
  const sandbox = createSandbox({
    version: "2026.2",
    world: recordedWorld(rows, [{ key: token, username: "akadmin", permissions: [] }]),
    now: () => recorded + (Date.now() - started),
  });
  return sandbox.handle;
}

/** Changes a body before it is sent. */
type Alter = (body: unknown) => unknown;

interface Serving {
  /** Requests without it get a 403. */
  token: string;
  answer: Answer;
  alter?: Alter | undefined;
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { token, answer, alter }: Serving,
): Promise<string> {
  const { method = "GET", url = "/", headers } = request;
  if (headers.authorization !== `Bearer ${token}`) {
    response.writeHead(403, {
      "Content-Type": "application/json",
      "X-authentik-id": "0".repeat(32),
    });
    response.end(JSON.stringify({ detail: "Token invalid/expired" }));
    return "";
  }
  if (!url.startsWith(`${SUB_PATH}/`)) {
    response.writeHead(404).end();
    return "";
  }
  const accept = headers.accept ?? "*/*";
  const inner = new Request(`http://recorded${url.slice(SUB_PATH.length)}`, {
    method,
    headers: { accept, authorization: headers.authorization },
  });
  const answered = await answer(inner);
  const came = await answered.text();
  const text = came === "" || !alter ? came : JSON.stringify(alter(JSON.parse(came)));
  response.writeHead(answered.status, {
    ...Object.fromEntries(answered.headers),
    "Set-Cookie": "authentik_session=upstream; Path=/",
  });
  response.end(text);
  return text;
}

function read<Value>(name: string, reviver?: (name: string, value: unknown) => unknown): Value {
  return JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"), reviver) as Value;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
