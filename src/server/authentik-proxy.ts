import type { AuthentikChoice } from "./options.ts";
import { failureAnswer, withoutSecrets } from "./without-secrets.ts";

/** Time-out of a request. Together with the next one shorter than the page's own, so that the page gets the reason. */
const PATIENCE_MS = 24_000;

/** Time-out of the who-am-I request, which follows an answer. */
const WHO_PATIENCE_MS = 4_000;

const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Error codes of a rejected certificate. */
const CERTIFICATE =
  /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(?:GET|VERIFY|DECRYPT|DECODE)_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA)/;

/**
 * Passes requests below `/api/v3/` on to one authentik, with the token added here, so that the browser never has it.
 * Of the browser's request, only path, query, `Accept` and `Accept-Language` are passed on. Redirects are not followed:
 * the token would be sent along.
 */
export function createProxy(
  { url, token }: Pick<AuthentikChoice, "url" | "token">,
  patience = PATIENCE_MS,
) {
  let refused: Promise<boolean> | undefined;

  async function ask(address: string, headers: Record<string, string>, init: RequestInit) {
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
  function isTokenRefused(): Promise<boolean> {
    refused ??= askWho().finally(() => {
      refused = undefined;
    });
    return refused;
  }

  async function askWho(): Promise<boolean> {
    try {
      const response = await ask(
        `${url}/api/v3/core/users/me/`,
        { Accept: "application/json" },
        { signal: AbortSignal.timeout(WHO_PATIENCE_MS) },
      );
      await response.body?.cancel();
      return response.status === 403 || response.status === 401;
    } catch {
      return false;
    }
  }

  return async function proxy(request: Request): Promise<Response> {
    if (!METHODS.has(request.method)) {
      return Response.json(
        { detail: "This console only reads." },
        { status: 405, headers: { Allow: [...METHODS].join(", ") } },
      );
    }
    const { pathname, search } = new URL(request.url);
    if (!isBelowApi(pathname)) return Response.json({ detail: "Not found." }, { status: 404 });
    const headers: Record<string, string> = {};
    for (const name of ["Accept", "Accept-Language"]) {
      const value = request.headers.get(name);
      if (value !== null) headers[name] = value;
    }
    const timeout = AbortSignal.timeout(patience);
    try {
      const response = await ask(`${url}${pathname}${search}`, headers, {
        method: request.method,
        signal: AbortSignal.any([timeout, request.signal]),
      });
      if (response.status >= 300 && response.status < 400 && response.status !== 304) {
        await response.body?.cancel();
        return failureAnswer(
          "upstream-redirect",
          502,
          "authentik sends elsewhere; the token does not follow.",
        );
      }
      if ((response.status === 403 || response.status === 401) && (await isTokenRefused())) {
        await response.body?.cancel();
        return failureAnswer("token-refused", 403, "The token in AUTHENTIK_TOKEN was refused.");
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
      `authentik's certificate is not trusted (${code}). NODE_EXTRA_CA_CERTS can name the file of an authority that vouches for it.`,
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

/** The error code; Node wraps it in a `cause`, sometimes twice, or in an `AggregateError`. */
function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; depth++) {
    if ("code" in at && typeof at.code === "string") return at.code;
    at = at instanceof AggregateError ? at.errors[0] : at.cause;
  }
  return "";
}
