/** The authorization endpoint for the applications of the world and for those that requests created. */
import { htmlPage } from "../http/answer.ts";
import type { SandboxState } from "../http/call.ts";
import type { ProviderEntity } from "../world/entities.ts";
import { IMPLICIT_CONSENT_FLOW, SIGN_IN_FLOW } from "../world/invent-flows.ts";
import type { BrowserSession } from "./browser-sessions.ts";
import { writeBirth } from "./sign-in-events.ts";

export const AUTHORIZE = "/application/o/authorize/";
/** Where whoever is signed out is sent, whichever flow is the right one. */
export const DEFAULT_SIGN_IN = "/flows/-/default/authentication/";

/** A browser's request for a code: from which client, and on to where. */
export function authorize(
  state: SandboxState,
  url: URL,
  session: BrowserSession,
  now: number,
): Response {
  const asked = url.searchParams;
  const provider = providerOf(state, asked);
  const hasApplication = state.worldIndex.applications.has(provider?.pk ?? 0);
  if (provider === null || asked.get("response_type") !== "code") return page(400);
  if (!hasApplication) return page(404);
  const { sign_in_starts, event_birth_path } = state.version.rules;
  if (session.user === null) {
    const next = `?${new URLSearchParams({ next: url.pathname + url.search })}`;
    return sign_in_starts === "default" ? to(DEFAULT_SIGN_IN + next) : toSignIn(next);
  }
  const { flows } = state.worldIndex.world;
  const flow = flows.find(({ pk }) => pk === provider.authorization_flow)?.slug ?? "";
  session.asked = url.search;
  if (flow !== IMPLICIT_CONSENT_FLOW || event_birth_path === "flow") {
    return to(`/if/flow/${flow}/${url.search}`);
  }
  return to(endAuthorization(state, session, now) ?? "/");
}

/**
 * Mints the code that a browser asked for.
 * @returns the address of the client, with the code; null if no authorization is under way
 */
export function endAuthorization(
  state: SandboxState,
  session: BrowserSession,
  now: number,
): string | null {
  const asked = new URLSearchParams(session.asked ?? "");
  const provider = providerOf(state, asked);
  const user = state.worldIndex.users.get(session.user ?? 0);
  session.asked = null;
  if (provider === null || user === undefined) return null;
  const redirectUri = asked.get("redirect_uri") ?? "";
  const scope = scopesOf(state, provider, asked.get("scope") ?? "");
  writeBirth(state, { provider, user, scope, session, asked, now });
  const code = state.made.grants.mint(
    {
      provider,
      user,
      scope,
      redirectUri,
      challenge: asked.get("code_challenge"),
      nonce: asked.get("nonce"),
      authTime: session.authTime,
    },
    now,
  );
  const back = new URL(redirectUri);
  back.searchParams.set("code", code);
  if (asked.has("state")) back.searchParams.set("state", asked.get("state") ?? "");
  return back.href;
}

/** To the flow that people sign in by. */
export function toSignIn(search: string): Response {
  return to(`/if/flow/${SIGN_IN_FLOW}/${search}`);
}

/** Whether a provider was registered with that address. */
export function isRegistered({ redirect_uris }: ProviderEntity, address: string): boolean {
  return redirect_uris.some(({ matching_mode, url }) =>
    matching_mode === "strict" ? url === address : new RegExp(`^(?:${url})$`).test(address),
  );
}

function providerOf({ worldIndex }: SandboxState, asked: URLSearchParams): ProviderEntity | null {
  const client = asked.get("client_id");
  const provider = [...worldIndex.providers.values()].find((each) => each.client_id === client);
  const isRight = provider && isRegistered(provider, asked.get("redirect_uri") ?? "");
  return isRight === true ? provider : null;
}

/** Scopes without a mapping are dropped without a word; no scope at all means every mapped one. */
function scopesOf({ worldIndex }: SandboxState, provider: ProviderEntity, asked: string): string[] {
  const mapped = worldIndex.world.scopeMappings
    .filter(({ pk }) => provider.property_mappings.includes(pk))
    .map(({ scope_name }) => scope_name);
  const wanted = asked === "" ? mapped : asked.split(" ");
  return mapped.filter((scope) => wanted.includes(scope));
}

function to(location: string): Response {
  return new Response(null, { status: 302, headers: { Location: location } });
}

function page(status: 400 | 404): Response {
  return new Response(htmlPage(status), {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8" },
  });
}
