/** What an OpenID provider of authentik says about itself. */
import type { Rules } from "../versions/rules.ts";

export const API_SCOPE = "goauthentik.io/api";
export const SCOPES = ["openid", "email", "profile", "offline_access", API_SCOPE];

/**
 * @param root the address below which all of authentik's providers are, with a slash at its end.
 * @param slug of the application.
 */
export function openIdConfiguration(root: string, slug: string, rules: Rules) {
  return {
    issuer: `${root}${slug}/`,
    authorization_endpoint: `${root}authorize/`,
    token_endpoint: `${root}token/`,
    userinfo_endpoint: `${root}userinfo/`,
    end_session_endpoint: `${root}${slug}/end-session/`,
    introspection_endpoint: `${root}introspect/`,
    revocation_endpoint: `${root}revoke/`,
    device_authorization_endpoint: `${root}device/`,
    ...Object.fromEntries(
      rules.logout_metadata.flatMap((kind) => [
        [`${kind}_logout_supported`, true],
        [`${kind}_logout_session_supported`, true],
      ]),
    ),
    response_types_supported: [
      "code",
      "id_token",
      "id_token token",
      "code token",
      "code id_token",
      "code id_token token",
    ],
    response_modes_supported: ["query", "fragment", "form_post"],
    jwks_uri: `${root}${slug}/jwks/`,
    grant_types_supported: [
      "authorization_code",
      "refresh_token",
      "implicit",
      "client_credentials",
      "password",
      "urn:ietf:params:oauth:grant-type:device_code",
    ],
    id_token_signing_alg_values_supported: ["RS256"],
    subject_types_supported: ["public"],
    token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
    acr_values_supported: ["goauthentik.io/providers/oauth2/default"],
    scopes_supported: SCOPES,
    request_parameter_supported: false,
    claims_supported: CLAIMS,
    claims_parameter_supported: false,
    code_challenge_methods_supported: ["plain", "S256"],
  };
}

const CLAIMS =
  "sub iss aud exp iat auth_time acr amr nonce email email_verified name given_name preferred_username nickname groups".split(
    " ",
  );
