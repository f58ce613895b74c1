import type { ProviderEntity } from "./entities.ts";

/** An entry of the table below. Everything else about a provider is generated. */
export interface ClientPlan extends Partial<
  Pick<
    ProviderEntity,
    "access_code_validity" | "client_type" | "kind" | "issuer_mode" | "logout_uri" | "sub_mode"
  >
> {
  readonly name: string;
  /** The name of its application, if different; null for no application. */
  readonly application?: string | null;
  /** A short name for slug, host and client ID. */
  readonly key: string;
  /** The application that it is a back-channel provider of, if any. */
  readonly backchannelOf?: { readonly slug: string; readonly name: string };
  /** Redirect URIs instead of `https://<key>.example.com/…`. */
  readonly strict?: readonly string[];
  readonly regex?: readonly string[];
  /** How many codes its client requests, relative to the others; 0 for none. */
  readonly traffic: number;
  /** The share of its codes that are never redeemed. */
  readonly abandoned?: number;
}

/** The client whose token step fails: none of its codes is ever redeemed. */
export const FAILING_CLIENT = "Legacy CRM";
/** Its codes are valid for thirty days. */
export const LONG_VALIDITY_CLIENT = "Survey kiosk";

/** What a client does wrong between the birth of a code and its redemption. */
export type ClientFault =
  /** The token endpoint refuses it, without a trace. */
  | "wrong-secret"
  /** It sends a redirect URI to the token endpoint that is not registered: an event for each attempt. */
  | "wrong-redirect-uri"
  /** It loses the PKCE verifier, or sends one for a code that was asked for without a challenge. No trace. */
  | "lost-pkce"
  /** Two of its workers redeem the same code at the same moment: two tokens of one nonce. */
  | "two-workers"
  /** For a share of its codes it never asks for a token. */
  | "never-returns"
  /** It redeems codes after they have expired. No trace. */
  | "too-late";

/**
 * The clients with a fault, by name: each code of theirs that is not redeemed met it. (Of two workers, each code that is
 * redeemed.) Only the first one never redeems any.
 */
export const FAULTY_CLIENTS = {
  [FAILING_CLIENT]: "wrong-secret",
  "Print release": "wrong-redirect-uri",
  "Warehouse scanners": "lost-pkce",
  Harbor: "two-workers",
  "Smart TV app": "never-returns",
  Payroll: "too-late",
} as const satisfies Readonly<Record<string, ClientFault>>;

const TEN = "minutes=10";
const isPublic = { client_type: "public" } as const;
const proxy = { kind: "proxy" } as const;

export const CLIENT_PLANS: readonly ClientPlan[] = [
  {
    name: "Grafana",
    application: "Grafana dashboards",
    key: "grafana",
    traffic: 40,
    abandoned: 0.01,
  },
  { name: "Grafana (staging)", application: "Grafana dashboards", key: "grafana-stg", traffic: 6 },
  { name: "GitLab", key: "gitlab", traffic: 48, abandoned: 0.01 },
  { name: "Gitlab", application: "GitLab", key: "gitlab-old", traffic: 4 },
  { name: "Nextcloud", key: "nextcloud", traffic: 44, sub_mode: "user_uuid" },
  {
    name: "Nextcloud desktop",
    key: "nc-desktop",
    traffic: 20,
    abandoned: 0.5,
    access_code_validity: TEN,
    ...isPublic,
    strict: ["http://127.0.0.1/callback", "nc://login"],
  },
  {
    name: "Argo CD",
    key: "argocd",
    traffic: 18,
    regex: ["https://argocd(-[a-z]+)?\\.example\\.com/.*"],
  },
  { name: "Outline", key: "outline", traffic: 22 },
  { name: FAILING_CLIENT, key: "legacy-crm", traffic: 38, abandoned: 1, issuer_mode: "global" },
  { name: "Mattermost", key: "mattermost", traffic: 26 },
  { name: "Wiki <b>beta</b> 📚", application: "Wiki ünïcode 📚", key: "wiki", traffic: 12 },
  { name: "Vault", application: "HashiCorp Vault", key: "vault", traffic: 10 },
  { name: "Jenkins", key: "jenkins", traffic: 9, abandoned: 0.02 },
  {
    name: "Meeting room displays",
    key: "rooms",
    traffic: 25,
    abandoned: 0.6,
    access_code_validity: TEN,
    ...isPublic,
    regex: ["https://rooms\\.example\\.com/display/[0-9]{1,3}/cb"],
  },
  { name: "Paperless", key: "paperless", traffic: 8 },
  {
    name: "Smart TV app",
    application: "Town hall TV",
    key: "tv",
    traffic: 22,
    abandoned: 0.55,
    access_code_validity: TEN,
    ...isPublic,
    strict: ["tv.example://login"],
  },
  { name: "Harbor", application: "Harbor registry", key: "harbor", traffic: 12 },
  {
    name: "Warehouse scanners",
    key: "scanners",
    traffic: 18,
    abandoned: 0.6,
    access_code_validity: TEN,
    ...isPublic,
    regex: ["https://[a-z]+\\.warehouse\\.example\\.com/cb"],
  },
  {
    name: "Payroll",
    key: "payroll",
    traffic: 14,
    abandoned: 0.1,
    access_code_validity: "seconds=30",
  },
  { name: "بوابة الموظفين", application: "بوابة الموظفين", key: "portal", traffic: 8 },
  {
    name: "Device onboarding",
    key: "onboarding",
    traffic: 10,
    abandoned: 0.3,
    access_code_validity: "hours=1",
    strict: ["https://onboarding.example.com/step/3/callback", "http://localhost:8400/cb"],
  },
  { name: "Print release", key: "print", traffic: 12, abandoned: 0.5, access_code_validity: TEN },
  {
    name: "Grafana kiosk",
    application: "Grafana wallboards",
    key: "wallboard",
    traffic: 16,
    abandoned: 0.5,
    access_code_validity: "minutes=8;seconds=30",
  },
  {
    name: LONG_VALIDITY_CLIENT,
    key: "survey",
    backchannelOf: { slug: "survey-results", name: "Survey results" },
    traffic: 0,
    access_code_validity: "days=30",
    ...isPublic,
  },
  {
    name: "Single page app (internal timesheets, second try, please use this one and not the other)",
    application: "Timesheets for everybody who is not in Accounting or Procurement",
    key: "timesheets",
    traffic: 16,
    ...isPublic,
    strict: ["https://time.example.com/cb", "http://localhost:5173/", "timesheets://cb"],
  },
  { name: "Proxied intranet", application: "Intranet", key: "intranet", traffic: 20, ...proxy },
  {
    name: "Proxied Prometheus",
    application: "Prometheus",
    key: "prometheus",
    traffic: 9,
    ...proxy,
  },
  { name: "Proxied Kibana", application: "Kibana", key: "kibana", traffic: 8, ...proxy },
  {
    name: "Proxied Traefik dashboard",
    application: "Traefik",
    key: "traefik",
    traffic: 3,
    ...proxy,
  },
  { name: "Forgotten proxy", application: null, key: "forgotten", traffic: 1, ...proxy },
  { name: "Provider without application", application: null, key: "noapp", traffic: 3 },
  {
    name: "Old wiki, to be deleted",
    application: null,
    key: "oldwiki",
    traffic: 1,
    abandoned: 0.3,
  },
  {
    name: "No redirect URI",
    application: "Machine to machine",
    key: "m2m",
    traffic: 0,
    strict: [],
  },
  {
    name: "Back-channel provider",
    application: null,
    key: "archive",
    backchannelOf: { slug: "archive", name: "Payroll archive" },
    traffic: 2,
  },
];

/** @returns undefined for a client without one */
export function clientFault(name: string): ClientFault | undefined {
  return (FAULTY_CLIENTS as Readonly<Record<string, ClientFault>>)[name];
}
