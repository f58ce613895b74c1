import type { SandboxState } from "../http/call.ts";
import type { EndpointDefinition } from "../rules/endpoint-definition.ts";
import type { TokenEntity } from "../world/grant-entities.ts";
import { serveTokens } from "./token-endpoint.ts";

export function serveAccessTokens(state: SandboxState): EndpointDefinition<TokenEntity> {
  return serveTokens(state, {
    path: "oauth2/access_tokens",
    model: "AccessToken",
    name: "Access Token",
    description: "AccessToken Viewset",
    view: "authentik_providers_oauth2.view_accesstoken",
    listed: (now) => [
      ...state.worldIndex.world.accessTokens(now),
      ...state.made.grants.tokensAt("access", now),
    ],
  });
}
