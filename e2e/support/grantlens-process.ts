import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../dist/server/serve.js", import.meta.url));

/** Killed when this process exits. */
const children = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of children) child.kill();
});

/** A running process of the console. */
export interface Grantlens {
  /** Without a trailing slash. */
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * Starts the built console on a free port.
 *
 * @param flags as on the command line, without the port.
 * @param env in addition to this process's own.
 * @param main the entry file, if another build's.
 * @throws Error with the process's output when it exits instead of listening.
 */
export async function startGrantlens(
  flags: readonly string[],
  env: Readonly<Record<string, string>> = {},
  main = MAIN,
): Promise<Grantlens> {
  const child = spawn(process.execPath, [main, "--port", "0", ...flags], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  try {
    const origin = await addressOf(child);
    return {
      origin,
      async stop() {
        children.delete(child);
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill();
        await once(child, "exit");
      },
    };
  } catch (error) {
    child.kill();
    throw error;
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /^Grantlens is on (http:\S+)\n/m.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the console ended with ${code}: ${said}`)));
  });
}
