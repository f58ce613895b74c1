import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { CUT_HEADER } from "../sandbox/faults/fault-answers.ts";
import { createFaults } from "../sandbox/faults/faults.ts";
import { createSandbox } from "../sandbox/sandbox.ts";
import { asCaller } from "../sandbox/world/callers.ts";
import { poisonable } from "../sandbox/faults/poison.ts";
import { createWorld } from "../sandbox/world/world.ts";
import { cutConnection } from "./cut-connection.ts";
import type { SandboxChoice } from "./options.ts";
import { failApi } from "./sandbox-fail.ts";
import { failureAnswer, withoutSecrets } from "./without-secrets.ts";

/**
 * The sandbox in authentik's place: `/api/v3/`, and `/sandbox/fail` to make it fail. Its answers
 * are redacted like a real one's; faults that change an answer are applied after that.
 */
export function createSandboxApi(choice: SandboxChoice): Hono {
  const started = Date.now();
  const start = choice.at ?? started;
  const now = () => start + (Date.now() - started);
  const { seed, rows, still, version, latency } = choice;
  const { world, poison } = poisonable(createWorld({ seed, rows, start, still }));
  const sandbox = createSandbox({ version, world, now, latency });
  const faults = createFaults({ now, poison });
  faults.replace(choice.fail);

  const api = new Hono();
  api.all("/api/v3/*", async (context) => {
    // The browser's own credentials are dropped, as by the proxy to a real authentik.
    const request = asCaller(context.req.raw, choice.as);
    const response = await faults.around(request, async (shift) => {
      const answer = await sandbox.handle(request, shift);
      // As by the proxy to a real authentik: a refused token is no missing permission, nor a missing session.
      return choice.as === "badtoken" && answer.status === 403
        ? failureAnswer("token-refused", 403, "The token was refused.")
        : withoutSecrets(answer);
    });
    const outgoing = connectionOf(context);
    const isCut = response.headers.has(CUT_HEADER) && outgoing !== undefined;
    return isCut ? cutConnection(response, outgoing) : response;
  });
  api.route("/sandbox/fail", failApi(faults));
  return api;
}

/** undefined where the app is called without a server. */
function connectionOf(context: Context): HttpBindings["outgoing"] | undefined {
  return (context.env as Partial<HttpBindings> | undefined)?.outgoing;
}
