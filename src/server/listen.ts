import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportFiles } from "./export-files.ts";
import { withoutBrackets } from "./guard.ts";
import { type Choice, readOptions } from "./options/options.ts";
import { UsageError } from "./options/flag-values.ts";
import { HELP } from "./options/help.ts";

/** Prints one line to stderr and exits with code 1. */
export function fail(words: string): never {
  process.stderr.write(`grantlens: ${words}\n`);
  process.exit(1);
}

/**
 * Reads the command line; for the help, files to write or an error, does that and ends the process.
 *
 * @param client the folder of the built console.
 */
export function choiceOf(args: readonly string[], client: string): Choice {
  try {
    const choice = readOptions(args, process.env);
    if (choice === "help") process.stdout.write(HELP);
    else if (choice.mode === "export") {
      exportFiles(choice, client);
      process.stdout.write(`The console is in ${choice.folder}, to be served at ${choice.base}\n`);
    } else return choice;
  } catch (error) {
    // Of the command line, or of the file system, whose messages name the file.
    if (error instanceof UsageError || (error instanceof Error && "code" in error))
      fail(error.message);
    throw error;
  }
  return process.exit(0);
}

/** How long requests may go on after SIGTERM, milliseconds. */
const GRACE_MS = 10_000;

/** How soon after its last answer a connection is closed then, which the browser would keep open; milliseconds. */
const CLOSING_MS = 100;

/**
 * Listens, and prints the address and what is shown. Exits at once on SIGINT, which somebody at a keyboard sends; on
 * SIGTERM, which a supervisor sends, once the requests under way are answered.
 */
export function listen(server: Server, choice: Choice): void {
  server.on("error", (error: NodeJS.ErrnoException) => {
    const { host, port } = choice;
    if (error.code === "EADDRINUSE")
      fail(`port ${port} on ${host} is taken; choose another with --port`);
    fail(`cannot listen on ${host}:${port} (${error.code ?? error.message})`);
  });
  const bare = withoutBrackets(choice.host);
  // Bound by its name it might listen on ::1 alone, and requests to 127.0.0.1 would fail.
  server.listen(choice.port, bare === "localhost" ? "127.0.0.1" : bare, () => {
    const { port } = server.address() as AddressInfo;
    const host = bare.includes(":") ? `[${bare}]` : bare;
    process.stdout.write(`Grantlens is on http://${host}:${port}\n${shown(choice)}\n`);
  });
  const end = () => {
    // Open connections must not keep the process alive.
    server.closeAllConnections();
    process.exit(0);
  };
  process.on("SIGINT", end);
  const finish = () => {
    server.close(end);
    setInterval(() => server.closeIdleConnections(), CLOSING_MS).unref();
    setTimeout(() => {
      process.stderr.write("grantlens: ended before all requests were answered\n");
      end();
    }, GRACE_MS).unref();
  };
  process.on("SIGTERM", finish);
  if (process.env["npm_lifecycle_event"] !== undefined) onceOrphaned(finish);
}

/** npm passes a signal to the shell in between, which exits without passing it on: the port would stay in use. */
function onceOrphaned(finish: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    finish();
  }, 500).unref();
}

function shown(choice: Choice): string {
  const { signIn } = choice;
  const at = signIn?.publicUrl ? ` at ${signIn.publicUrl}` : "";
  const people = signIn === null ? "" : ` People sign in${at}.`;
  if (choice.mode === "authentik")
    return `Showing authentik at ${choice.url}, ${choice.allowChanges ? "changes allowed" : "read-only"}.${people} Ctrl-C ends it.`;
  const clock =
    choice.at === undefined ? "" : `, its clock started at ${new Date(choice.at).toISOString()}`;
  const life = choice.still ? ", standing still" : "";
  const eyes = choice.as === "admin" ? "" : `, asked as ${choice.as}`;
  const quiet = choice.allowChanges ? "" : ", read-only";
  const trouble = choice.fail.length === 0 ? "" : ", failing on purpose";
  return `Showing the sandbox: authentik ${choice.version}, ${choice.rows} authorization codes${life}${clock}${eyes}${quiet}${trouble}.${people} Ctrl-C ends it.`;
}
