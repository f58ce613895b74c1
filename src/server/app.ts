import { Hono, type MiddlewareHandler } from "hono";
import { changeGuard } from "./change-guard.ts";
import { guard, publicGuard } from "./guard.ts";
import { answers, healthRoutes } from "./health-routes.ts";
import type { Choice } from "./options/options.ts";
import { createProxy, tokenRefused } from "./proxy/authentik-proxy.ts";
import { requestLog } from "./request-log.ts";
import { createSandboxApi } from "./sandbox-api.ts";
import { securityHeaders } from "./security-headers.ts";
import { createSignIn, type SignIn, type SignInUpstream } from "./sign-in/sign-in.ts";
import { baseOf } from "./sign-in/sign-in-choice.ts";
import { signInRoutes } from "./sign-in/sign-in-routes.ts";
import { readPageFiles } from "./page-files.ts";
import { staticFiles } from "./static-files.ts";

/**
 * The routes of the process without the page: `/healthz`, `/readyz`, `/config.json` and `/api/v3/`; with the sandbox
 * also `/sandbox/fail`; where people sign in also `/auth/`, and in front of pages the way there.
 *
 * @param port the port listened on, known once the process listens.
 * @param audit takes a line about each change, without its end.
 */
export function createApi(
  choice: Choice,
  port: () => number,
  audit = (line: string) => void process.stderr.write(`${line}\n`),
): Hono {
  const app = new Hono();
  const address = () => choice.signIn?.publicUrl ?? `http://localhost:${port()}`;
  // Before the guard: a supervisor may call this process by any name.
  app.route(
    "/",
    healthRoutes(async () => choice.mode === "sandbox" || answers(choice.url)),
  );
  if (choice.signIn !== null) app.use(publicGuard(address));
  else if (choice.mode === "authentik") app.use(guard(port));
  const { allowChanges: allowed } = choice;
  app.use(
    "/api/v3/*",
    changeGuard({ allowed, ask: (request) => app.fetch(request), write: audit }),
  );

  let signIn: SignIn | null = null;
  const sandbox =
    choice.mode === "sandbox" ? createSandboxApi(choice, address, () => signIn) : null;
  const upstream: SignInUpstream = {
    address,
    url: choice.mode === "sandbox" ? address : () => choice.url,
    fetch: sandbox?.fetch ?? fetch,
  };
  if (choice.signIn !== null) signIn = createSignIn({ choice: choice.signIn, ...upstream });
  if (sandbox !== null) app.route("/", sandbox.routes);
  if (choice.mode === "authentik") {
    const { url, token } = choice;
    const proxy = createProxy(url);
    const { tokenOf, refused } = signIn ?? {
      tokenOf: async () => token ?? "",
      refused: tokenRefused,
    };
    app.all("/api/v3/*", async (context) => {
      const asked = await tokenOf(context);
      const response =
        typeof asked === "string"
          ? await proxy(context.req.raw, { token: asked, refused: () => refused(context) })
          : asked;
      return context.newResponse(response.body, response);
    });
  }
  app.get("/config.json", async (context) => {
    context.header("Cache-Control", "no-store");
    return context.json({
      mode: choice.mode,
      authentikUrl: choice.mode === "authentik" ? choice.url : null,
      sandboxVersion: choice.mode === "sandbox" ? choice.version : null,
      readOnly: !allowed,
      oneToken: choice.mode === "authentik" && choice.token !== null,
      signedInSince: signIn && (await signIn.sinceOf(context)),
    });
  });
  if (signIn !== null) {
    const pages = signInRoutes(signIn, upstream);
    app.route("/", pages.routes);
    app.use(pages.requireSession);
  }
  return app;
}

/** The whole process: the API and the built page, under strict headers, below the path of its public address. */
export function createApp(choice: Choice, port: () => number, folder: string): Hono {
  const base = `${baseOf(choice.signIn?.publicUrl ?? "http://localhost")}/`;
  const page = readPageFiles(folder, base);
  const app = watched(choice, page.headScript);
  app.route("/", createApi(choice, port));
  app.get("*", staticFiles(page));
  if (base === "/") return app;

  const outer = new Hono();
  const inner: MiddlewareHandler = async (context, next) => {
    const url = new URL(context.req.url);
    // A pattern that ends with a star matches what comes before its slash as well.
    if (url.pathname === base.slice(0, -1)) return next();
    if (url.pathname.startsWith(base)) url.pathname = url.pathname.slice(base.length - 1);
    return app.fetch(new Request(url, context.req.raw), context.env);
  };
  outer.all(`${base}*`, inner);
  // At the root as well: a supervisor asks the process itself.
  for (const path of ["/healthz", "/readyz"]) outer.get(path, inner);
  const outside = watched(choice);
  outside.get(base.slice(0, -1), (context) => context.redirect(base));
  outside.all("*", (context) => context.text("Not found\n", 404));
  return outer.route("/", outside);
}

/** An app whose requests are logged, and whose answers have the headers. */
function watched({ log }: Choice, headScript?: string): Hono {
  const app = new Hono();
  if (log) app.use(requestLog((line) => process.stdout.write(`${line}\n`)));
  return app.use(securityHeaders(headScript));
}
