import { parseArgs } from "node:util";
import { UsageError } from "./flag-values.ts";

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
  "sign-in": { type: "boolean" },
  "read-only": { type: "boolean" },
  authentik: { type: "string" },
  "allow-changes": { type: "boolean" },
  "client-id": { type: "string" },
  application: { type: "string" },
  "public-url": { type: "string" },
  sessions: { type: "string" },
  export: { type: "string" },
  base: { type: "string" },
} as const;

/** The flags as texts: of the command line, else of the environment. @throws UsageError */
export function readFlags(args: readonly string[], env: Environment) {
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

export type Environment = Readonly<Record<string, string | undefined>>;

/** A flag as its environment variable gives it: GRANTLENS_LOG=1, GRANTLENS_FAIL="503@oauth2/ poison". */
function fromEnvironment(name: string, env: Environment): string[] {
  const variable = `GRANTLENS_${name.toUpperCase().replaceAll("-", "_")}`;
  const text = env[variable]?.trim() ?? "";
  if (text === "") return [];
  const flag = FLAGS[name as keyof typeof FLAGS];
  if (flag.type === "boolean") {
    if (/^(?:1|true)$/i.test(text)) return [`--${name}`];
    if (/^(?:0|false)$/i.test(text)) return [];
    throw new UsageError(`${variable}=${text}: 1 or 0 is required`);
  }
  const values = "multiple" in flag ? text.split(/\s+/) : [text];
  return values.map((value) => `--${name}=${value}`);
}
