import type { MiddlewareHandler } from "hono";

/** Whether a host is loopback: 127.0.0.0/8, ::1 or localhost. */
export function isLoopback(host: string): boolean {
  const name = withoutBrackets(host).toLowerCase();
  return name === "localhost" || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name);
}

/** In a URL, an IPv6 address has brackets: `[::1]`. */
export function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1");
}

/**
 * Rejects requests that do not come from this console's own pages: every request gets the rights of its token.
 *
 * - Another `Host` means another name for this address, as in DNS rebinding.
 * - `Sec-Fetch-Site` is sent by every current browser and cannot be forged by a page; programs that do not send it
 *   run on this machine anyway.
 *
 * @param port the port listened on.
 */
export function guard(port: () => number): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header("host") ?? "";
    const site = context.req.header("sec-fetch-site");
    if (!isOwnHost(host, port())) {
      return context.text("This console does not go by that name.\n", 403);
    }
    if (site !== undefined && site !== "same-origin" && site !== "none") {
      return context.text("Only the console's own pages may ask.\n", 403);
    }
    return next();
  };
}

function isOwnHost(host: string, port: number): boolean {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host);
  return match !== null && isLoopback(match[1] ?? "") && Number(match[2] ?? "80") === port;
}
