import { randomHex } from "../openid/issued-grants.ts";

const COOKIE = "authentik_session";

/** What the server knows of one browser. */
export interface BrowserSession {
  /** Key of the user who is signed in. */
  user: number | null;
  /** Epoch seconds. */
  authTime: number;
  /** Who is signing in, between the question for the name and that for the password; null is nobody known. */
  pending: { readonly user: number | null } | null;
  /** Whether the password was right, so that the next request signs in. */
  isProven: boolean;
  /** The browser's own name for itself. */
  agent: string;
  /** The query of the authorization that waits for the end of its flow. */
  asked: string | null;
}

/** The sessions of browsers, by cookie. A user who is deleted is signed out. */
export function createBrowserSessions(isUser: (pk: number) => boolean) {
  const sessions = new Map<string, BrowserSession>();

  return {
    /** @returns the browser's session, or a new one, with the header that names it */
    of(request: Request): { session: BrowserSession; cookie: string } {
      const sent = new RegExp(`${COOKIE}=(\\w+)`).exec(request.headers.get("cookie") ?? "")?.[1];
      const name = sent !== undefined && sessions.has(sent) ? sent : randomHex(16);
      const session = sessions.get(name) ?? {
        user: null,
        authTime: 0,
        pending: null,
        isProven: false,
        agent: request.headers.get("user-agent") ?? "",
        asked: null,
      };
      sessions.set(name, session);
      if (session.user !== null && !isUser(session.user)) session.user = null;
      return { session, cookie: `${COOKIE}=${name}; HttpOnly; Path=/; SameSite=Lax` };
    },
  };
}
