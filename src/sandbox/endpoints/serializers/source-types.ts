/**
 * A type of OAuth source. The types are the same in every installation; differences between versions are in
 * `version-rules.ts`.
 */
interface SourceType {
  readonly name: string;
  readonly verbose_name: string;
  readonly urls_customizable: boolean;
  readonly request_token_url: string | null;
  readonly authorization_url: string | null;
  readonly access_token_url: string | null;
  readonly profile_url: string | null;
  readonly oidc_well_known_url: string | null;
  readonly oidc_jwks_url: string | null;
}

function type(
  name: string,
  verbose_name: string,
  urls_customizable: boolean,
  urls: Partial<SourceType> = {},
): SourceType {
  return {
    name,
    verbose_name,
    urls_customizable,
    request_token_url: null,
    authorization_url: null,
    access_token_url: null,
    profile_url: null,
    oidc_well_known_url: null,
    oidc_jwks_url: null,
    ...urls,
  };
}

/** Keyed by `provider_type`. */
export const SOURCE_TYPES: ReadonlyMap<string, SourceType> = new Map(
  [
    type("apple", "Apple", false, {
      authorization_url: "https://appleid.apple.com/auth/authorize",
      access_token_url: "https://appleid.apple.com/auth/token",
      profile_url: "",
    }),
    type("azuread", "Azure AD", true, {
      authorization_url: "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
      access_token_url: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
      profile_url: "https://graph.microsoft.com/v1.0/me",
      oidc_jwks_url: "https://login.microsoftonline.com/common/discovery/keys",
    }),
    type("discord", "Discord", false, {
      authorization_url: "https://discord.com/api/oauth2/authorize",
      access_token_url: "https://discord.com/api/oauth2/token",
      profile_url: "https://discord.com/api/users/@me",
    }),
    type("entraid", "Entra ID", true, {
      authorization_url: "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
      access_token_url: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
      profile_url: "https://graph.microsoft.com/v1.0/me",
      oidc_jwks_url: "https://login.microsoftonline.com/common/discovery/keys",
    }),
    type("facebook", "Facebook", false, {
      authorization_url: "https://www.facebook.com/v7.0/dialog/oauth",
      access_token_url: "https://graph.facebook.com/v7.0/oauth/access_token",
      profile_url: "https://graph.facebook.com/v7.0/me?fields=id,name,email",
    }),
    type("github", "GitHub", true, {
      authorization_url: "https://github.com/login/oauth/authorize",
      access_token_url: "https://github.com/login/oauth/access_token",
      profile_url: "https://api.github.com/user",
      oidc_well_known_url:
        "https://token.actions.githubusercontent.com/.well-known/openid-configuration",
      oidc_jwks_url: "https://token.actions.githubusercontent.com/.well-known/jwks",
    }),
    type("gitlab", "GitLab", true, {
      authorization_url: "https://gitlab.com/oauth/authorize",
      access_token_url: "https://gitlab.com/oauth/token",
      profile_url: "https://gitlab.com/oauth/userinfo",
      oidc_well_known_url: "https://gitlab.com/.well-known/openid-configuration",
      oidc_jwks_url: "https://gitlab.com/oauth/discovery/keys",
    }),
    type("google", "Google", false, {
      authorization_url: "https://accounts.google.com/o/oauth2/auth",
      access_token_url: "https://oauth2.googleapis.com/token",
      profile_url: "https://www.googleapis.com/oauth2/v1/userinfo",
      oidc_well_known_url: "https://accounts.google.com/.well-known/openid-configuration",
      oidc_jwks_url: "https://www.googleapis.com/oauth2/v3/certs",
    }),
    type("mailcow", "Mailcow", true),
    type("okta", "Okta", true),
    type("openidconnect", "OpenID Connect", true),
    type("patreon", "Patreon", false, {
      authorization_url: "https://www.patreon.com/oauth2/authorize",
      access_token_url: "https://www.patreon.com/api/oauth2/token",
      profile_url: "https://www.patreon.com/api/oauth2/api/current_user",
    }),
    type("reddit", "Reddit", false, {
      authorization_url: "https://www.reddit.com/api/v1/authorize",
      access_token_url: "https://www.reddit.com/api/v1/access_token",
      profile_url: "https://oauth.reddit.com/api/v1/me",
    }),
    type("slack", "Slack", false, {
      authorization_url: "https://slack.com/oauth/v2/authorize",
      access_token_url: "https://slack.com/api/oauth.v2.access",
      profile_url: "https://slack.com/api/openid.connect.userInfo",
    }),
    type("twitch", "Twitch", false, {
      authorization_url: "https://id.twitch.tv/oauth2/authorize",
      access_token_url: "https://id.twitch.tv/oauth2/token",
      profile_url: "https://id.twitch.tv/oauth2/userinfo",
    }),
    type("twitter", "Twitter", false, {
      authorization_url: "https://twitter.com/i/oauth2/authorize",
      access_token_url: "https://api.twitter.com/2/oauth2/token",
      profile_url: "https://api.twitter.com/2/users/me",
    }),
    type("wechat", "WeChat", false, {
      authorization_url: "https://open.weixin.qq.com/connect/qrconnect",
      access_token_url: "https://api.weixin.qq.com/sns/oauth2/access_token",
      profile_url: "https://api.weixin.qq.com/sns/userinfo",
    }),
  ].map((each) => [each.name, each]),
);
