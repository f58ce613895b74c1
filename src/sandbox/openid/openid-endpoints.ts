/**
 * authentik as an OpenID provider with one client, the console itself: a function from a request below
 * `/application/o/` to an answer as running servers gave it. In place of the flows in which people sign in, a page asks
 * as which of its callers.
 */
import type { CallerName } from "../world/callers.ts";
import { versionNamed } from "../versions/known-versions.ts";
import { type CallerLink, openIdPage } from "./choose-caller-page.ts";
import { createIssuedGrants } from "./issued-grants.ts";
import { createTokenEndpoint, json, type OpenIdClient } from "./redeem-grant.ts";

interface OpenIdOptions {
  readonly version: string;
  readonly now: () => number;
  /** The address that browsers use, without a slash at its end; requests come without its path. */
  readonly address: () => string;
  readonly client: Pick<OpenIdClient, "id" | "secret"> & { readonly slug: string };
  readonly redirectUri: () => string;
}

const ROOT = "/application/o/";
const SCOPES = ["goauthentik.io/api", "profile", "openid", "offline_access", "email"];

/** Who can sign in, as shown. */
const PEOPLE: readonly (readonly [CallerName, string])[] = [
  ["admin", "akadmin, a superuser"],
  ["auditor", "auditor, who may see everything"],
  ["viewer", "viewer, who sees their own codes"],
];

/** authentik's own session: whoever has it is not asked again. */
const SESSION = "sandbox_session";

export function createOpenIdEndpoints(options: OpenIdOptions) {
  const { now, address, client, redirectUri } = options;
  const grants = createIssuedGrants(now);
  const tokens = createTokenEndpoint(versionNamed(options.version), grants, now);
  const issuer = () => `${address()}${ROOT}${client.slug}/`;
  const known = (): OpenIdClient => ({ ...client, redirectUri: redirectUri(), issuer: issuer() });

  const base = () => new URL(address()).pathname.replace(/\/$/, "");
  const page = (status: number, title: string, text: string, links: readonly CallerLink[] = []) =>
    openIdPage({ status, title, text, links, base: base() });

  function configuration() {
    const at = (path: string) => `${address()}${ROOT}${path}`;
    return {
      issuer: issuer(),
      authorization_endpoint: at("authorize/"),
      token_endpoint: at("token/"),
      userinfo_endpoint: at("userinfo/"),
      end_session_endpoint: at(`${client.slug}/end-session/`),
      revocation_endpoint: at("revoke/"),
      jwks_uri: at(`${client.slug}/jwks/`),
      response_types_supported: ["code"],
      response_modes_supported: ["query"],
      grant_types_supported: ["authorization_code", "refresh_token"],
      id_token_signing_alg_values_supported: ["RS256"],
      subject_types_supported: ["public"],
      token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
      scopes_supported: SCOPES,
      code_challenge_methods_supported: ["plain", "S256"],
    };
  }

  function authorize(url: URL, cookie: string): Response {
    const asked = url.searchParams;
    if (asked.get("client_id") !== client.id || asked.get("redirect_uri") !== redirectUri()) {
      // No event, and nothing to the client: its address is not trusted.
      return page(400, "Client or redirect URI error", "The request is not of a known client.");
    }
    const chosen = asked.get("as");
    const prompt = asked.get("prompt");
    const living =
      prompt === "login" ? undefined : new RegExp(`${SESSION}=(\\w+)`).exec(cookie)?.[1];
    const caller = PEOPLE.find(([name]) => name === (chosen ?? living))?.[0];
    if (caller === undefined) {
      if (prompt === "none") return back({ error: "login_required", state: asked.get("state") });
      const links = PEOPLE.map(([name, text]): CallerLink => {
        return { href: `?${new URLSearchParams([...asked, ["as", name]])}`, text };
      });
      return page(200, "Sign in as", "Grantlens asks who you are.", links);
    }
    const wanted = (asked.get("scope") ?? SCOPES.join(" ")).split(" ");
    const code = grants.issueCode({
      caller,
      scopes: wanted.filter((scope) => SCOPES.includes(scope)),
      nonce: asked.get("nonce"),
      authTime: Math.floor(now() / 1000),
      redirectUri: redirectUri(),
      challenge: asked.get("code_challenge"),
    });
    const answer = back({ code, state: asked.get("state") });
    answer.headers.append(
      "Set-Cookie",
      `${SESSION}=${caller}; HttpOnly; Path=${base()}/application/; SameSite=Lax`,
    );
    return answer;
  }

  function back(parameters: Record<string, string | null>): Response {
    const to = new URL(redirectUri());
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== null) to.searchParams.set(name, value);
    }
    return new Response(null, { status: 302, headers: { Location: to.href } });
  }

  function userInfo(authorization: string): Response {
    const grant = grants.access(authorization.replace(/^bearer /i, ""));
    if (grant?.scopes.includes("openid") !== true) return new Response(null, { status: 403 });
    return json(200, { sub: `sandbox-${grant.caller}` });
  }

  function signedOut(url: URL): Response {
    if (!url.searchParams.has("all")) {
      return page(
        200,
        "You have logged out of Grantlens",
        "Your session in the sandbox itself lives on.",
        [
          { href: "?all=1", text: "Log out of the sandbox" },
          { href: `${address()}/`, text: "Back to Grantlens" },
        ],
      );
    }
    const last = page(200, "You are logged out", "The sandbox knows nobody here any more.", [
      { href: `${address()}/`, text: "Back to Grantlens" },
    ]);
    last.headers.append("Set-Cookie", `${SESSION}=; Max-Age=0; Path=${base()}/application/`);
    return last;
  }

  return {
    async handle(request: Request): Promise<Response> {
      const url = new URL(request.url);
      const path = url.pathname.slice(ROOT.length);
      const form = async () => new URLSearchParams(await request.text());
      switch (`${request.method} ${path}`) {
        case `GET ${client.slug}/.well-known/openid-configuration`:
          return json(200, configuration());
        case `GET ${client.slug}/jwks/`:
          return json(200, await tokens.keySet());
        case `GET ${client.slug}/end-session/`:
          return signedOut(url);
        case "GET authorize/":
          return authorize(url, request.headers.get("cookie") ?? "");
        case "POST token/":
          return tokens.redeem(known(), await form());
        case "POST revoke/":
          return tokens.revoke(known(), await form());
        case "GET userinfo/":
          return userInfo(request.headers.get("authorization") ?? "");
        default:
          return page(404, "Not found", "There is no such page.");
      }
    },
    /** Who an access token was issued to; null for one that is unknown or has ended. */
    callerOf: (token: string): CallerName | null => grants.access(token)?.caller ?? null,
  };
}
