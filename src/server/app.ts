import { Hono } from "hono";
import { createProxy } from "./authentik-proxy.ts";
import { guard } from "./guard.ts";
import { answers, healthRoutes } from "./health-routes.ts";
import type { Choice } from "./options.ts";
import { requestLog } from "./request-log.ts";
import { createSandboxApi } from "./sandbox-api.ts";
import { securityHeaders } from "./security-headers.ts";
import { staticFiles } from "./static-files.ts";

/**
 * The routes of the process without the page: `/healthz`, `/readyz`, `/config.json` and `/api/v3/`; with the sandbox
 * also `/sandbox/fail`.
 *
 * @param port the port listened on, known once the process listens.
 */
export function createApi(choice: Choice, port: () => number): Hono {
  const app = new Hono();
  // Before the guard: a supervisor may call this process by any name.
  app.route(
    "/",
    healthRoutes(async () => choice.mode === "sandbox" || answers(choice.url)),
  );
  if (choice.mode === "authentik") app.use(guard(port));
  app.get("/config.json", (context) => {
    context.header("Cache-Control", "no-store");
    return context.json({
      mode: choice.mode,
      authentikUrl: choice.mode === "authentik" ? choice.url : null,
      sandboxVersion: choice.mode === "sandbox" ? choice.version : null,
      readOnly: true,
    });
  });
  if (choice.mode === "sandbox") app.route("/", createSandboxApi(choice));
  else {
    const proxy = createProxy(choice);
    app.all("/api/v3/*", (context) => proxy(context.req.raw));
  }
  return app;
}

/** The whole process: the API and the built page, under strict headers. */
export function createApp(choice: Choice, port: () => number, folder: string): Hono {
  const app = new Hono();
  if (choice.log) app.use(requestLog((line) => process.stdout.write(`${line}\n`)));
  app.use(securityHeaders());
  app.route("/", createApi(choice, port));
  app.get("*", staticFiles(folder));
  return app;
}
