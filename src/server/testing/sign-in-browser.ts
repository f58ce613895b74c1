import type { Hono } from "hono";
import { createApp } from "../app.ts";
import { type Choice, readOptions } from "../options/options.ts";

/** What a browser does that matters for signing in: cookies, redirects, and what it says about where a request is from. */
export class SignInBrowser {
  readonly cookies = new Map<string, string>();
  /** Each address that was opened, in order. */
  readonly opened: string[] = [];
  /** Everything that answers had for the page: bodies and headers without cookies. */
  readonly seen: string[] = [];

  private app: Hono;
  private readonly origin: string;

  constructor(app: Hono, origin = "http://localhost:9800") {
    this.app = app;
    this.origin = origin;
  }

  /** The process ends, and this one takes its place. */
  meets(app: Hono): void {
    this.app = app;
  }

  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, this.origin);
    const headers = new Headers(init.headers);
    if (!headers.has("Host")) headers.set("Host", url.host);
    if (this.cookies.size > 0) {
      headers.set(
        "Cookie",
        [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      );
    }
    const response = await this.app.request(url.href, { ...init, headers });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const shown = [...response.headers].filter(([name]) => name !== "set-cookie");
    this.seen.push(JSON.stringify(shown), await response.clone().text());
    return response;
  }

  /** Opens a page and follows redirects. */
  async open(path: string, headers: Record<string, string> = {}): Promise<Response> {
    let at = new URL(path, this.origin);
    for (let hops = 0; hops < 10; hops++) {
      this.opened.push(at.href);
      const response = await this.send(at.href, {
        headers: { Accept: "text/html", "Sec-Fetch-Mode": "navigate", ...headers },
      });
      const to = response.headers.get("Location");
      if (to === null) return response;
      at = new URL(to, at);
    }
    throw new Error("sent on without end");
  }

  /** Asks as a script of the console does. */
  ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("Accept", "application/json");
    headers.set("Sec-Fetch-Site", "same-origin");
    return this.send(path, { ...init, headers });
  }

  /** Opens a page, and chooses somebody where the sandbox asks. */
  async signIn(path: string, as: string): Promise<Response> {
    const page = await this.open(path);
    const links = (await page.text()).matchAll(/href="([^"]*[?&;]as=(\w+))"/g);
    const link = [...links].find(([, , name]) => name === as)?.[1];
    if (link === undefined) throw new Error(`nobody asks for ${as}`);
    return this.open(new URL(link.replaceAll("&amp;", "&"), this.opened.at(-1)).href);
  }

  private keep(line: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/max-age=0\b/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** A process whose sandbox people sign in to. */
export function signInApp(
  folder: string,
  args: readonly string[] = [],
  env: Record<string, string> = { GRANTLENS_CLIENT_SECRET: "CANARY-client-secret" },
): Hono {
  const choice = readOptions(["--sign-in", "--rows", "20", "--still", ...args], env) as Choice;
  return createApp(choice, () => 9800, folder);
}
