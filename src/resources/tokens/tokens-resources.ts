import { accessTokensEndpoint, refreshTokensEndpoint } from "../../api/endpoints/tokens.ts";
import type { Token } from "../../api/wire/token.ts";
import { defineGrants, type GrantOptions } from "../grants/grant-resource.ts";

function defineTokens(
  options: Omit<GrantOptions<Token>, "endedAs" | "outcomeOf" | "gone" | "examples">,
) {
  return defineGrants<Token>({
    ...options,
    sort: { revoked: ({ revoked }) => Number(revoked) },
    endedAs: ({ revoked }) => (revoked ? "Revoked" : undefined),
    outcomeOf: ({ revoked }) => {
      const end = "authentik no longer accepts it.";
      const now = revoked ? `Revoked: ${end}` : "authentik accepts it until it is revoked";
      return {
        running: revoked ? `${now} It is cleaned up` : `${now} or expires. Then it is cleaned up`,
        expired: end,
        gone: "deleted by its client, manually, or with its session, user or provider",
        never: revoked ? now : `${now} or deleted.`,
      };
    },
    gone: "revoked, cleaned up or deleted, or it never existed",
    examples: [
      [
        'user:jane scope:"offline" status:valid',
        "Jane’s tokens for offline access that have not expired",
      ],
    ],
  });
}

/** The list of access tokens: they live an hour by default, and count as expiring in the last five minutes. */
export const accessTokens = defineTokens({
  title: "Access tokens",
  noun: ["access token", "access tokens"],
  endpoint: accessTokensEndpoint,
  validity: "access_token_validity",
  within: 300,
});

/** The list of refresh tokens: they live a month by default, and count as expiring in the last day. */
export const refreshTokens = defineTokens({
  title: "Refresh tokens",
  noun: ["refresh token", "refresh tokens"],
  endpoint: refreshTokensEndpoint,
  validity: "refresh_token_validity",
  within: 86_400,
});
