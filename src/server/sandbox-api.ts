import { createSandbox } from "../sandbox/sandbox.ts";
import { createWorld } from "../sandbox/world.ts";
import type { SandboxChoice } from "./options.ts";
import { withoutSecrets } from "./without-secrets.ts";

/** The sandbox in authentik's place; its answers lose their secrets on the same way out. */
export function createSandboxApi(choice: SandboxChoice): (request: Request) => Promise<Response> {
  const started = Date.now();
  const start = choice.at ?? started;
  const sandbox = createSandbox({
    version: choice.version,
    world: createWorld({ seed: choice.seed, rows: choice.rows, start, still: choice.still }),
    now: () => start + (Date.now() - started),
    latency: choice.latency,
  });
  return async (request) => withoutSecrets(await sandbox.handle(request));
}
