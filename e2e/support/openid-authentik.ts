import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { Provider } from "oidc-provider";
import { createSandbox } from "../../src/sandbox/sandbox.ts";
import { asCaller, type CallerName } from "../../src/sandbox/world/callers.ts";
import { createWorld } from "../../src/sandbox/world/world.ts";

const APPLICATION = "/application/o/grantlens";

export interface OpenIdAuthentik {
  readonly url: string;
  /** Tokens issued for a refresh token so far. */
  readonly renewals: () => number;
  /** Tokens revoked so far. */
  readonly revocations: () => number;
  /** Redirect URI of the console, once it is known. */
  allow(redirectUri: string): void;
  stop(): Promise<void>;
}

export const CLIENT = { id: "grantlens", secret: "not-a-real-secret-0123456789" };

/**
 * The sandbox's API, behind an OpenID provider that nobody here wrote: panva's oidc-provider, with its own pages for
 * signing in. People sign in by the name of one of the sandbox's callers.
 *
 * @param accessSeconds how long access tokens live
 */
export async function startOpenIdAuthentik(accessSeconds: number): Promise<OpenIdAuthentik> {
  let renewals = 0;
  let revocations = 0;
  let handle: (request: IncomingMessage, response: ServerResponse) => unknown = () => {};
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const start = Date.UTC(2026, 10, 22, 12);
  const world = createWorld({ seed: 1, rows: 60, start, still: true });
  const sandbox = createSandbox({ version: "2026.2", world, now: () => start });

  async function callerOf(provider: Provider, authorization = ""): Promise<CallerName> {
    const token = await provider.AccessToken.find(authorization.replace(/^Bearer /, ""));
    const name = token?.accountId;
    return name === "admin" || name === "viewer" ? name : "badtoken";
  }

  function serve(provider: Provider) {
    const openId = provider.callback();
    return async (
      request: IncomingMessage & { originalUrl?: string },
      response: ServerResponse,
    ) => {
      const path = request.url ?? "/";
      if (path.startsWith(`${APPLICATION}/`)) {
        request.originalUrl = path;
        request.url = path.slice(APPLICATION.length);
        return openId(request, response);
      }
      const { accept = "*/*", authorization } = request.headers;
      const inner = new Request(`http://authentik${path}`, { headers: { accept } });
      const answer = await sandbox.handle(asCaller(inner, await callerOf(provider, authorization)));
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    };
  }

  return {
    url,
    renewals: () => renewals,
    revocations: () => revocations,
    allow(redirectUri) {
      const provider = new Provider(`${url}${APPLICATION}`, {
        clients: [
          {
            client_id: CLIENT.id,
            client_secret: CLIENT.secret,
            redirect_uris: [redirectUri],
            grant_types: ["authorization_code", "refresh_token"],
            token_endpoint_auth_method: "client_secret_post",
          },
        ],
        scopes: ["openid", "offline_access", "goauthentik.io/api"],
        pkce: { required: () => true, methods: ["S256"] },
        issueRefreshToken: async () => true,
        rotateRefreshToken: true,
        cookies: { keys: ["for-this-run-only"] },
        ttl: {
          AccessToken: accessSeconds,
          Grant: 3600,
          IdToken: 3600,
          Interaction: 3600,
          RefreshToken: 3600,
          Session: 3600,
        },
        features: { revocation: { enabled: true } },
        findAccount: (_, accountId) => ({ accountId, claims: async () => ({ sub: accountId }) }),
      });
      provider.on("grant.success", ({ oidc }) => {
        if (oidc.params?.["grant_type"] === "refresh_token") renewals += 1;
      });
      for (const event of ["access_token.destroyed", "refresh_token.destroyed"] as const) {
        provider.on(event, () => {
          revocations += 1;
        });
      }
      handle = serve(provider);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** On the provider's own pages: a login, any password, and consent. */
export async function signInAs(page: Page, caller: CallerName): Promise<void> {
  await page.getByPlaceholder("Enter any login").fill(caller);
  await page.getByPlaceholder("and password").fill("anything");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}
