import { isIP } from "node:net";
import { Hono } from "hono";
import { FaultProblem, faultsOf } from "../sandbox/faults/fault-spec.ts";
import type { Faults } from "../sandbox/faults/faults.ts";
import type { Json } from "../sandbox/http/json-fields.ts";
import { isLoopback, withoutBrackets } from "./guard.ts";

/**
 * `POST` replaces the active faults by a list of others, each an object or a text as after `--fail`;
 * `[]` ends them all. `GET` returns the active faults.
 *
 * Only the console's own pages and programs of this machine may use it: another site's page must not
 * be able to break a demonstration. A page cannot leave out or forge `Sec-Fetch-Site`, and cannot send
 * this content type to another origin without a preflight. Another host name for this machine (DNS rebinding) is
 * rejected, too.
 */
export function failApi(faults: Faults): Hono {
  const api = new Hono();
  api.use(async (context, next) => {
    const site = context.req.header("sec-fetch-site");
    const origin = context.req.header("origin");
    const isForeign =
      !isAddress(context.req.header("host") ?? new URL(context.req.url).host) ||
      (site !== undefined && site !== "same-origin" && site !== "none") ||
      (origin !== undefined && hostOf(origin) !== context.req.header("host"));
    if (isForeign) return context.text("Only the console's own pages may send requests.\n", 403);
    context.header("Cache-Control", "no-store");
    return next();
  });
  api.get("/", (context) => context.json({ faults: faults.standing() }));
  api.post("/", async (context) => {
    const type = context.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
    if (type !== "application/json") return context.json({ detail: "JSON is required." }, 415);
    try {
      const wanted = JSON.parse(await context.req.text()) as Json;
      faults.replace(faultsOf(wanted));
    } catch (error) {
      if (!(error instanceof FaultProblem || error instanceof SyntaxError)) throw error;
      return context.json({ detail: error.message }, 400);
    }
    return context.json({ faults: faults.standing() });
  });
  return api;
}

/** Whether a host is an address or localhost: another site can give this machine a name, but not an address. */
function isAddress(host: string): boolean {
  const name = host.replace(/:\d+$/, "");
  return isLoopback(name) || isIP(withoutBrackets(name)) !== 0;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
