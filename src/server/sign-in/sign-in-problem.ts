import { ClientError, ResponseBodyError, AuthorizationResponseError } from "openid-client";
import { CERTIFICATE, codeOf } from "../proxy/connection-error.ts";

/** Why signing in did not work, for the person who tries and the one who set it up. */
export class SignInProblem extends Error {
  /** What is wrong, in a few words. */
  readonly title: string;

  /** @param hint what is known, and what to do */
  constructor(title: string, hint: string, options?: ErrorOptions) {
    super(hint, options);
    this.name = "SignInProblem";
    this.title = title;
  }
}

/** authentik's own fault codes that say what to do; by the names of OAuth 2.0 and OpenID Connect. */
const REFUSED: Readonly<Record<string, [string, string]>> = {
  invalid_client: [
    "authentik does not accept this console",
    "The client id or the client secret is not the provider’s. Compare --client-id and GRANTLENS_CLIENT_SECRET with the provider in authentik; a public client has no secret.",
  ],
  invalid_grant: [
    "The sign-in was too late, or repeated",
    "A code of authentik can be used once, for about a minute. Sign in again.",
  ],
  access_denied: ["authentik refused", "You may not use this application, or declined."],
};

/** The problem that an error of the OpenID client means. Its text never has what was sent or answered. */
export function problemOf(error: unknown): SignInProblem {
  if (error instanceof SignInProblem) return error;
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError) {
    const known = Object.hasOwn(REFUSED, error.error) ? REFUSED[error.error] : undefined;
    const name = /^[a-z_]{1,40}$/.test(error.error) ? error.error : "an unknown error";
    const [title, hint] = known ?? ["authentik refused", `It answered ${name}. Sign in again.`];
    return new SignInProblem(title, hint, { cause: error });
  }
  const code = codeOf(error);
  const [title, hint] = byCode(code, error);
  return new SignInProblem(title, hint, { cause: error });
}

/** The status of the answer that an error is about. */
function statusOf(error: unknown): number | undefined {
  return error instanceof Error && error.cause instanceof Response ? error.cause.status : undefined;
}

function byCode(code: string, error: unknown): [string, string] {
  if (CERTIFICATE.test(code)) {
    return [
      "authentik’s certificate is not trusted",
      `No authority that this process trusts signed it (${code}). Name its authority’s certificate file in NODE_EXTRA_CA_CERTS.`,
    ];
  }
  switch (code) {
    case "OAUTH_JWT_TIMESTAMP_CHECK_FAILED":
      return [
        "The clocks differ",
        "By this machine’s clock, authentik’s tokens are not valid now. Check the clocks of both machines.",
      ];
    case "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED":
    case "OAUTH_JWT_CLAIM_COMPARISON_FAILED":
      return [
        "authentik uses another address",
        "What it says about itself is not what this console expects. --authentik must be the address that browsers use, and a proxy in front must pass on the host name.",
      ];
    case "OAUTH_RESPONSE_IS_NOT_CONFORM":
      if (statusOf(error) !== 404) {
        return [
          "authentik is not ready",
          `It, or a proxy in front of it, answered ${statusOf(error) ?? "something else"}: it may be starting or overloaded. Sign in again in a moment.`,
        ];
      }
      return [
        "authentik has no such application",
        "There is no OpenID configuration at the application’s address. Compare --application with the slug of the application in authentik, and see that it has a provider.",
      ];
    case "OAUTH_RESPONSE_IS_NOT_JSON":
    case "OAUTH_PARSE_ERROR":
      return [
        "Something other than authentik answered",
        "A web page came instead of data: a proxy, or another server at the address given with --authentik.",
      ];
    case "OAUTH_INVALID_RESPONSE":
      return [
        "The sign-in does not fit",
        "It was begun in another browser, or long ago. Sign in again.",
      ];
    default:
      return error instanceof ClientError && code !== "OAUTH_TIMEOUT"
        ? ["authentik’s answer could not be used", `Signing in failed (${code || "unknown"}).`]
        : [
            "authentik cannot be reached",
            "Check that it is up and that --authentik is its address.",
          ];
  }
}
