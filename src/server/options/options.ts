import { type Fault } from "../../sandbox/faults/fault-spec.ts";
import { DEFAULT_VERSION, VERSIONS } from "../../sandbox/versions/known-versions.ts";
import { type CallerName, CALLERS } from "../../sandbox/world/callers.ts";
import { isLoopback } from "../guard.ts";
import type { SignInChoice } from "../sign-in/sign-in-choice.ts";
import { baseUrl, fault, oneOf, timeOf, UsageError, whole } from "./flag-values.ts";
import { type Environment, readFlags } from "./flags.ts";
import { assertNoSignInFlags, readSignIn } from "./sign-in-flags.ts";

interface Common {
  port: number;
  host: string;
  /** Whether each request is written to standard output. */
  log: boolean;
  /** Whether codes, tokens and connections may be deleted. */
  allowChanges: boolean;
  /** null: nobody signs in. */
  signIn: SignInChoice | null;
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
  /** The one that everybody's requests are sent with; null where people sign in. */
  token: string | null;
}

/** Files are written, and nothing is started. */
export interface ExportChoice {
  mode: "export";
  folder: string;
  /** The path that they are served below, from slash to slash. */
  base: string;
}

export type Choice = SandboxChoice | AuthentikChoice;

const SANDBOX_FLAGS = [
  "sandbox",
  "as",
  "rows",
  "seed",
  "still",
  "at",
  "latency",
  "fail",
  "sign-in",
  "read-only",
] as const;
const MOST_ROWS = 1_000_000;

/**
 * Reads the command line.
 *
 * @param args without node and script.
 * @param env environment variables: `AUTHENTIK_TOKEN`, and flags that are not among the arguments.
 * @returns "help" with the flag `--help`.
 * @throws UsageError for an unknown flag or a bad value, in one line.
 */
export function readOptions(
  args: readonly string[],
  env: Environment,
): Choice | ExportChoice | "help" {
  const flags = readFlags(args, env);
  if (flags.help) return "help";
  if (flags.export !== undefined) return readExport(flags.export, flags.base ?? "/console/");
  if (flags.base !== undefined) throw new UsageError("--base needs --export");
  const common = {
    port: whole("port", flags.port ?? "9800", 0, 65_535),
    host: flags.host ?? "localhost",
    log: flags.log ?? false,
    allowChanges: flags["allow-changes"] ?? false,
  };
  // Node takes an empty host for all addresses of this machine.
  if (common.host === "") throw new UsageError("--host: an address to bind to is required");
  if (flags.authentik !== undefined) {
    const mixed = SANDBOX_FLAGS.find((name) => flags[name] !== undefined);
    if (mixed)
      throw new UsageError(`--${mixed} is for the sandbox and cannot be combined with --authentik`);
    const url = baseUrl(flags.authentik);
    if (flags["client-id"] !== undefined) {
      if (url.startsWith("http:") && !isLoopback(new URL(url).hostname)) {
        throw new UsageError(
          `--authentik ${url}: with people signing in, https is required, since secrets and tokens go there`,
        );
      }
      const signIn = readSignIn({ ...flags, "client-id": flags["client-id"] }, env, common.host);
      return { mode: "authentik", ...common, url, token: null, signIn };
    }
    assertNoSignInFlags(flags);
    return { mode: "authentik", ...common, url, token: readToken(common.host, env), signIn: null };
  }
  if (flags["sign-in"] !== true) assertNoSignInFlags(flags);
  if (flags["sign-in"] === true && flags.as !== undefined) {
    throw new UsageError("--as cannot be combined with --sign-in: whoever signs in is the caller");
  }
  if (flags["read-only"] === true && flags["allow-changes"] === true) {
    throw new UsageError("--read-only and --allow-changes do not go together");
  }
  const signIn =
    flags["sign-in"] === true
      ? readSignIn({ "client-id": "grantlens", ...flags }, env, common.host)
      : null;
  return {
    mode: "sandbox",
    ...common,
    allowChanges: flags["read-only"] !== true,
    signIn,
    version: oneOf("sandbox", flags.sandbox ?? DEFAULT_VERSION, Object.keys(VERSIONS)),
    as: oneOf("as", flags.as ?? "admin", CALLERS),
    fail: (flags.fail ?? []).map(fault),
    rows: whole("rows", flags.rows ?? "312", 0, MOST_ROWS),
    seed: whole("seed", flags.seed ?? "1", 0, 0xffff_ffff),
    still: flags.still ?? false,
    at: flags.at === undefined ? undefined : timeOf(flags.at),
    latency: flags.latency === undefined ? "none" : oneOf("latency", flags.latency, ["real"]),
  };
}

/** One token for everybody, with which whoever reaches this process acts. */
function readToken(host: string, env: Environment): string {
  if (!isLoopback(host)) {
    throw new UsageError(
      `--host ${host}: with --authentik and one token only loopback is allowed, because whoever reaches this process acts with the token's rights; with --client-id people sign in`,
    );
  }
  const token = env["AUTHENTIK_TOKEN"]?.trim() ?? "";
  if (token === "") {
    throw new UsageError(
      "--authentik needs an API token in the environment variable AUTHENTIK_TOKEN, or --client-id for people to sign in",
    );
  }
  if (/[^\x21-\x7e]/.test(token)) {
    throw new UsageError("AUTHENTIK_TOKEN has characters that no API token has");
  }
  return token;
}

function readExport(folder: string, base: string): ExportChoice {
  if (folder.trim() === "") throw new UsageError("--export: a folder is required");
  if (!/^(?:\/[\w.-]+)*\/$/.test(base)) {
    throw new UsageError(`--base ${base}: a path such as /console/ is required`);
  }
  return { mode: "export", folder, base };
}
