/**
 * How people sign in to the applications of the sandbox, and how these get their tokens. Whoever signs in was created by
 * a request and given a password. (For the console's own sign-in, with a page to choose a caller, see `openid/`.)
 */
import type { SandboxState } from "../http/call.ts";
import { htmlPage } from "../http/answer.ts";
import {
  AUTHORIZE,
  authorize,
  DEFAULT_SIGN_IN,
  endAuthorization,
  toSignIn,
} from "./authorization.ts";
import { type BrowserSession, createBrowserSessions } from "./browser-sessions.ts";
import { createCodeExchange } from "./code-exchange.ts";
import { EXECUTOR, executeFlow } from "./flow-executor.ts";

const TOKEN = "/application/o/token/";

type Step = (session: BrowserSession) => Response | null | Promise<Response | null>;

/** @returns a function from a request to its answer; null for a request that is not about signing in */
export function createSignInRequests(state: SandboxState) {
  const sessions = createBrowserSessions((pk) => state.worldIndex.users.has(pk));
  const exchange = createCodeExchange(state);

  /** undefined for a path that is not about signing in. */
  function stepOf(request: Request, url: URL, now: number): Step | undefined {
    const { pathname } = url;
    if (pathname.startsWith(EXECUTOR)) {
      return (session) => {
        const authorized = () => endAuthorization(state, session, now);
        return executeFlow(request, { state, session, now, authorized });
      };
    }
    if (request.method !== "GET") return undefined;
    if (pathname === AUTHORIZE) return (session) => authorize(state, url, session, now);
    if (pathname.startsWith("/if/flow/")) return flowPage;
    return pathname === DEFAULT_SIGN_IN ? () => toSignIn(url.search) : undefined;
  }

  return async (request: Request, now: number): Promise<Response | null> => {
    const url = new URL(request.url);
    if (url.pathname === TOKEN && request.method === "POST") return exchange(request, now);
    const step = stepOf(request, url, now);
    if (step === undefined) return null;
    const { session, cookie } = sessions.of(request);
    const answer = await step(session);
    answer?.headers.append("Set-Cookie", cookie);
    answer?.headers.set("Date", new Date(now).toUTCString());
    return answer;
  };
}

/** In authentik a page with script, which asks the executor. */
function flowPage(): Response {
  return new Response(htmlPage(200), {
    headers: { "Content-Type": "text/html; charset=utf-8" },
  });
}
