import { SHORTEST_KEY, type SignInChoice } from "../sign-in/sign-in-choice.ts";
import { isLoopback } from "../guard.ts";
import { httpUrl, oneOf, UsageError } from "./flag-values.ts";
import type { Environment } from "./flags.ts";

const SIGN_IN_FLAGS = ["client-id", "application", "public-url", "sessions"] as const;
type SignInFlags = { [flag in (typeof SIGN_IN_FLAGS)[number]]?: string | undefined };

export function assertNoSignInFlags(flags: SignInFlags): void {
  const stray = SIGN_IN_FLAGS.find((name) => flags[name] !== undefined);
  if (stray) throw new UsageError(`--${stray} needs ${needs(stray)}, or --sign-in`);
}

const needs = (flag: string) =>
  flag === "client-id" ? "--authentik" : "--authentik with --client-id";

/** @throws UsageError */
export function readSignIn(
  flags: SignInFlags & { "client-id": string },
  env: Environment,
  host: string,
): SignInChoice {
  const clientId = flags["client-id"].trim();
  if (clientId === "") throw new UsageError("--client-id: the OAuth2 client's id is required");
  const application = flags.application ?? "grantlens";
  if (!/^[\w-]+$/.test(application)) {
    throw new UsageError(`--application ${application}: the slug of an application is required`);
  }
  const sessions = oneOf("sessions", flags.sessions ?? "memory", ["memory", "sealed"] as const);
  const sessionKey = env["GRANTLENS_SESSION_KEY"]?.trim() || null;
  if (sessions === "sealed" && sessionKey === null) {
    throw new UsageError(
      "--sessions sealed needs GRANTLENS_SESSION_KEY, the same for all processes",
    );
  }
  if (sessionKey !== null && sessionKey.length < SHORTEST_KEY) {
    throw new UsageError(
      `GRANTLENS_SESSION_KEY is too short: ${SHORTEST_KEY} random characters or more are required`,
    );
  }
  if (!isLoopback(host) && flags["public-url"] === undefined) {
    throw new UsageError(
      `--host ${host}: with people signing in, --public-url has to say by which address browsers reach this console`,
    );
  }
  return {
    clientId,
    clientSecret: env["GRANTLENS_CLIENT_SECRET"]?.trim() || null,
    application,
    publicUrl: flags["public-url"] === undefined ? null : publicUrl(flags["public-url"]),
    sessions,
    sessionKey,
  };
}

/** The public address, without a slash at its end. */
function publicUrl(text: string): string {
  const url = httpUrl("public-url", text, "https://grants.example.com");
  const fail = (problem: string) => new UsageError(`--public-url ${text}: ${problem}`);
  const path = url.pathname.replace(/\/$/, "");
  if (!/^(?:\/[\w.-]+)*$/.test(path)) {
    throw fail("its path may have letters, digits, dots, hyphens and underscores");
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw fail("https is required: a proxy in front of this process does that");
  }
  // authentik compares redirect URIs letter by letter, and browsers send what they have normalised.
  const address = url.origin + path;
  if (text.replace(/\/$/, "") === address) return address;
  throw fail(`write it as ${address}, as browsers do`);
}
