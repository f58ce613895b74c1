import type { ApplicationEntity, ProviderEntity, RedirectUriEntity } from "./entities.ts";
import { CLIENT_PLANS, type ClientPlan } from "./clients.ts";
import type { Random } from "./random.ts";

interface Invented {
  readonly providers: readonly ProviderEntity[];
  readonly applications: readonly ApplicationEntity[];
  /** Keys of the flows and of the scope mappings that the providers refer to. */
  readonly flows: Readonly<Record<"login" | "explicit" | "implicit" | "logout", string>>;
  readonly mappings: readonly string[];
}

const FIRST_PROVIDER = 1;
/** An application without a provider. */
const BOOKMARK: Omit<ApplicationEntity, "pk"> = {
  slug: "canteen-menu",
  name: "Canteen menu",
  provider: null,
  backchannel_providers: [],
};

/** The providers of the table in `clients.ts`, in the same order, their applications, and one without a provider. */
export function inventProviders(random: Random): Invented {
  const mappings = Array.from({ length: 7 }, () => random.uuid());
  const flows = {
    login: random.uuid(),
    explicit: random.uuid(),
    implicit: random.uuid(),
    logout: random.uuid(),
  };
  const certificate = random.uuid();

  const providers = CLIENT_PLANS.map((plan, index): ProviderEntity => {
    const isProxy = plan.kind === "proxy";
    return {
      pk: FIRST_PROVIDER + index,
      kind: plan.kind ?? "oauth2",
      name: plan.name,
      authentication_flow: random.chance(0.3) ? flows.login : null,
      authorization_flow: random.chance(0.5) ? flows.explicit : flows.implicit,
      invalidation_flow: flows.logout,
      property_mappings: mappings.slice(0, isProxy ? 5 : 3 + random.int(5)),
      client_type: plan.client_type ?? "confidential",
      client_id: random.chance(0.2) ? `client-${plan.key}` : random.token(40),
      client_secret: `CANARY-${plan.key}-${random.token(100)}`,
      access_code_validity: plan.access_code_validity ?? "minutes=1",
      // Short, as in a new installation: every code of a busy client leaves a token for as long as this.
      access_token_validity: random.pick(["hours=1", "minutes=5", "minutes=10", "minutes=5"]),
      refresh_token_validity: random.pick(["days=30", "days=30", "weeks=12"]),
      refresh_token_threshold: random.pick(["seconds=0", "hours=1"]),
      include_claims_in_id_token: random.chance(0.8),
      signing_key: random.chance(0.7) && !isProxy ? certificate : null,
      encryption_key: random.chance(0.1) && !isProxy ? certificate : null,
      redirect_uris: redirectsOf(plan),
      logout_uri: random.chance(0.15) ? `https://${plan.key}.example.com/logout` : "",
      logout_method: random.chance(0.8) ? "backchannel" : "frontchannel",
      sub_mode: plan.sub_mode ?? "hashed_user_id",
      issuer_mode: plan.issuer_mode ?? "per_provider",
      jwt_federation_sources: [],
      jwt_federation_providers: random.chance(0.1) ? [FIRST_PROVIDER] : [],
      grant_types: ["authorization_code", "refresh_token"],
    };
  });
  const applications = [...applicationsOf(providers), BOOKMARK];
  return {
    providers,
    applications: applications.map((application) => ({ pk: random.uuid(), ...application })),
    flows,
    mappings,
  };
}

function applicationsOf(providers: readonly ProviderEntity[]): Omit<ApplicationEntity, "pk">[] {
  return CLIENT_PLANS.flatMap(({ name, key, application = name, backchannelOf }, index) => {
    const provider = providers[index];
    if (provider === undefined) return [];
    const { pk } = provider;
    const found: Omit<ApplicationEntity, "pk">[] = [];
    if (application !== null) {
      found.push({ slug: key, name: application, provider: pk, backchannel_providers: [] });
    }
    if (backchannelOf !== undefined) {
      found.push({ ...backchannelOf, provider: null, backchannel_providers: [pk] });
    }
    return found;
  });
}

function redirectsOf(plan: ClientPlan): RedirectUriEntity[] {
  const home = `https://${plan.key}.example.com`;
  const back = "X-authentik-auth-callback=true";
  if (plan.kind === "proxy") {
    return [
      authorization("strict", `${home}/outpost.goauthentik.io/callback?${back}`),
      authorization("strict", `${home}?${back}`),
    ];
  }
  const strict = plan.strict ?? (plan.regex === undefined ? [`${home}/oauth/callback`] : []);
  return [
    ...strict.map((url) => authorization("strict", url)),
    ...(plan.regex ?? []).map((url) => authorization("regex", url)),
  ];
}

function authorization(mode: RedirectUriEntity["matching_mode"], url: string): RedirectUriEntity {
  return { matching_mode: mode, url, redirect_uri_type: "authorization" };
}
