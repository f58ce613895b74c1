import type { Installation } from "../http/call.ts";
import type { Resource } from "../rules/endpoint.ts";
import type { TokenEntity } from "../world/grant-entities.ts";
import { tokenResource } from "./token-resource.ts";

/** `oauth2/access_tokens`. */
export function accessTokensResource(installation: Installation): Resource<TokenEntity> {
  return tokenResource(installation, {
    path: "oauth2/access_tokens",
    model: "AccessToken",
    name: "Access Token",
    description: "AccessToken Viewset",
    view: "authentik_providers_oauth2.view_accesstoken",
    listed: (now) => installation.facts.world.accessTokens(now),
  });
}
