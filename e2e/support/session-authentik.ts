import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createSandbox } from "../../src/sandbox/sandbox.ts";
import { asCaller } from "../../src/sandbox/world/callers.ts";
import { createWorld } from "../../src/sandbox/world/world.ts";

export interface SessionAuthentik {
  readonly port: number;
  /** Paths that were opened for signing in. */
  readonly signIns: readonly string[];
  stop(): Promise<void>;
}

const SESSION = "authentik_session";
const CSRF = "of-this-session";

/**
 * The sandbox's API for whoever has authentik's session cookie, and to change something its token against forged
 * requests; its sign-in asks nothing and leads back.
 */
export async function startSessionAuthentik(): Promise<SessionAuthentik> {
  const start = Date.UTC(2026, 10, 22, 12);
  const world = createWorld({ seed: 1, rows: 60, start, still: true });
  const { handle } = createSandbox({ version: "2026.2", world, now: () => start });
  const signIns: string[] = [];
  const server = createServer((request, response) => {
    const { url = "/", headers } = request;
    const { pathname, searchParams } = new URL(url, "http://authentik");
    if (pathname === "/flows/-/default/authentication/") {
      signIns.push(url);
      response.writeHead(302, {
        Location: searchParams.get("next") ?? "/",
        "Set-Cookie": [
          `${SESSION}=somebody; HttpOnly; Path=/; SameSite=None; Secure`,
          `authentik_csrf=${CSRF}; Path=/; SameSite=Lax; Secure`,
        ],
      });
      response.end();
      return;
    }
    const isSignedIn = headers.cookie?.includes(SESSION) === true;
    const { accept = "*/*" } = headers;
    const { method = "GET" } = request;
    const isRead = method === "GET" || method === "HEAD";
    if (!isRead && isSignedIn && headers["x-authentik-csrf"] !== CSRF) {
      response.writeHead(403, { "Content-Type": "application/json" });
      response.end('{"detail":"CSRF Failed: CSRF token missing."}');
      return;
    }
    const inner = new Request(`http://authentik${url}`, { method, headers: { accept } });
    void handle(asCaller(inner, isSignedIn ? "admin" : "nobody")).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    signIns,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
