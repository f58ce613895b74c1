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
