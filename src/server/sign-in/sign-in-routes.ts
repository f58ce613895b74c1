import { randomBytes } from "node:crypto";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { codeOf } from "../proxy/connection-error.ts";
import type { Tokens } from "./openid-provider.ts";
import { returnPath } from "./return-path.ts";
import { type SignIn, type SignInUpstream, USER } from "./sign-in.ts";
import { baseOf, CALLBACK } from "./sign-in-choice.ts";
import { type SignInPage, signInPage } from "./sign-in-page.ts";
import { problemOf, SignInProblem } from "./sign-in-problem.ts";

/** How long authentik's API may take to accept a token, milliseconds. */
const ACCEPT_MS = 20_000;

/** How long the page that says that somebody is signed out waits for authentik's own address for that, milliseconds. */
const END_MS = 3000;

/** What became of the tokens, for the page that says so. */
const BECAME = new Map([
  ["revoked", "The session here has ended, and its tokens are revoked."],
  [
    "kept",
    "The session here has ended. authentik did not confirm that it revoked the tokens: they end when the provider’s validities are over.",
  ],
  ["unknown", "There is no session here."],
]);

/** The pages of signing in and out, below `/auth/`, and the way there from any page of the console. */
export function signInRoutes(signIn: SignIn, { url, address, fetch: send }: SignInUpstream) {
  const { provider, cookies, sessionOf, end, discard } = signIn;
  const base = () => baseOf(address());
  const signInPath = (to: string) => `${base()}/auth/sign-in?${new URLSearchParams({ to })}`;
  const show = (context: Context, status: 200 | 400 | 502, page: SignInPage) =>
    signInPage(context, status, base(), page);

  /**
   * The user's key, if authentik tells it.
   *
   * @throws SignInProblem where its API does not take the token
   */
  async function userOf({ access }: Tokens): Promise<number | null> {
    const answer = await send(
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
    const { title, message, cause } = problemOf(error);
    const code = codeOf(cause);
    // For whoever set this up: neither an answer nor what was sent.
    process.stderr.write(`grantlens: a sign-in failed: ${title}${code && ` (${code})`}\n`);
    return show(context, 502, {
      title,
      paragraphs: [message],
      links: [{ to: signInPath(to), text: "Sign in again" }],
    });
  }

  async function begin(context: Context, tokens: Tokens): Promise<void> {
    try {
      const user = await userOf(tokens);
      context.set(USER, user);
      const before = await sessionOf(context);
      const id = randomBytes(9).toString("base64url");
      await cookies.begin(context, { id, tokens, sinceMs: Date.now(), user });
      // Nobody waits for this.
      if (before !== null) void end(before);
    } catch (error) {
      void discard(tokens);
      throw error;
    }
  }

  const routes = new Hono();

  routes.get("/auth/sign-in", async (context) => {
    const to = returnPath(context.req.query("to"));
    context.header("Cache-Control", "no-store");
    try {
      const begun = await provider().begin(to, cookies.isSignedOut(context));
      await cookies.keepAttempt(context, begun.attempt);
      return context.redirect(begun.url.href);
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
      await begin(context, await provider().finish(callback, attempt));
      return context.redirect(base() + to);
    } catch (error) {
      return problemPage(context, error, to);
    }
  });

  routes.post("/auth/sign-out", async (context) => {
    const session = await sessionOf(context);
    cookies.end(context);
    cookies.markSignedOut(context);
    const isRevoked = session !== null && (await end(session));
    const tokens = session === null ? "unknown" : isRevoked ? "revoked" : "kept";
    context.header("Cache-Control", "no-store");
    return context.json({ to: `${base()}/auth/signed-out?tokens=${tokens}` });
  });

  routes.get("/auth/signed-out", async (context) => {
    // Back from the console, or a bookmark.
    if ((await sessionOf(context)) !== null) return context.redirect(`${base()}/`);
    const asked = provider()
      .endSessionUrl()
      .catch(() => null);
    const late = new Promise<null>((resolve) => {
      setTimeout(() => resolve(null), END_MS).unref();
    });
    const atAuthentik = await Promise.race([asked, late]);
    const became = BECAME.get(context.req.query("tokens") ?? "") ?? BECAME.get("unknown") ?? "";
    return show(context, 200, {
      title: "You are signed out",
      paragraphs: [
        became,
        "You may still be signed in to authentik itself, for other applications. For a day after a sign-out, the next sign-in here asks who you are.",
      ],
      links: [
        { to: signInPath("/"), text: "Sign in again" },
        ...(atAuthentik === null
          ? []
          : [{ to: atAuthentik.href, text: "Sign out of authentik as well" }]),
      ],
    });
  });

  /** Sends somebody who opens a page and is not signed in to authentik, and then back to that page. */
  const requireSession: MiddlewareHandler = async (context, next) => {
    const { pathname, search } = new URL(context.req.url);
    const isPage =
      context.req.method === "GET" &&
      context.req.header("accept")?.includes("text/html") === true &&
      // Files have an extension: they are no secret, and the blueprint is for setting this up.
      !/\.\w+$/.test(pathname) &&
      !pathname.startsWith("/auth/");
    if (!isPage || (await sessionOf(context)) !== null) return next();
    context.header("Cache-Control", "no-store");
    return context.redirect(signInPath(pathname + search));
  };

  return { routes, requireSession };
}
