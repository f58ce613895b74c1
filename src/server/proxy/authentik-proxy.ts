import { CERTIFICATE, codeOf } from "./connection-error.ts";
import { failureAnswer, withoutSecrets } from "./without-secrets.ts";

/** Time-out of a request. Together with the next one shorter than the page's own, so that the page gets the reason. */
const PATIENCE_MS = 24_000;

/** Time-out of the who-am-I request, which follows an answer. */
const WHO_PATIENCE_MS = 4_000;

/** A request of the page, and whose token it is passed on with. */
interface Passed {
  token: string;
  /** The answer where authentik refuses the token itself. */
  refused: () => Response | Promise<Response>;
}

/** Where one token serves everybody. */
export const tokenRefused = () =>
  failureAnswer("token-refused", 403, "The token in AUTHENTIK_TOKEN was refused.");

/**
 * Passes requests below `/api/v3/` on to one authentik, with the token added here, so that the browser never has it.
 * Of the browser's request, only path, query, `Accept` and `Accept-Language` are passed on. Redirects are not followed:
 * the token would be sent along. What may be asked for at all is decided before: see `change-guard.ts`.
 *
 * @param url authentik's address.
 */
export function createProxy(url: string, patience = PATIENCE_MS) {
  const asking = new Map<string, Promise<boolean>>();

  async function ask(
    address: string,
    token: string,
    headers: Record<string, string>,
    init: RequestInit,
  ) {
    return fetch(address, {
      ...init,
      headers: { ...headers, Authorization: `Bearer ${token}` },
      redirect: "manual",
    });
  }

  /**
   * Whether a 403 means a refused token, not a missing permission: then who-am-I is refused as well. Concurrent 403s
   * share one request; a later one sends another.
   */
  function isTokenRefused(token: string): Promise<boolean> {
    const asked = asking.get(token) ?? askWho(token).finally(() => asking.delete(token));
    asking.set(token, asked);
    return asked;
  }

  async function askWho(token: string): Promise<boolean> {
    try {
      const response = await ask(
        `${url}/api/v3/core/users/me/`,
        token,
        { Accept: "application/json" },
        { signal: AbortSignal.timeout(WHO_PATIENCE_MS) },
      );
      await response.body?.cancel();
      return response.status === 403 || response.status === 401;
    } catch {
      return false;
    }
  }

  return async function proxy(request: Request, { token, refused }: Passed): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    if (!isBelowApi(pathname)) return Response.json({ detail: "Not found." }, { status: 404 });
    const headers: Record<string, string> = {};
    for (const name of ["Accept", "Accept-Language"]) {
      const value = request.headers.get(name);
      if (value !== null) headers[name] = value;
    }
    const timeout = AbortSignal.timeout(patience);
    try {
      const response = await ask(`${url}${pathname}${search}`, token, headers, {
        method: request.method,
        // A change is waited for, also where the page is gone: how it was answered is noted.
        signal: request.method === "DELETE" ? timeout : AbortSignal.any([timeout, request.signal]),
      });
      if (response.status >= 300 && response.status < 400 && response.status !== 304) {
        await response.body?.cancel();
        return failureAnswer(
          "upstream-redirect",
          502,
          "authentik redirects elsewhere; the token is not sent along.",
        );
      }
      if ((response.status === 403 || response.status === 401) && (await isTokenRefused(token))) {
        await response.body?.cancel();
        return await refused();
      }
      return await withoutSecrets(response, token);
    } catch (error) {
      return failureOf(error, timeout.aborted);
    }
  };
}

/**
 * The token is sent to no other path. `..` is resolved by now, also as `%2e%2e`; an encoded slash might be decoded only
 * by authentik, and no path of its API has one.
 */
function isBelowApi(pathname: string): boolean {
  return pathname.startsWith("/api/v3/") && !/%(?:2f|5c)/i.test(pathname);
}

function failureOf(error: unknown, timedOut: boolean): Response {
  if (timedOut) return failureAnswer("upstream-timeout", 504, "authentik did not answer in time.");
  const code = codeOf(error);
  if (CERTIFICATE.test(code)) {
    return failureAnswer(
      "upstream-certificate",
      502,
      `authentik's certificate is not trusted (${code}). Name its authority’s certificate file in NODE_EXTRA_CA_CERTS.`,
    );
  }
  if (/TIMEOUT|ETIMEDOUT/.test(code)) {
    return failureAnswer("upstream-timeout", 504, `authentik did not answer in time (${code}).`);
  }
  return failureAnswer(
    "upstream-unreachable",
    502,
    `authentik cannot be reached (${code || "no connection"}).`,
  );
}
