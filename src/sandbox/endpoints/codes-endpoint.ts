import type { SandboxState } from "../http/call.ts";
import { selectCodes } from "../codes/select-codes.ts";
import type { OrderedRows } from "../rules/answer-list.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";
import type { EndpointDefinition } from "../rules/endpoint-definition.ts";
import { serveGrants } from "./grant-endpoint.ts";
import { writeGrant } from "./serializers/serialize-grant.ts";

const NOTHING_VISIBLE: OrderedRows<AuthorizationCodeEntity> = { count: 0, page: () => [] };

export function serveCodes(state: SandboxState): EndpointDefinition<AuthorizationCodeEntity> {
  return serveGrants<AuthorizationCodeEntity>(state.worldIndex, {
    path: "oauth2/authorization_codes",
    model: "AuthorizationCode",
    name: "Authorization Code",
    description: "AuthorizationCode Viewset",
    view: "authentik_providers_oauth2.view_authorizationcode",
    find: (call, key) => state.codes(call.now).find(Number(key)),
    remove(_call, code) {
      state.deleteCode(code.pk);
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
        return isNone ? NOTHING_VISIBLE : selectCodes(state.codes(call.now), { filter, order });
      },
    }),
    write: writeGrant,
  });
}
