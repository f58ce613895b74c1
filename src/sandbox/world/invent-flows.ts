import type { Random } from "./random.ts";

/** A series of steps in which people sign in, agree or sign out. The sandbox has those of a new installation. */
export interface FlowEntity {
  /** uuid */
  readonly pk: string;
  /** uuid of what policies are bound to */
  readonly binding: string;
  readonly slug: string;
  readonly name: string;
  readonly title: string;
  readonly designation: "authentication" | "authorization" | "enrollment" | "invalidation";
  /** Who may enter it. */
  readonly authentication: "none" | "require_authenticated" | "require_unauthenticated";
}

/** What a scope adds to a token; a provider grants the scopes whose mappings were chosen for it. */
export interface ScopeMappingEntity {
  /** uuid */
  readonly pk: string;
  readonly name: string;
  readonly scope_name: string;
  /** Set for mappings that authentik itself maintains. */
  readonly managed: string | null;
}

export const SIGN_IN_FLOW = "default-authentication-flow";
export const IMPLICIT_CONSENT_FLOW = "default-provider-authorization-implicit-consent";

type Plan = Omit<FlowEntity, "pk" | "binding">;

const PLANS = {
  login: {
    slug: SIGN_IN_FLOW,
    name: "Welcome to authentik!",
    title: "Welcome to authentik!",
    designation: "authentication",
    authentication: "none",
  },
  explicit: {
    slug: "default-provider-authorization-explicit-consent",
    name: "Authorize Application",
    title: "Redirecting to %(app)s",
    designation: "authorization",
    authentication: "require_authenticated",
  },
  implicit: {
    slug: IMPLICIT_CONSENT_FLOW,
    name: "Authorize Application",
    title: "Redirecting to %(app)s",
    designation: "authorization",
    authentication: "require_authenticated",
  },
  logout: {
    slug: "default-provider-invalidation-flow",
    name: "Logged out of application",
    title: "You've logged out of %(app)s.",
    designation: "invalidation",
    authentication: "none",
  },
  sourceSignIn: {
    slug: "default-source-authentication",
    name: "Welcome to authentik!",
    title: "Welcome to authentik!",
    designation: "authentication",
    authentication: "require_unauthenticated",
  },
  sourceEnrollment: {
    slug: "default-source-enrollment",
    name: "Welcome to authentik! Please select a username.",
    title: "Welcome to authentik! Please select a username.",
    designation: "enrollment",
    authentication: "none",
  },
} satisfies Record<string, Plan>;

/** @param keys of the flows that providers and sources refer to; "" where none does */
export function inventFlows(
  random: Random,
  keys: Readonly<Record<keyof typeof PLANS, string>>,
): readonly FlowEntity[] {
  return (Object.keys(PLANS) as (keyof typeof PLANS)[]).map((name) => ({
    ...PLANS[name],
    pk: keys[name] || random.uuid(),
    binding: random.uuid(),
  }));
}

/** In the order of the keys that providers are given: usually the first three to seven of them. */
const SCOPES: readonly string[] = [
  "openid",
  "email",
  "profile",
  "offline_access",
  "goauthentik.io/api",
  "entitlements",
  "ak_proxy",
];

/** @param keys one for each of authentik's own scopes */
export function scopeMappingsOf(keys: readonly string[]): readonly ScopeMappingEntity[] {
  return SCOPES.map((scope_name, index) => ({
    pk: keys[index] ?? "",
    name: `authentik default OAuth Mapping: ${scope_name}`,
    scope_name,
    managed: `goauthentik.io/providers/oauth2/scope-${scope_name}`,
  }));
}
