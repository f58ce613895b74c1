import type { SandboxState } from "../http/call.ts";
import type { EndpointDefinition } from "../rules/endpoint-definition.ts";
import type { TokenEntity } from "../world/grant-entities.ts";
import { serveTokens } from "./token-endpoint.ts";

export function serveRefreshTokens(state: SandboxState): EndpointDefinition<TokenEntity> {
  return serveTokens(state, {
    path: "oauth2/refresh_tokens",
    model: "RefreshToken",
    name: "Refresh Token",
    description: "RefreshToken Viewset",
    view: "authentik_providers_oauth2.view_refreshtoken",
    listed: (now) => [
      ...state.worldIndex.world.refreshTokens(now),
      ...state.made.grants.tokensAt("refresh", now),
    ],
  });
}
