import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { isOwnScript } from "./guard.ts";
import { failureAnswer } from "./proxy/without-secrets.ts";
import { USER } from "./sign-in/sign-in.ts";

const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** The objects that may be deleted. Nothing else is ever changed. */
const DELETABLE =
  /^\/api\/v3\/(?:oauth2\/(?:authorization_codes|access_tokens|refresh_tokens)|sources\/(?:group|user)_connections\/[a-z]+)\/\d+\/$/;

/** A change that was passed on, as one line. */
interface Change {
  /** When it was asked for, ISO 8601, UTC. */
  time: string;
  /** The name of the user whose rights it was done with, else their key; null where neither is known. */
  user: string | number | null;
  method: string;
  path: string;
  status: number;
}

interface ChangesOptions {
  /** Whether anything may be changed at all. */
  allowed: boolean;
  /** Asks authentik, as the browser would with these headers, who it is; apart from the connection to the browser. */
  ask: (request: Request) => Response | Promise<Response>;
  /** Takes a line of the audit, without its end. */
  write: (line: string) => void;
}

/** How long a change waits for the name of who asks, milliseconds: with what authentik may take, less than the page does. */
const NAME_MS = 1500;
const MOST_NAMES = 1000;

/**
 * Refuses whatever changes something in authentik but the deletion of a code, a token or a source connection, where that
 * is allowed and one of the console's own scripts asks. Each one that is passed on becomes a line of the audit.
 */
export function changeGuard({ allowed, ask, write }: ChangesOptions): MiddlewareHandler {
  /** By a hash of the cookies: within a session the name stays the same. */
  const names = new Map<string, string>();

  async function nameOf({ req }: Context): Promise<string | null> {
    const session = createHash("sha256")
      .update(req.header("cookie") ?? "")
      .digest("base64");
    const known = names.get(session);
    if (known !== undefined) return known;
    const url = new URL("/api/v3/core/users/me/", req.url);
    const headers = new Headers(req.raw.headers);
    headers.set("Accept", "application/json");
    try {
      const signal = AbortSignal.timeout(NAME_MS);
      const answer = await ask(new Request(url, { headers, signal }));
      const { user } = (await answer.json()) as { user?: { username?: unknown } };
      if (typeof user?.username !== "string") return null;
      if (names.size >= MOST_NAMES) names.clear();
      names.set(session, user.username);
      return user.username;
    } catch {
      return null;
    }
  }

  return async (context, next) => {
    const { method, url } = context.req;
    if (READS.has(method)) return next();
    const { pathname, search } = new URL(url);
    if (!allowed || method !== "DELETE" || search !== "" || !DELETABLE.test(pathname)) {
      const answer = failureAnswer(
        "change-refused",
        405,
        allowed
          ? "Only codes, tokens and source connections can be deleted here."
          : "This console only reads: it was not started with --allow-changes.",
      );
      answer.headers.set("Allow", [...READS].join(", "));
      return answer;
    }
    if (!isOwnScript(context.req)) {
      return context.text("Only the console's own pages may change anything.\n", 403);
    }
    const time = new Date().toISOString();
    // Before the change, which may be the end of the token that it is asked with.
    const name = await nameOf(context);
    await next();
    const key: unknown = context.get(USER);
    const user = name ?? (typeof key === "number" ? key : null);
    const change: Change = { time, user, method, path: pathname, status: context.res.status };
    write(JSON.stringify(change));
  };
}
