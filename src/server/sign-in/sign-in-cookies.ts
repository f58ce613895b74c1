import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { type Session, SESSION_SECONDS, type SessionStore } from "./sessions.ts";
import type { Attempt } from "./openid-provider.ts";
import { baseOf } from "./sign-in-choice.ts";
import type { Seal } from "./sealed-text.ts";

/** How long a sign-in may take, in seconds. */
const ATTEMPT_SECONDS = 600;
/** Sign-ins that are under way in one browser: one a tab, and those that were given up. Servers bound a request’s head. */
const MOST_ATTEMPTS = 5;
const SIGNED_OUT_SECONDS = 24 * 3600;

/** Another form is another purpose: what an earlier version sealed is not read. */
const ATTEMPT_FORM = "attempt 1";
const ATTEMPT = "grantlens-attempt-";
const SESSION = "grantlens";
const SIGNED_OUT = "grantlens-signed-out";

/** What the browser holds: nothing that a script can read, or that another site's request brings along. */
export function signInCookies(seal: Seal, store: SessionStore, address: () => string) {
  const isSecure = () => address().startsWith("https:");
  const path = () => `${baseOf(address())}/`;
  // By its name, the browser sees to it that no other host, and no page over http, can have set it.
  const nameOf = (name: string) =>
    isSecure() ? `${path() === "/" ? "__Host" : "__Secure"}-${name}` : name;
  const set = (context: Context, name: string, value: string, maxAge: number) =>
    setCookie(context, nameOf(name), value, {
      httpOnly: true,
      sameSite: "Lax",
      path: path(),
      secure: isSecure(),
      maxAge,
    });
  const get = (context: Context, name: string) => getCookie(context, nameOf(name));
  const remove = (context: Context, name: string) =>
    deleteCookie(context, nameOf(name), { path: path(), secure: isSecure() });

  const remaining = (session: Session) =>
    Math.max(1, Math.floor(SESSION_SECONDS - (Date.now() - session.sinceMs) / 1000));

  return {
    /** The session of the browser that asks. */
    async session(context: Context): Promise<Session | null> {
      const value = get(context, SESSION);
      return value === undefined ? null : store.read(value);
    },
    /** @throws SignInProblem where it does not fit into a cookie */
    async begin(context: Context, session: Session): Promise<void> {
      // A new name for each sign-in: one that was known before it is worth nothing.
      const before = get(context, SESSION);
      if (before !== undefined) store.end(before);
      set(context, SESSION, await store.begin(session), remaining(session));
      remove(context, SIGNED_OUT);
    },
    async renew(context: Context, session: Session): Promise<void> {
      const before = get(context, SESSION) ?? "";
      const value = await store.renew(before, session);
      if (value !== before) set(context, SESSION, value, remaining(session));
    },
    end(context: Context): void {
      const value = get(context, SESSION);
      if (value !== undefined) store.end(value);
      remove(context, SESSION);
    },
    /** Somebody signed out here: the next sign-in asks who they are. */
    markSignedOut: (context: Context) => set(context, SIGNED_OUT, "1", SIGNED_OUT_SECONDS),
    isSignedOut: (context: Context) => get(context, SIGNED_OUT) !== undefined,

    async keepAttempt(context: Context, attempt: Attempt): Promise<void> {
      const prefix = nameOf(ATTEMPT);
      const under = Object.keys(getCookie(context)).filter((name) => name.startsWith(prefix));
      // Browsers send the oldest first.
      for (const name of under.slice(0, Math.max(0, under.length - MOST_ATTEMPTS + 1))) {
        deleteCookie(context, name, { path: path(), secure: isSecure() });
      }
      const value = await seal.close(attempt, ATTEMPT_FORM, ATTEMPT_SECONDS);
      set(context, ATTEMPT + attempt.state.slice(0, 8), value, ATTEMPT_SECONDS);
    },
    /** The sign-in with this state, if it was begun in this browser; it can be taken once. */
    async takeAttempt(context: Context, state: string): Promise<Attempt | null> {
      if (!/^[\w-]{20,200}$/.test(state)) return null;
      const name = ATTEMPT + state.slice(0, 8);
      const value = get(context, name);
      if (value === undefined) return null;
      remove(context, name);
      const attempt = (await seal.open(value, ATTEMPT_FORM)) as Attempt | null;
      return attempt?.state === state ? attempt : null;
    },
  };
}
