/**
 * authentik as an OpenID provider with one client, the console itself: a function from a request below
 * `/application/o/` to an answer as running servers gave it. In place of the flows in which people sign in, a page asks
 * as which of its callers.
 */
import type { CallerName } from "../world/callers.ts";
import { versionNamed } from "../versions/known-versions.ts";
import { type CallerLink, openIdPage } from "./choose-caller-page.ts";
import { ACCESS_SECONDS, createIssuedGrants } from "./issued-grants.ts";
import { API_SCOPE, openIdConfiguration, SCOPES } from "./openid-configuration.ts";
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

/** Who can sign in, as shown. */
const PEOPLE: readonly (readonly [CallerName, string])[] = [
  ["admin", "akadmin, a superuser"],
  ["auditor", "auditor, who sees all connections and their own codes"],
  ["viewer", "viewer, who sees their own codes"],
];

const subjectOf = (caller: CallerName) => `sandbox-${caller}`;

/** authentik's own session: whoever has it is not asked again. */
const SESSION = "sandbox_session";

export function createOpenIdEndpoints(options: OpenIdOptions) {
  const { now, address, client, redirectUri } = options;
  const grants = createIssuedGrants(now);
  const version = versionNamed(options.version);
  const tokens = createTokenEndpoint(version.rules, grants, now, subjectOf);
  const issuer = () => `${address()}${ROOT}${client.slug}/`;
  const known = (): OpenIdClient => ({
    ...client,
    redirectUri: redirectUri(),
    issuer: issuer(),
    accessSeconds: ACCESS_SECONDS,
  });

  const base = () => new URL(address()).pathname.replace(/\/$/, "");
  const page = (status: number, title: string, text: string, links: readonly CallerLink[] = []) =>
    openIdPage({ status, title, text, links, base: base() });

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
    if (prompt === "none" && version.rules.prompt_none === "consent_required") {
      return back({ error: "consent_required", state: asked.get("state") });
    }
    const wanted = (asked.get("scope") || SCOPES.join(" ")).split(" ");
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
    return json(200, {
      sub: subjectOf(grant.caller),
      ...(grant.nonce !== null && { nonce: grant.nonce }),
    });
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
          return json(200, openIdConfiguration(`${address()}${ROOT}`, client.slug, version.rules));
        case `GET ${client.slug}/jwks/`:
          return json(200, await tokens.keySet());
        case `GET ${client.slug}/end-session/`:
          return signedOut(url);
        case "GET authorize/":
          return authorize(url, request.headers.get("cookie") ?? "");
        case "POST token/":
          return tokens.redeem(known(), await form(), request.headers.get("authorization"));
        case "POST revoke/":
          return tokens.revoke(known(), await form(), request.headers.get("authorization"));
        case "GET userinfo/":
          return userInfo(request.headers.get("authorization") ?? "");
        default:
          return page(404, "Not found", "There is no such page.");
      }
    },
    /** Who may ask the API with an access token; null for one that is unknown, has ended, or is not for the API. */
    callerOf(token: string): CallerName | null {
      const grant = grants.access(token);
      return grant?.scopes.includes(API_SCOPE) === true ? grant.caller : null;
    },
  };
}
