import type { Installation } from "../http/call.ts";
import { NO_CODES, selectCodes } from "../codes/codes-selection.ts";
import { byNumber } from "../rules/read-filters.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";
import type { Resource } from "../rules/endpoint.ts";
import { writeCode } from "./serializers/serialize-rows.ts";

/** `oauth2/authorization_codes`: `search` is read, and looks at nothing. */
export function codesResource(installation: Installation): Resource<AuthorizationCodeEntity> {
  const { facts } = installation;
  return {
    path: "oauth2/authorization_codes",
    model: "AuthorizationCode",
    name: "Authorization Code",
    description: "AuthorizationCode Viewset",
    key: "number",
    guard: {
      by: "owner",
      owner: (code) => code.user,
      view: "authentik_providers_oauth2.view_authorizationcode",
    },
    find: (call, key) => installation.codes(call.now).find(Number(key)),
    listAllow: ["GET"],
    allow: ["GET", "DELETE"],
    remove(_call, code) {
      installation.deleteCode(code.pk);
      return { status: 204, cost: 40 };
    },
    usedBy: true,
    list: {
      rows: (call, owner) => ({
        select({ provider, user }, order) {
          const codes = installation.codes(call.now);
          const theirs = user ?? owner ?? undefined;
          const filter = {
            ...(provider !== undefined && { provider }),
            ...(theirs !== undefined && { user: theirs }),
          };
          const isNone = owner !== null && theirs !== owner;
          return isNone ? NO_CODES : selectCodes(codes, { filter, order });
        },
      }),
      filters: [
        byNumber(
          "user",
          (pk) => facts.users.has(pk),
          (code) => code.user,
        ),
        byNumber(
          "provider",
          (pk) => facts.providers.has(pk),
          (code) => code.provider,
        ),
      ],
      columns: {
        pk: { of: (code) => code.pk },
        provider: { of: (code) => code.provider },
        user: { of: (code) => code.user },
        expires: { of: (code) => code.expires },
      },
      defaultOrder: ["provider", "expires", "pk"],
      write: writeCode,
      // A page of 20 takes 270 ms, one row 40; a fifth less without groups and roles.
      cost: (rows, { include }) =>
        (28 + 12 * rows) *
        (include.get("include_groups") === false && include.get("include_roles") === false
          ? 0.8
          : 1),
    },
  };
}
