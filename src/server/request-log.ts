import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { USER } from "./sign-in/sign-in.ts";

/** One line of the log. */
interface LogEntry {
  /** When the request came, ISO 8601, UTC. */
  time: string;
  method: string;
  /** With the names of its query's parameters; their values may be names of persons, or what somebody searches for. */
  path: string;
  status: number;
  /** Until the answer's headers were there, milliseconds. */
  ms: number;
  /** Also in the answer's `X-Request-Id`. */
  id: string;
  /** The key in authentik of the user who is signed in; left out where nobody is. */
  user?: number;
}

/**
 * Writes each request as one line of JSON, once it is answered. Requests for the health of the process are left out: they
 * would be most of the log.
 *
 * @param write takes a line, without its end.
 */
export function requestLog(write: (line: string) => void): MiddlewareHandler {
  return async (context, next) => {
    const begun = Date.now();
    const id = randomUUID();
    await next();
    context.res.headers.set("X-Request-Id", id);
    const { pathname, searchParams } = new URL(context.req.url);
    if (pathname === "/healthz" || pathname === "/readyz") return;
    const names = [...new Set(searchParams.keys())];
    const user: unknown = context.get(USER);
    const entry: LogEntry = {
      time: new Date(begun).toISOString(),
      method: context.req.method,
      path: pathname + (names.length > 0 ? `?${names.map(encodeURIComponent).join("&")}` : ""),
      status: context.res.status,
      ms: Date.now() - begun,
      id,
      ...(typeof user === "number" && { user }),
    };
    write(JSON.stringify(entry));
  };
}
