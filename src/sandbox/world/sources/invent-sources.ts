import type { OAuthSourceFields, SourceEntity, SourceKind } from "../source-entities.ts";
import type { Random } from "../random.ts";

interface SourcePlan {
  readonly kind: SourceKind;
  readonly name: string;
  readonly slug: string;
  readonly disabled?: boolean;
  readonly promoted?: boolean;
  readonly icon?: string;
  readonly matching?: string;
  readonly oauth?: Partial<OAuthSourceFields> & Pick<OAuthSourceFields, "provider_type">;
}

const ISSUER = "https://login.example.net";

/** Twelve sources, at least one of each kind. */
const PLANS: readonly SourcePlan[] = [
  {
    kind: "oauth",
    name: "GitHub 🐙",
    slug: "github",
    promoted: true,
    oauth: { provider_type: "github" },
  },
  { kind: "oauth", name: "Google", slug: "google", oauth: { provider_type: "google" } },
  {
    kind: "oauth",
    name: "Azure AD",
    slug: "azure-ad",
    matching: "email_link",
    oauth: { provider_type: "azuread", additional_scopes: "openid email profile" },
  },
  {
    kind: "oauth",
    name: "Discord",
    slug: "discord",
    disabled: true,
    oauth: { provider_type: "discord" },
  },
  {
    kind: "oauth",
    name: "GitLab (self-hosted)",
    slug: "gitlab",
    oauth: { provider_type: "gitlab" },
  },
  {
    kind: "oauth",
    name: "Corporate sign-in <i>new</i> שלום",
    slug: "a-rather-long-slug-of-exactly-fifty-characters-xxx",
    icon: "https://example.invalid/corporate.svg",
    oauth: {
      provider_type: "openidconnect",
      pkce: "S256",
      authorization_url: `${ISSUER}/authorize`,
      access_token_url: `${ISSUER}/token`,
      profile_url: `${ISSUER}/userinfo`,
      oidc_well_known_url: `${ISSUER}/.well-known/openid-configuration`,
      oidc_jwks_url: `${ISSUER}/jwks`,
      oidc_jwks: { keys: [{ kty: "OKP", crv: "Ed25519", kid: "2026-01", use: "sig" }] },
      authorization_code_auth_method: "post_body",
    },
  },
  { kind: "saml", name: "University federation", slug: "saml-federation" },
  { kind: "ldap", name: "LDAP directory", slug: "ldap" },
  { kind: "plex", name: "Plex", slug: "plex", disabled: true },
  { kind: "kerberos", name: "Kerberos realm", slug: "kerberos", disabled: true },
  { kind: "scim", name: "HR system (SCIM)", slug: "hr-scim", matching: "email_deny" },
  { kind: "telegram", name: "Telegram", slug: "telegram" },
];

const SIGNS_IN: ReadonlySet<SourceKind> = new Set(["oauth", "saml", "plex", "telegram"]);

export function inventSources(random: Random): readonly SourceEntity[] {
  const authentication = random.uuid();
  const enrollment = random.uuid();
  return PLANS.map((plan): SourceEntity => {
    const signsIn = SIGNS_IN.has(plan.kind);
    return {
      pk: random.uuid(),
      kind: plan.kind,
      name: plan.name,
      slug: plan.slug,
      enabled: plan.disabled !== true,
      promoted: plan.promoted ?? false,
      authentication_flow: signsIn ? authentication : null,
      enrollment_flow: signsIn ? enrollment : null,
      user_property_mappings: random.chance(0.4) ? [random.uuid(), random.uuid()] : [],
      group_property_mappings: random.chance(0.4) ? [random.uuid()] : [],
      policy_engine_mode: random.chance(0.8) ? "any" : "all",
      user_matching_mode: plan.matching ?? "identifier",
      managed: null,
      user_path_template: "goauthentik.io/sources/%(slug)s",
      icon: plan.icon ?? "",
      oauth: plan.oauth === undefined ? null : { ...plainOAuth(plan.slug), ...plan.oauth },
    };
  });
}

function plainOAuth(slug: string): Omit<OAuthSourceFields, "provider_type"> {
  return {
    group_matching_mode: "identifier",
    request_token_url: null,
    authorization_url: null,
    access_token_url: null,
    profile_url: null,
    pkce: "none",
    consumer_key: `console-${slug}`,
    additional_scopes: "",
    oidc_well_known_url: "",
    oidc_jwks_url: "",
    oidc_jwks: {},
    authorization_code_auth_method: "basic_auth",
  };
}
