import { randomBytes } from "node:crypto";
import type { Tokens } from "./openid-provider.ts";
import type { Seal } from "./sealed-text.ts";
import { SignInProblem } from "./sign-in-problem.ts";

/** Somebody who is signed in. */
export interface Session {
  /** A name that is no secret: the page learns from it that somebody else is signed in now. */
  id: string;
  tokens: Tokens;
  /** When they signed in, epoch milliseconds. */
  sinceMs: number;
  /** The user's key in authentik, for the log; null where authentik did not say. */
  user: number | null;
}

/** Keeps sessions for what the browser's cookie holds. */
export interface SessionStore {
  /** A new session; resolves to the cookie's value. */
  begin(session: Session): Promise<string>;
  read(value: string): Promise<Session | null>;
  /** Its tokens were renewed; resolves to the cookie's value, which may be another. */
  renew(value: string, session: Session): Promise<string>;
  end(value: string): void;
}

/** A working day: after it, authentik is asked again. */
export const SESSION_SECONDS = 12 * 3600;

const MOST_SESSIONS = 1000;

/** Sessions in the process's memory: the cookie holds a random name. Beyond 1,000 the one unused the longest is ended. */
export function createMemorySessions(most = MOST_SESSIONS): SessionStore {
  const sessions = new Map<string, Session>();
  return {
    async begin(session) {
      const value = randomBytes(32).toString("base64url");
      sessions.set(value, session);
      for (const [name] of sessions) {
        if (sessions.size <= most) break;
        sessions.delete(name);
      }
      return value;
    },
    async read(value) {
      const session = sessions.get(value);
      if (session === undefined) return null;
      sessions.delete(value);
      if (isTooOld(session)) return null;
      sessions.set(value, session);
      return session;
    },
    async renew(value, session) {
      if (sessions.has(value)) sessions.set(value, session);
      return value;
    },
    end: (value) => void sessions.delete(value),
  };
}

/** Another form is another purpose: what an earlier version sealed is not read. */
const FORM = "session 1";

/** What every browser keeps of one cookie: 4,096 bytes with its name and attributes. */
const LONGEST_COOKIE = 3900;

/** Sessions in the browser's cookie, sealed, so that any process with the same key knows them. */
export function createSealedSessions(seal: Seal): SessionStore {
  async function close(session: Session): Promise<string> {
    const age = (Date.now() - session.sinceMs) / 1000;
    const value = await seal.close(session, FORM, Math.max(1, SESSION_SECONDS - age));
    if (value.length <= LONGEST_COOKIE) return value;
    throw new SignInProblem(
      "The sign-in does not fit into a cookie",
      "authentik’s access token is too long for sealed sessions. Take scope mappings that add claims off the provider, or start Grantlens without --sessions sealed.",
    );
  }
  return {
    begin: close,
    async read(value) {
      // What this process sealed has this form.
      const session = (await seal.open(value, FORM)) as Session | null;
      return session === null || isTooOld(session) ? null : session;
    },
    renew: (_, session) => close(session),
    // A copy of the cookie still opens, and its tokens are revoked.
    end: () => {},
  };
}

function isTooOld({ sinceMs }: Session): boolean {
  return Date.now() - sinceMs > SESSION_SECONDS * 1000;
}
