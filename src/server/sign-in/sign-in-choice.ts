import { isLoopback } from "../guard.ts";

/** How administrators sign in with authentik, as chosen at the start. */
export interface SignInChoice {
  clientId: string;
  /** null for a public client. */
  clientSecret: string | null;
  /** The slug of authentik's application, below which its OpenID configuration is. */
  application: string;
  /**
   * The address by which browsers reach this console, without a slash at its end; null for loopback at the port that is
   * listened on.
   */
  publicUrl: string | null;
  /** Where sessions live: in this process, or sealed in the browser's cookie, for any process that has the key. */
  sessions: "memory" | "sealed";
  /** What cookies are sealed with; null for a key of this process's own. */
  sessionKey: string | null;
}

/** Where authentik sends the browser back to. */
export const CALLBACK = "/auth/callback";

/** The path of an address, without a slash at its end. */
export function baseOf(address: string): string {
  return new URL(address).pathname.replace(/\/$/, "");
}

/** The shortest session key that is taken, in characters. */
export const SHORTEST_KEY = 32;

/**
 * The public address as a text means it, without a slash at its end.
 *
 * @returns a text saying what is wrong with it, in `problem`
 */
export function readPublicUrl(text: string): { address: string } | { problem: string } {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
    return { problem: "an address such as https://grants.example.com is wanted" };
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    return { problem: "only scheme, host, port and path are wanted" };
  }
  const path = url.pathname.replace(/\/$/, "");
  if (!/^(?:\/[\w.-]+)*$/.test(path)) {
    return { problem: "its path may have letters, digits, dots, hyphens and underscores" };
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    return { problem: "https is wanted: a proxy in front of this process does that" };
  }
  // authentik compares redirect URIs letter by letter, and browsers send what they have normalised.
  const address = url.origin + path;
  return text.replace(/\/$/, "") === address
    ? { address }
    : { problem: `write it as ${address}, as browsers do` };
}
