import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ApiProblem, type AuthentikApi, createAuthentikApi } from "./authentik-api.ts";
import { type LiveObjects, makeObjects } from "./make-objects.ts";
import { startRedirectListener } from "./redirect-listener.ts";
import { createThrowAway } from "./throw-away.ts";

/** A server with more users is somebody's, and not for trying things. */
const MOST_USERS = 200;

const USAGE = `AUTHENTIK_URL=… AUTHENTIK_TOKEN=… npm run e2e:live -- [--yes] [flags of Playwright]

The address of an authentik, and an API token of a superuser.
--yes  also where there are more than ${MOST_USERS} users`;

/**
 * Makes throw-away objects in an authentik, runs the journeys, and removes what it made, whatever happens.
 *
 * @param args `--yes`, and flags that are passed on to Playwright.
 * @returns the exit code: 0 for good, 1 for a failure, 2 where nothing was begun.
 */
export async function liveRun(args: readonly string[]): Promise<number> {
  const { AUTHENTIK_URL: url, AUTHENTIK_TOKEN: token } = process.env;
  if (!url || !token) {
    say(USAGE);
    return 2;
  }
  // A terminal that was closed must not end the removal.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const api = createAuthentikApi(url.replace(/\/+$/, ""), token);
  // npm keeps a flag that has no -- before it, and tells it this way.
  const isSure = args.includes("--yes") || process.env["npm_config_yes"] === "true";
  const refusal = await reasonToRefuse(api, isSure);
  if (refusal !== null) {
    say(refusal);
    return 2;
  }

  const prefix = `grantlens-live-${randomBytes(4).toString("hex")}`;
  const throwAway = createThrowAway(api);
  const listener = await startRedirectListener();
  const stopping = watchSignals();
  let code = 1;
  try {
    say(`Making objects called ${prefix}-… in ${api.url}.`);
    const redirectUri = listener.address;
    const objects = await makeObjects({ api, throwAway, prefix, redirectUri });
    if (objects.connection === null) say("This version cannot make source connections by its API.");
    code = await runJourneys(objects, args, stopping);
  } catch (error) {
    say(`Failed: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    const left = await throwAway.removeAll();
    await listener.stop();
    for (const one of left) say(`Not removed, please do it by hand: ${one}`);
    if (left.length > 0) code = 1;
    else say("Everything that was made is removed.");
  }
  return stopping.isStopped() ? 1 : code;
}

async function reasonToRefuse(api: AuthentikApi, isSure: boolean): Promise<string | null> {
  try {
    const { user } = await api.ask("GET", "core/users/me/");
    if (user.is_superuser !== true) {
      return `The token is of ${user.username}, who is not a superuser and cannot make what is needed.`;
    }
    const { pagination } = await api.ask("GET", "core/users/?page_size=1");
    if (pagination.count <= MOST_USERS || isSure) return null;
    return `${api.url} has ${pagination.count} users. More than ${MOST_USERS} look like an installation that people need: nothing was made. If it is one for trying things, add --yes.`;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.status === 403) return `${api.url} refuses the token in AUTHENTIK_TOKEN.`;
    return `${api.url} does not answer as an authentik does. ${error.message}`;
  }
}

interface Stopping {
  isStopped(): boolean;
  /** The process to be interrupted. */
  watch(child: ChildProcess): void;
}

/** Ctrl-C ends the journeys, not the removal. */
function watchSignals(): Stopping {
  let isStopped = false;
  let running: ChildProcess | null = null;
  const stop = () => {
    if (!isStopped) say("Stopped; removing what was made.");
    // A second signal would make Playwright leave its browser behind.
    if (!isStopped) running?.kill("SIGINT");
    isStopped = true;
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  return {
    isStopped: () => isStopped,
    watch(child) {
      running = child;
    },
  };
}

async function runJourneys(
  objects: LiveObjects,
  args: readonly string[],
  stopping: Stopping,
): Promise<number> {
  if (stopping.isStopped()) return 1;
  const cli = join(dirname(createRequire(import.meta.url).resolve("@playwright/test")), "cli.js");
  const config = fileURLToPath(new URL(".", import.meta.url));
  const passed = args.filter((arg) => arg !== "--yes");
  const child = spawn(process.execPath, [cli, "test", "-c", config, ...passed], {
    env: { ...process.env, GRANTLENS_LIVE: JSON.stringify(objects) },
    stdio: ["ignore", "inherit", "inherit"],
    // A process group of its own: a terminal sends Ctrl-C to the whole group, and twice is once too often.
    detached: true,
  });
  stopping.watch(child);
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}

function say(words: string): void {
  process.stdout.write(`${words}\n`);
}
