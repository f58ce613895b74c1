import type { Installation } from "../http/call.ts";
import type { Resource } from "../rules/endpoint.ts";
import type { TokenEntity } from "../world/grant-entities.ts";
import { tokenResource } from "./token-resource.ts";

/** `oauth2/refresh_tokens`. */
export function refreshTokensResource(installation: Installation): Resource<TokenEntity> {
  return tokenResource(installation, {
    path: "oauth2/refresh_tokens",
    model: "RefreshToken",
    name: "Refresh Token",
    description: "RefreshToken Viewset",
    view: "authentik_providers_oauth2.view_refreshtoken",
    listed: (now) => installation.facts.world.refreshTokens(now),
  });
}
