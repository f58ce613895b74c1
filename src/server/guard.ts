import type { HonoRequest, MiddlewareHandler } from "hono";

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
      return context.text("This is not a host name of this console.\n", 403);
    }
    if (site !== undefined && site !== "same-origin" && site !== "none") {
      return context.text("Only the console's own pages may send requests.\n", 403);
    }
    return next();
  };
}

/** What a script of the console sends with whatever changes something; another site's form cannot. */
const OWN_HEADER = "X-Grantlens";

/**
 * Whether a script of the console asks: with its header, from a page under the name that it asks by, where the browser
 * says from which.
 */
export function isOwnScript(request: HonoRequest): boolean {
  const site = request.header("sec-fetch-site");
  const from = request.header("origin");
  return (
    request.header(OWN_HEADER) !== undefined &&
    (site === undefined || site === "same-origin") &&
    (from === undefined || (URL.canParse(from) && new URL(from).host === request.header("host")))
  );
}

/**
 * The same where people sign in, each with their own rights: the console goes by its public name, pages may be opened
 * from anywhere (authentik sends back to one), and answers are for the console's own scripts only. What changes
 * something needs a header that no form can send, and a right origin where the browser says one.
 *
 * @param address by which browsers reach this console, such as `https://grants.example.com`.
 */
export function publicGuard(address: () => string): MiddlewareHandler {
  return async (context, next) => {
    const { host, hostname, origin } = new URL(address());
    const { pathname, search } = new URL(context.req.url);
    const { method } = context.req;
    const isRead = method === "GET" || method === "HEAD";
    if (context.req.header("host")?.toLowerCase() !== host) {
      // A loopback address by another of its names: the cookies are those of one.
      const name = (context.req.header("host") ?? "").replace(/:\d+$/, "");
      const isPage = isRead && context.req.header("accept")?.includes("text/html") === true;
      return isPage && isLoopback(hostname) && isLoopback(name)
        ? context.redirect(address() + pathname + search)
        : context.text("This is not a host name of this console.\n", 403);
    }
    const site = context.req.header("sec-fetch-site");
    const isOwnPage = site === undefined || site === "same-origin" || site === "none";
    const isOpened = isRead && context.req.header("sec-fetch-mode") === "navigate";
    if (!isOwnPage && (!isOpened || pathname.startsWith("/api/"))) {
      return context.text("Only the console's own pages may send requests.\n", 403);
    }
    const from = context.req.header("origin");
    const isOwnScript =
      context.req.header(OWN_HEADER) !== undefined && (from === undefined || from === origin);
    if (!isRead && !isOwnScript) {
      return context.text("Only the console's own pages may make changes.\n", 403);
    }
    return next();
  };
}

function isOwnHost(host: string, port: number): boolean {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host);
  return match !== null && isLoopback(match[1] ?? "") && Number(match[2] ?? "80") === port;
}
