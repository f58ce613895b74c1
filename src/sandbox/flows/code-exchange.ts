import type { SandboxState } from "../http/call.ts";
import { createIssuedGrants } from "../openid/issued-grants.ts";
import { createTokenEndpoint, refused, type OpenIdClient } from "../openid/redeem-grant.ts";
import { instantMs } from "../rules/instant.ts";
import { tokenValidity } from "../tokens/issue-token.ts";
import type { ProviderEntity } from "../world/entities.ts";
import { isRegistered } from "./authorization.ts";
import { writeWrongRedirect } from "./sign-in-events.ts";

/** The token endpoint for codes that were minted here: a code that is redeemed is gone, and its tokens are listed. */
export function createCodeExchange(state: SandboxState) {
  const { worldIndex, version, made } = state;
  let now = 0;
  const issued = createIssuedGrants<number>(() => now);

  /** What a client may redeem: its own codes that have not expired. */
  function endpointFor({ pk }: ProviderEntity, at: number) {
    const grants = {
      ...issued,
      code(text: string) {
        const code = made.grants.code(text, at);
        const endsMs = instantMs(code?.row.expires ?? "");
        if (code?.row.provider !== pk || !(endsMs > at)) return null;
        const { redirectUri, challenge, nonce, authTime, row } = code;
        const { user: caller, scope: scopes } = row;
        return { caller, scopes, redirectUri, challenge, nonce, authTime, endsMs };
      },
      redeem: (text: string) => void made.grants.redeem(text, worldIndex, at),
    };
    const subjectOf = (user: number) => worldIndex.users.get(user)?.uid ?? "";
    return createTokenEndpoint<number>(version.rules, grants, () => at, subjectOf);
  }

  return async (request: Request, at: number): Promise<Response> => {
    now = at;
    const { origin } = new URL(request.url);
    const form = new URLSearchParams(await request.text());
    const authorization = request.headers.get("authorization");
    const id = form.get("client_id") ?? basicName(authorization);
    const provider = [...worldIndex.providers.values()].find((each) => each.client_id === id);
    const redirectUri = form.get("redirect_uri") ?? "";
    const isCode = form.get("grant_type") === "authorization_code";
    if (provider === undefined) return refused("invalid_client");
    if (isCode && !isRegistered(provider, redirectUri)) {
      writeWrongRedirect(state, provider, request, redirectUri, at);
      return refused("invalid_client");
    }
    const client: OpenIdClient = {
      id: provider.client_id,
      secret: provider.client_type === "public" ? null : provider.client_secret,
      redirectUri,
      issuer: `${origin}/application/o/${worldIndex.applications.get(provider.pk)?.slug}/`,
      accessSeconds: tokenValidity("access", provider) / 1000,
    };
    return endpointFor(provider, at).redeem(client, form, authorization);
  };
}

/** The client id of HTTP Basic. */
function basicName(authorization: string | null): string | null {
  const basic = /^Basic (.+)$/i.exec(authorization ?? "")?.[1];
  return basic === undefined ? null : decodeURIComponent(atob(basic).split(":")[0] ?? "");
}
