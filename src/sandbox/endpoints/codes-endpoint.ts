import type { Installation } from "../http/call.ts";
import { NO_CODES, selectCodes } from "../codes/codes-selection.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";
import type { Resource } from "../rules/endpoint.ts";
import { grantResource } from "./grant-resource.ts";
import { writeGrant } from "./serializers/serialize-grant.ts";

/** `oauth2/authorization_codes`. */
export function codesResource(installation: Installation): Resource<AuthorizationCodeEntity> {
  return grantResource<AuthorizationCodeEntity>(installation.facts, {
    path: "oauth2/authorization_codes",
    model: "AuthorizationCode",
    name: "Authorization Code",
    description: "AuthorizationCode Viewset",
    view: "authentik_providers_oauth2.view_authorizationcode",
    find: (call, key) => installation.codes(call.now).find(Number(key)),
    remove(_call, code) {
      installation.deleteCode(code.pk);
      return { status: 204, cost: 40 };
    },
    rows: (call, owner) => ({
      select({ provider, user }, order) {
        const theirs = user ?? owner ?? undefined;
        const filter = {
          ...(provider !== undefined && { provider }),
          ...(theirs !== undefined && { user: theirs }),
        };
        const isNone = owner !== null && theirs !== owner;
        return isNone ? NO_CODES : selectCodes(installation.codes(call.now), { filter, order });
      },
    }),
    write: writeGrant,
  });
}
