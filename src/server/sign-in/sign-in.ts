import { randomBytes } from "node:crypto";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { failureAnswer } from "../proxy/without-secrets.ts";
import { createOpenIdProvider, type OpenIdProvider, type Tokens } from "./openid-provider.ts";
import { createRenewals } from "./renewals.ts";
import { returnPath } from "./return-path.ts";
import { createSeal } from "./sealed-text.ts";
import { createMemorySessions, createSealedSessions, type Session } from "./sessions.ts";
import { CALLBACK, type SignInChoice } from "./sign-in-choice.ts";
import { signInCookies } from "./sign-in-cookies.ts";
import { type SignInPage, signInPage } from "./sign-in-page.ts";
import { problemOf, SignInProblem } from "./sign-in-problem.ts";

interface Options {
  choice: SignInChoice;
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

const MOST_REMEMBERED = 10_000;

/** How long authentik's API may take to accept a token, milliseconds. */
const ACCEPT_MS = 20_000;

/** How long somebody who signs out waits for authentik to revoke their tokens, milliseconds. */
const REVOKE_MS = 5000;

/** Signing in with authentik: each person's requests are sent with their own token, which stays in this process. */
export function createSignIn({ choice, url, address, fetch }: Options) {
  const seal = createSeal(choice.sessionKey ?? randomBytes(32).toString("hex"));
  const store = choice.sessions === "sealed" ? createSealedSessions(seal) : createMemorySessions();
  const cookies = signInCookies(seal, store, address);
  let made: OpenIdProvider | undefined;
  /** Made once the port is known. */
  const provider = () =>
    (made ??= createOpenIdProvider({
      ...choice,
      url: url(),
      redirectUri: address() + CALLBACK,
      fetch,
    }));
  const currentTokens = createRenewals({ renew: (tokens) => provider().renew(tokens) });

  /** Sessions that were signed out here: what was under way for one must not bring it back. */
  const ended = new Set<string>();
  /** Access tokens that ended and could not be renewed, once. */
  const lost = new Set<string>();

  async function sessionOf(context: Context): Promise<Session | null> {
    const session = await cookies.session(context);
    if (session === null || ended.has(session.id)) return null;
    noteUser(context, session.user);
    return session;
  }

  /** The token to ask authentik with, or the answer that there is none. */
  async function tokenOf(context: Context): Promise<string | Response> {
    const session = await sessionOf(context);
    if (session === null) return signedOut();
    try {
      const tokens = await currentTokens(session.tokens);
      if (ended.has(session.id)) return signedOut();
      if (tokens === "over") return isFirst(lost, session.tokens.access) ? later() : end(context);
      if (tokens !== session.tokens) await cookies.renew(context, { ...session, tokens });
      context.header(SESSION_HEADER, session.id);
      return tokens.access;
    } catch (error) {
      return failureAnswer("upstream-unreachable", 502, problemOf(error).title);
    }
  }

  /**
   * authentik refused a token before its end: the session it was born from has ended, or the user is not active. This
   * one ends with it.
   */
  function end(context: Context): Response {
    cookies.end(context);
    return signedOut();
  }

  /**
   * The user's key, if authentik tells it.
   *
   * @throws SignInProblem where its API does not take the token
   */
  async function userOf({ access }: Tokens): Promise<number | null> {
    const answer = await fetch(
      new Request(`${url()}/api/v3/core/users/me/`, {
        headers: { Accept: "application/json", Authorization: `Bearer ${access}` },
        redirect: "manual",
        signal: AbortSignal.timeout(ACCEPT_MS),
      }),
    );
    if (answer.status !== 401 && answer.status !== 403) {
      const body: unknown = await answer.json().catch(() => null);
      const { user } = (body ?? {}) as { user?: { pk?: unknown } };
      return typeof user?.pk === "number" ? user.pk : null;
    }
    await answer.body?.cancel();
    throw new SignInProblem(
      "authentik’s API does not accept this sign-in",
      "It issued a token and refuses it: the user may have been deactivated meanwhile, or the provider’s scope mapping “authentik default OAuth Mapping: authentik API access” was changed.",
    );
  }

  function problemPage(context: Context, error: unknown, to: string) {
    const { title, message } = problemOf(error);
    return show(context, 502, {
      title,
      paragraphs: [message],
      links: [{ to: signInPath(to), text: "Sign in again" }],
    });
  }

  const base = () => new URL(address()).pathname.replace(/\/$/, "");
  const signInPath = (to: string) => `${base()}/auth/sign-in?${new URLSearchParams({ to })}`;
  const show = (context: Context, status: 200 | 400 | 502, page: SignInPage) =>
    signInPage(context, status, base(), page);
  const routes = new Hono();

  routes.get("/auth/sign-in", async (context) => {
    const to = returnPath(context.req.query("to"));
    context.header("Cache-Control", "no-store");
    try {
      const { url, attempt } = await provider().begin(to, cookies.isSignedOut(context));
      await cookies.keepAttempt(context, attempt);
      return context.redirect(url.href);
    } catch (error) {
      return problemPage(context, error, to);
    }
  });

  routes.get(CALLBACK, async (context) => {
    context.header("Cache-Control", "no-store");
    const attempt = await cookies.takeAttempt(context, context.req.query("state") ?? "");
    if (attempt === null) {
      const isSignedIn = (await sessionOf(context)) !== null;
      return show(context, 400, {
        title: "This sign-in does not fit",
        paragraphs: [
          "It was not begun in this browser, was begun long ago, or was finished already.",
        ],
        links: [
          isSignedIn
            ? { to: `${base()}/`, text: "Back to the console" }
            : { to: signInPath("/"), text: "Sign in" },
        ],
      });
    }
    const to = returnPath(attempt.to);
    try {
      const callback = new URL(address() + CALLBACK + new URL(context.req.url).search);
      const tokens = await provider().finish(callback, attempt);
      const user = await userOf(tokens);
      noteUser(context, user);
      const id = randomBytes(9).toString("base64url");
      await cookies.begin(context, { id, tokens, sinceMs: Date.now(), user });
      return context.redirect(base() + to);
    } catch (error) {
      return problemPage(context, error, to);
    }
  });

  routes.post("/auth/sign-out", async (context) => {
    const session = await sessionOf(context);
    cookies.end(context);
    cookies.markSignedOut(context);
    let tokens = "unknown";
    if (session !== null) {
      isFirst(ended, session.id);
      // A renewal may be under way: what comes of it is what has to be revoked.
      const current = await currentTokens(session.tokens).catch(() => session.tokens);
      const last = current === "over" ? session.tokens : current;
      tokens = (await revoked(provider(), last)) ? "revoked" : "kept";
    }
    context.header("Cache-Control", "no-store");
    return context.json({ to: `${base()}/auth/signed-out?tokens=${tokens}` });
  });

  routes.get("/auth/signed-out", async (context) => {
    // Back from the console, or a bookmark.
    if ((await sessionOf(context)) !== null) return context.redirect(`${base()}/`);
    const end = await provider()
      .endSessionUrl()
      .catch(() => null);
    return show(context, 200, {
      title: "You are signed out",
      paragraphs: [
        BECAME[context.req.query("tokens") ?? ""] ?? BECAME["unknown"] ?? "",
        "Your session in authentik itself may live on, for other applications. After a sign-out, the next sign-in here asks who you are.",
      ],
      links: [
        { to: signInPath("/"), text: "Sign in again" },
        ...(end === null ? [] : [{ to: end.href, text: "Sign out of authentik as well" }]),
      ],
    });
  });

  /** Sends somebody who opens a page and is not signed in to authentik, and then back to that page. */
  const requireSession: MiddlewareHandler = async (context, next) => {
    const isPage =
      context.req.method === "GET" && context.req.header("accept")?.includes("text/html");
    const { pathname, search } = new URL(context.req.url);
    if (!isPage || pathname.startsWith("/auth/")) return next();
    if ((await sessionOf(context)) !== null) return next();
    context.header("Cache-Control", "no-store");
    return context.redirect(signInPath(pathname + search));
  };

  return {
    routes,
    requireSession,
    tokenOf,
    refused: end,
    /** When the person who asks signed in, ISO 8601; null for nobody. */
    async sinceOf(context: Context): Promise<string | null> {
      const session = await sessionOf(context);
      return session && new Date(session.sinceMs).toISOString();
    },
  };
}

export type SignIn = ReturnType<typeof createSignIn>;

/** What became of the tokens, for the page that says so. */
const BECAME: Readonly<Record<string, string>> = {
  revoked: "The session here has ended, and its tokens are revoked.",
  kept: "The session here has ended. authentik did not confirm that it revoked the tokens; they end by themselves.",
  unknown: "There is no session here.",
};

function noteUser(context: Context, user: number | null): void {
  context.set(USER, user);
}

/** Adds to a set that forgets its oldest entries; false where it was in there. */
function isFirst(of: Set<string>, entry: string): boolean {
  if (of.has(entry)) return false;
  of.add(entry);
  const [oldest] = of;
  if (of.size > MOST_REMEMBERED && oldest !== undefined) of.delete(oldest);
  return true;
}

/** Another process may just have renewed the tokens: the browser has its answer, with a new cookie, in a moment. */
function later(): Response {
  return Response.json(
    { detail: "The session is being renewed." },
    { status: 503, headers: { "Retry-After": "1", "Cache-Control": "no-store" } },
  );
}

function signedOut(): Response {
  return failureAnswer("signed-out", 401, "Nobody is signed in.");
}

async function revoked(provider: OpenIdProvider, tokens: Tokens): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), REVOKE_MS);
  });
  const asked = provider.revoke(tokens).then(
    () => true,
    () => false,
  );
  const outcome = await Promise.race([asked, late]);
  clearTimeout(timer);
  return outcome;
}
