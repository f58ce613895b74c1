import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  type Configuration,
  customFetch,
  discovery,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  ResponseBodyError,
  tokenRevocation,
} from "openid-client";
import { problemOf, SignInProblem } from "./sign-in-problem.ts";
import type { SignInChoice } from "./sign-in-choice.ts";

/** What a person's requests are sent with. */
export interface Tokens {
  access: string;
  /** null where authentik gave none: then the sign-in ends with the access token. */
  refresh: string | null;
  /** When the access token was issued and when it ends, by this machine's clock, epoch milliseconds. */
  issuedMs: number;
  endsMs: number;
}

/** A sign-in that was begun. The browser keeps it, sealed, until it comes back. */
export interface Attempt {
  state: string;
  nonce: string;
  verifier: string;
  /** The address that was wanted. */
  to: string;
}

/** "over": authentik refuses to renew, for good. */
export type Renewal = Tokens | "over";

/** authentik as an OpenID provider. All throw `SignInProblem`. */
export interface OpenIdProvider {
  /** @param again the person has to show again who they are, even where authentik still knows them */
  begin(to: string, again: boolean): Promise<{ url: URL; attempt: Attempt }>;
  /** @param callback the address that the browser came back to */
  finish(callback: URL, attempt: Attempt): Promise<Tokens>;
  renew(tokens: Tokens): Promise<Renewal>;
  revoke(tokens: Tokens): Promise<void>;
  endSessionUrl(): Promise<URL | null>;
}

/** The right to ask authentik's API; without it, authentik refuses the token as if it had expired. */
const API_SCOPE = "goauthentik.io/api";
const SCOPES = ["openid", API_SCOPE, "offline_access"];

/** For a token whose answer does not say: authentik's own shortest default. */
const UNTOLD_SECONDS = 300;

interface Options extends Pick<SignInChoice, "clientId" | "clientSecret" | "application"> {
  /** authentik's address, as browsers use it. */
  url: string;
  redirectUri: string;
  /** In place of the network: the sandbox. */
  fetch?: (request: Request) => Promise<Response>;
}

export function createOpenIdProvider(options: Options): OpenIdProvider {
  const { url, clientId, clientSecret, application, redirectUri, fetch: send } = options;
  let known: Promise<Configuration> | undefined;

  /** Asked once, at the first sign-in: authentik may start later than this process. A failure is not kept. */
  function configuration(): Promise<Configuration> {
    known ??= discover().catch((error: unknown) => {
      known = undefined;
      throw problemOf(error);
    });
    return known;
  }

  function discover(): Promise<Configuration> {
    const path = `application/o/${encodeURIComponent(application)}/.well-known/openid-configuration`;
    return discovery(
      // The full address: one of the issuer alone fails where the provider's issuer is the whole server.
      new URL(`${url}/${path}`),
      clientId,
      undefined,
      // Posted: authentik before 2026 does not decode what HTTP Basic encodes.
      clientSecret === null ? None() : ClientSecretPost(clientSecret),
      {
        execute: url.startsWith("http:") ? [allowInsecureRequests] : [],
        ...(send && {
          [customFetch]: (address, init) => send(new Request(address, init as RequestInit)),
        }),
      },
    );
  }

  return {
    async begin(to, again) {
      const config = await configuration();
      const attempt = {
        state: randomState(),
        nonce: randomNonce(),
        verifier: randomPKCECodeVerifier(),
        to,
      };
      const parameters = {
        redirect_uri: redirectUri,
        scope: SCOPES.join(" "),
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: "S256",
        ...(again && { prompt: "login" }),
      };
      return { url: buildAuthorizationUrl(config, parameters), attempt };
    },

    async finish(callback, { state, nonce, verifier }) {
      const config = await configuration();
      try {
        const answer = await authorizationCodeGrant(config, callback, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        assertApiScope(config, answer.scope);
        return tokensOf(answer);
      } catch (error) {
        throw problemOf(error);
      }
    },

    async renew(tokens) {
      if (tokens.refresh === null) return "over";
      const config = await configuration();
      try {
        const answer = await refreshTokenGrant(config, tokens.refresh);
        return tokensOf(answer, tokens.refresh);
      } catch (error) {
        // Anything else may pass: a secret that is being changed, too many requests.
        if (error instanceof ResponseBodyError && error.error === "invalid_grant") return "over";
        throw problemOf(error);
      }
    },

    async revoke({ access, refresh }) {
      const config = await configuration();
      // authentik keeps the one when the other is revoked.
      const asked = [refresh, access].map((token) => token && tokenRevocation(config, token));
      const failed = (await Promise.allSettled(asked)).find(({ status }) => status === "rejected");
      if (failed?.status === "rejected") throw problemOf(failed.reason);
    },

    async endSessionUrl() {
      const config = await configuration();
      return config.serverMetadata().end_session_endpoint === undefined
        ? null
        : buildEndSessionUrl(config);
    },
  };
}

/** authentik leaves out scopes that the provider does not have, without a word; before 2025 it says of none. */
function assertApiScope(config: Configuration, scope: string | undefined): void {
  const granted = scope?.split(" ") ?? config.serverMetadata().scopes_supported;
  if (granted === undefined || granted.includes(API_SCOPE)) return;
  throw new SignInProblem(
    "This application may not ask authentik’s API",
    `Its provider lacks the scope ${API_SCOPE}. In authentik, edit the provider and select the scope mapping “authentik default OAuth Mapping: authentik API access”; then sign in again.`,
  );
}

interface TokenAnswer {
  access_token: string;
  refresh_token?: string;
  expires_in?: number;
}

/** @param kept the refresh token of before, which goes on where none comes with the answer */
function tokensOf(answer: TokenAnswer, kept: string | null = null): Tokens {
  const issuedMs = Date.now();
  const seconds = answer.expires_in ?? UNTOLD_SECONDS;
  return {
    access: answer.access_token,
    refresh: answer.refresh_token ?? kept,
    issuedMs,
    endsMs: issuedMs + seconds * 1000,
  };
}
