import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { CUT_HEADER } from "../sandbox/faults/fault-answers.ts";
import { createFaults } from "../sandbox/faults/faults.ts";
import { poisonable } from "../sandbox/faults/poison.ts";
import { createOpenIdEndpoints } from "../sandbox/openid/openid-endpoints.ts";
import { createSandbox } from "../sandbox/sandbox.ts";
import { asCaller, type CallerName } from "../sandbox/world/callers.ts";
import { createWorld } from "../sandbox/world/world.ts";
import { cutConnection } from "./cut-connection.ts";
import type { SandboxChoice } from "./options/options.ts";
import { failureAnswer, withoutSecrets } from "./proxy/without-secrets.ts";
import { failApi } from "./sandbox-fail.ts";
import { baseOf, CALLBACK } from "./sign-in/sign-in-choice.ts";
import type { SignIn } from "./sign-in/sign-in.ts";

/**
 * The sandbox in authentik's place: `/api/v3/`, and `/sandbox/fail` to make it fail. Its answers are redacted like a real
 * one's; faults that change an answer are applied after that. Where people sign in, also `/application/o/`.
 *
 * @param address by which browsers reach this process, without a slash at its end.
 * @param signIn null where everybody is the caller that was chosen at the start.
 */
export function createSandboxApi(
  choice: SandboxChoice,
  address: () => string,
  signIn: () => SignIn | null,
) {
  const started = Date.now();
  const start = choice.at ?? started;
  const now = () => start + (Date.now() - started);
  const { seed, rows, still, version, latency } = choice;
  const { world, poison } = poisonable(createWorld({ seed, rows, start, still }));
  const sandbox = createSandbox({ version, world, now, latency });
  const faults = createFaults({ now, poison });
  faults.replace(choice.fail);
  const openId =
    choice.signIn &&
    createOpenIdEndpoints({
      version,
      // By this machine's clock, also where the world has another time: tokens are checked by it.
      now: () => Date.now(),
      address,
      redirectUri: () => address() + CALLBACK,
      client: {
        id: choice.signIn.clientId,
        secret: choice.signIn.clientSecret,
        slug: choice.signIn.application,
      },
    });

  /** The caller that a request is sent as: the browser's own credentials are dropped, as by the proxy. */
  async function callerOf(context: Context): Promise<CallerName | Response> {
    const asked = await signIn()?.tokenOf(context);
    if (asked === undefined) return choice.as;
    return typeof asked === "string" ? (openId?.callerOf(asked) ?? "badtoken") : asked;
  }

  const routes = new Hono();
  routes.all("/api/v3/*", async (context) => {
    const caller = await callerOf(context);
    if (typeof caller !== "string") return context.newResponse(caller.body, caller);
    const request = asCaller(context.req.raw, caller);
    const response = await faults.around(request, async (shift) => {
      const answer = await sandbox.handle(request, shift);
      // As by the proxy to a real authentik: a refused token is no missing permission, nor a missing session.
      if (caller !== "badtoken" || answer.status !== 403) return withoutSecrets(answer);
      return (
        signIn()?.refused(context) ?? failureAnswer("token-refused", 403, "The token was refused.")
      );
    });
    const outgoing = connectionOf(context);
    const isCut = response.headers.has(CUT_HEADER) && outgoing !== undefined;
    return isCut ? cutConnection(response, outgoing) : context.newResponse(response.body, response);
  });
  routes.route("/sandbox/fail", failApi(faults));
  if (openId) routes.all("/application/o/*", (context) => openId.handle(context.req.raw));

  return {
    routes,
    /** As a request from this process arrives at authentik: with a token of its own. */
    async fetch(request: Request): Promise<Response> {
      const url = new URL(request.url);
      url.pathname = url.pathname.slice(baseOf(address()).length);
      const asked = new Request(url, request);
      if (url.pathname.startsWith("/application/o/")) {
        return openId ? openId.handle(asked) : new Response(null, { status: 404 });
      }
      const token = (request.headers.get("authorization") ?? "").replace(/^Bearer /, "");
      return sandbox.handle(asCaller(asked, openId?.callerOf(token) ?? "badtoken"));
    },
  };
}

/** undefined where the app is called without a server. */
function connectionOf(context: Context): HttpBindings["outgoing"] | undefined {
  return (context.env as Partial<HttpBindings> | undefined)?.outgoing;
}
