import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { failureAnswer } from "../proxy/without-secrets.ts";
import { createOpenIdProvider, type OpenIdProvider, type Tokens } from "./openid-provider.ts";
import { Remembered } from "./remembered.ts";
import { createRenewals } from "./renewals.ts";
import { createSeal } from "./sealed-text.ts";
import { createMemorySessions, createSealedSessions, type Session } from "./sessions.ts";
import { CALLBACK, type SignInChoice } from "./sign-in-choice.ts";
import { signInCookies } from "./sign-in-cookies.ts";
import { problemOf } from "./sign-in-problem.ts";

/** The authentik behind, and this console in front of it. */
export interface SignInUpstream {
  /** authentik's address. */
  url: () => string;
  /** By which browsers reach this console, without a slash at its end. */
  address: () => string;
  /** Sends a request to authentik. */
  fetch: (request: Request) => Promise<Response>;
}

/** The context variable with the key of the user who asks, for the log. */
export const USER = "user";

/** The header that names the session of an answer. */
const SESSION_HEADER = "X-Grantlens-Session";

/** How long a process that lost the race for a renewal waits for the browser to have the other's cookie, milliseconds. */
const RACE_MS = 5000;

/** How long somebody who signs out waits for authentik to revoke their tokens, milliseconds. */
const REVOKE_MS = 5000;

/** Who is signed in, and with which token their requests are sent. Tokens are known to this process alone. */
export function createSignIn({
  choice,
  url,
  address,
  fetch,
}: SignInUpstream & { choice: SignInChoice }) {
  const isSealed = choice.sessions === "sealed";
  const seal = createSeal(choice.sessionKey ?? randomBytes(32).toString("hex"));
  const store = isSealed ? createSealedSessions(seal) : createMemorySessions();
  const cookies = signInCookies(seal, store, address);
  let openId: OpenIdProvider | undefined;
  /** Made once the port is known. */
  const provider = () =>
    (openId ??= createOpenIdProvider({
      ...choice,
      url: url(),
      redirectUri: address() + CALLBACK,
      fetch,
    }));
  const renewals = createRenewals({ renew: (tokens) => provider().renew(tokens) });

  /** The names of sessions that ended here: nothing that is under way for one brings it back. */
  const ended = new Remembered();
  /** Access tokens that ended and could not be renewed. */
  const lost = new Remembered();

  async function sessionOf(context: Context): Promise<Session | null> {
    const session = await cookies.session(context);
    if (session === null || ended.has(session.id)) return null;
    context.set(USER, session.user);
    return session;
  }

  /**
   * The token to ask authentik with, or the answer that there is none. No answer takes the cookie away: by the time it
   * arrives, the cookie may be that of another session.
   */
  async function tokenOf(context: Context): Promise<string | Response> {
    const session = await sessionOf(context);
    if (session === null) return signedOut();
    try {
      const tokens = await renewals.current(session.tokens);
      if (ended.has(session.id)) return signedOut();
      if (tokens === "over") {
        const isRace = Date.now() - lost.remember(session.tokens.access) < RACE_MS;
        return isSealed && isRace ? beingRenewed() : signedOut();
      }
      if (tokens !== session.tokens) await cookies.renew(context, { ...session, tokens });
      context.header(SESSION_HEADER, session.id);
      return tokens.access;
    } catch (error) {
      return failureAnswer("upstream-unreachable", 502, problemOf(error).title);
    }
  }

  /**
   * authentik refused a token before its end: the session that it was born from has ended, or the user is not active.
   * This one ends with it.
   */
  async function refused(context: Context): Promise<Response> {
    const session = await sessionOf(context);
    if (session !== null) ended.remember(session.id);
    return signedOut();
  }

  /** Ends a session. Resolves to whether authentik confirmed in time that its tokens are revoked. */
  async function end(session: Session): Promise<boolean> {
    ended.remember(session.id);
    return inTime(REVOKE_MS, async () => {
      const renewed = await renewals.outcomeOf(session.tokens);
      await provider().revoke(session.tokens);
      if (renewed !== null && renewed !== session.tokens) await provider().revoke(renewed);
    });
  }

  return {
    provider,
    cookies,
    sessionOf,
    tokenOf,
    refused,
    end,
    /** Gives up on tokens that nobody gets. */
    discard: (tokens: Tokens) => inTime(REVOKE_MS, () => provider().revoke(tokens)),
    /** When the person who asks signed in, ISO 8601; null for nobody. */
    async sinceOf(context: Context): Promise<string | null> {
      const session = await sessionOf(context);
      return session && new Date(session.sinceMs).toISOString();
    },
  };
}

export type SignIn = ReturnType<typeof createSignIn>;

/** Whether something was done within so many milliseconds. */
async function inTime(ms: number, act: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = act().then(
    () => true,
    () => false,
  );
  const outcome = await Promise.race([done, late]);
  clearTimeout(timer);
  return outcome;
}

/** Another process may just have renewed the tokens: the browser has its answer, with a new cookie, in a moment. */
function beingRenewed(): Response {
  return Response.json(
    { detail: "The session is being renewed." },
    { status: 503, headers: { "Retry-After": "1", "Cache-Control": "no-store" } },
  );
}

function signedOut(): Response {
  return failureAnswer("signed-out", 401, "Nobody is signed in.");
}
