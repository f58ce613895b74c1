import { parseArgs } from "node:util";
import { type Fault, FAULT_KINDS, faultOf, FaultProblem } from "../sandbox/faults/fault-spec.ts";
import { DEFAULT_VERSION, VERSIONS } from "../sandbox/versions/known-versions.ts";
import { type CallerName, CALLERS } from "../sandbox/world/callers.ts";
import { isLoopback } from "./guard.ts";

interface Common {
  port: number;
  host: string;
  /** Whether each request is written to standard output. */
  log: boolean;
}

export interface SandboxChoice extends Common {
  mode: "sandbox";
  version: string;
  /** Whose credentials are sent to it. */
  as: CallerName;
  /** The faults that are active from the start. */
  fail: Fault[];
  rows: number;
  seed: number;
  still: boolean;
  /** Where the sandbox's clock starts, epoch milliseconds; undefined: now. */
  at: number | undefined;
  latency: "none" | "real";
}

export interface AuthentikChoice extends Common {
  mode: "authentik";
  /** Without a slash at its end; may have a path. */
  url: string;
  token: string;
}

export type Choice = SandboxChoice | AuthentikChoice;

/** An invalid command line; the message is one line. */
export class UsageError extends Error {}

export const HELP = `Grantlens: every authorization code and source connection of an authentik installation.

Usage: npm start -- [flags]

  --port N           port to listen on (9800)
  --host HOST        address to bind to (localhost); with --authentik loopback only
  --log              writes each request to standard output, one line of JSON
  --help             this text

Each flag can be an environment variable instead: --port is GRANTLENS_PORT. On the command line it comes first.

The embedded sandbox (default):
  --sandbox VERSION  which authentik it plays: ${Object.keys(VERSIONS).join(", ")} (${DEFAULT_VERSION})
  --as CALLER        whose eyes it is seen with: ${CALLERS.join(", ")} (admin)
  --rows N           how many authorization codes are listed, 0 to 1000000 (312)
  --seed N           another invented world (1)
  --still            nothing is minted or redeemed
  --at TIME          its clock starts there and runs, e.g. 2026-11-22T12:00:00Z
  --latency real     answers as slowly as a real authentik
  --fail SPEC        goes wrong on purpose; may be repeated. SPEC is KIND[:DURATION][,TIMES][@PATH]
                     with KIND one of ${FAULT_KINDS.slice(0, 7).join(", ")},
                     ${FAULT_KINDS.slice(7).join(", ")};
                     DURATION such as 500ms, 5s, -1h; PATH below /api/v3/, with * and **, e.g.
                     --fail 503:5s,2@oauth2/ --fail latency:3s@core/users/* --fail skew:-1h --fail poison
                     While it runs: POST /sandbox/fail with a JSON list of such texts; [] ends them all

A real authentik:
  --authentik URL    its address, e.g. https://sso.example.com[/sub/path];
                     the API token is read from the environment variable AUTHENTIK_TOKEN
`;

const SANDBOX_FLAGS = ["sandbox", "as", "rows", "seed", "still", "at", "latency", "fail"] as const;
const MOST_ROWS = 1_000_000;

/**
 * Reads the command line.
 *
 * @param args without node and script.
 * @param env environment variables: `AUTHENTIK_TOKEN`, and flags that are not among the arguments.
 * @returns "help" with the flag `--help`.
 * @throws UsageError for an unknown flag or a bad value, in one line.
 */
export function readOptions(args: readonly string[], env: Environment): Choice | "help" {
  const flags = parse(args, env);
  if (flags.help) return "help";
  const common = {
    port: whole("port", flags.port ?? "9800", 0, 65_535),
    host: flags.host ?? "localhost",
    log: flags.log ?? false,
  };
  // Node takes an empty host for all addresses of this machine.
  if (common.host === "") throw new UsageError("--host: an address to bind to is wanted");
  if (flags.authentik !== undefined) {
    const mixed = SANDBOX_FLAGS.find((name) => flags[name] !== undefined);
    if (mixed) throw new UsageError(`--${mixed} is the sandbox's and does not go with --authentik`);
    if (!isLoopback(common.host)) {
      throw new UsageError(
        `--host ${common.host}: with --authentik only loopback is allowed, because whoever reaches this process acts with the token's rights`,
      );
    }
    const token = env["AUTHENTIK_TOKEN"]?.trim() ?? "";
    if (token === "") {
      throw new UsageError(
        "--authentik needs an API token in the environment variable AUTHENTIK_TOKEN",
      );
    }
    if (/[^\x21-\x7e]/.test(token)) {
      throw new UsageError("AUTHENTIK_TOKEN has characters that no API token has");
    }
    return { mode: "authentik", ...common, url: baseUrl(flags.authentik), token };
  }
  return {
    mode: "sandbox",
    ...common,
    version: oneOf("sandbox", flags.sandbox ?? DEFAULT_VERSION, Object.keys(VERSIONS)),
    as: oneOf("as", flags.as ?? "admin", CALLERS),
    fail: (flags.fail ?? []).map(fault),
    rows: whole("rows", flags.rows ?? "312", 0, MOST_ROWS),
    seed: whole("seed", flags.seed ?? "1", 0, 0xffff_ffff),
    still: flags.still ?? false,
    at: flags.at === undefined ? undefined : time(flags.at),
    latency: flags.latency === undefined ? "none" : oneOf("latency", flags.latency, ["real"]),
  };
}

const FLAGS = {
  port: { type: "string" },
  host: { type: "string" },
  log: { type: "boolean" },
  help: { type: "boolean" },
  sandbox: { type: "string" },
  as: { type: "string" },
  fail: { type: "string", multiple: true },
  rows: { type: "string" },
  seed: { type: "string" },
  still: { type: "boolean" },
  at: { type: "string" },
  latency: { type: "string" },
  authentik: { type: "string" },
} as const;

function parse(args: readonly string[], env: Environment) {
  const given = parseArguments(args);
  // What is given on the command line comes last, and counts.
  const names = Object.keys(FLAGS).filter((name) => name !== "help" && !Object.hasOwn(given, name));
  return { ...parseArguments(names.flatMap((name) => fromEnvironment(name, env))), ...given };
}

function parseArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: false, options: FLAGS }).values;
  } catch (error) {
    // Node's message names the flag; its second sentence, about "--", would only confuse.
    const words = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${words.split(/\.\s|\n/)[0]}; see --help`);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A flag as its environment variable gives it: GRANTLENS_LOG=1, GRANTLENS_FAIL="503@oauth2/ poison". */
function fromEnvironment(name: string, env: Environment): string[] {
  const variable = `GRANTLENS_${name.toUpperCase()}`;
  const text = env[variable]?.trim() ?? "";
  if (text === "") return [];
  const flag = FLAGS[name as keyof typeof FLAGS];
  if (flag.type === "boolean") {
    if (/^(?:1|true)$/i.test(text)) return [`--${name}`];
    if (/^(?:0|false)$/i.test(text)) return [];
    throw new UsageError(`${variable}=${text}: 1 or 0 is wanted`);
  }
  const values = "multiple" in flag ? text.split(/\s+/) : [text];
  return values.map((value) => `--${name}=${value}`);
}

function whole(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new UsageError(`--${flag} ${text}: a whole number from ${least} to ${most} is wanted`);
  }
  return value;
}

function oneOf<T extends string>(flag: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((one) => one === text);
  if (choice === undefined) {
    throw new UsageError(`--${flag} ${text}: ${choices.join(" or ")} is wanted`);
  }
  return choice;
}

function fault(spec: string): Fault {
  try {
    return faultOf(spec);
  } catch (error) {
    if (error instanceof FaultProblem) throw new UsageError(`--fail ${error.message}`);
    throw error;
  }
}

/** A date, optionally with a time; UTC unless it has another zone. */
const TIME =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+-]\d{2}:\d{2})?)?$/i;

function time(text: string): number {
  const [, day = "", clock = "00:00", zone = "Z"] = TIME.exec(text) ?? [];
  const value = Date.parse(`${day}T${clock}${zone.toUpperCase()}`);
  // Date.parse takes 31 February for 3 March.
  const midnight = Date.parse(`${day}T00:00Z`);
  if (Number.isNaN(value) || new Date(midnight).toISOString().slice(0, 10) !== day) {
    throw new UsageError(`--at ${text}: a time such as 2026-11-22T12:00:00Z is wanted`);
  }
  return value;
}

function baseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new UsageError(
      `--authentik ${text}: an address such as https://sso.example.com is wanted`,
    );
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new UsageError("--authentik: only scheme, host, port and path, please");
  }
  const path = url.pathname.replace(/\/+$/, "");
  if (path.endsWith("/api/v3")) {
    throw new UsageError(`--authentik ${text}: the address is wanted without /api/v3`);
  }
  return `${url.origin}${path}`;
}
