import type { JsonFields } from "../http/json-fields.ts";
import { cleanUpAfter, lastCleanUp } from "../rules/clean-up-times.ts";
import type { ProviderEntity, UserEntity } from "../world/entities.ts";
import { findByName } from "../world/find-by-name.ts";
import { createRandom } from "../world/random.ts";
import { FORTY_SCOPES } from "../world/scopes.ts";
import type { SpecialToken } from "./create-tokens.ts";
import {
  issueToken,
  tokenValidity,
  type Directory,
  type TokenDraft,
  type TokenKind,
} from "./issue-token.ts";

interface SpecialPlan extends Pick<TokenDraft, "claims" | "expiring"> {
  readonly provider: string;
  readonly user: string;
  /** The share of its validity that is left; `waiting` if it expired since the last clean-up; null for no `expires`. */
  readonly left: number | "waiting" | null;
  readonly revoked?: boolean;
  readonly scope?: readonly string[];
  readonly isMachine?: boolean;
}

const DAY = 86_400_000;
const USUAL = ["openid", "email", "profile"];

/** Claims that a custom scope mapping may add. The secrets among them must never reach the page. */
const SECRET_CLAIMS: JsonFields = {
  access_token: "CANARY-claim-access-token",
  client_secret: "CANARY-claim-client-secret",
  upstream: {
    refresh_token: "CANARY-claim-nested-refresh-token",
    expires_in: 3600,
    accounts: [{ login: "quartz", api_key: "CANARY-claim-in-list" }],
  },
};

const LARGE_CLAIM: JsonFields = {
  entitlements: Object.fromEntries(
    ["ledger", "payroll", "stock", "rooms", "tickets", "devices"].map((system) => [
      system,
      Object.fromEntries(
        ["reader", "writer", "approver", "owner"].map((role) => [
          role,
          ["Berlin", "Lagos", "Osaka", "Quito"].map((site) => ({
            site,
            since: "2024-03-01",
            limits: { daily: 250, currency: "EUR", exceptions: [] },
          })),
        ]),
      ),
    ]),
  ),
  "https://example.com/claims/tenant": { id: 42, name: "Quartz & Söhne <b>GmbH</b>", parent: null },
};

/** Each of these exists twice: as an access token and as a refresh token. */
const BOTH: readonly SpecialPlan[] = [
  { provider: "Grafana", user: "akadmin", left: null },
  { provider: "Nextcloud", user: "lea.becker2", left: -20.3, expiring: false },
  { provider: "GitLab", user: "wei.zhang", left: "waiting" },
  { provider: "Jenkins", user: "obrien", left: 0.41, claims: null },
  { provider: "Harbor", user: "secrets", left: 0.87, claims: SECRET_CLAIMS },
  { provider: "Vault", user: "attributes", left: 0.94, claims: LARGE_CLAIM },
  { provider: "بوابة الموظفين", user: "محمد", left: 0.32, claims: { nonce: "n-محمد" } },
  { provider: "Back-channel provider", user: "mono", left: 0.7 },
  { provider: "Mattermost", user: "viewer", left: 0.26 },
  { provider: "Outline", user: "zoë", left: 0.61, revoked: true },
];

const ACCESS: readonly SpecialPlan[] = [
  { provider: "No redirect URI", user: "svc-terraform", left: null, isMachine: true },
  { provider: "Grafana", user: "svc-grafana-alerts", left: 0.3, isMachine: true },
  { provider: "Mattermost", user: "lines", left: "waiting" },
  { provider: "Wiki <b>beta</b> 📚", user: "override", left: 0.5, scope: FORTY_SCOPES },
  { provider: "Proxied intranet", user: "shira", left: 0.85, scope: [] },
  { provider: "Provider without application", user: "noname", left: 0.11 },
  { provider: "Argo CD", user: "auditor", left: 0.6 },
];

const REFRESH: readonly SpecialPlan[] = [
  { provider: "Nextcloud desktop", user: "shira", left: 0.99 },
  { provider: "Survey kiosk", user: "yamada", left: null },
];

const FIRST_PK = { access: 3107, refresh: 211 } as const;
const STEP = { access: 389, refresh: 53 } as const;

/** Unusual tokens: without `expires`, revoked, with odd claims or none. */
export function specialTokens(
  kind: TokenKind,
  seed: number,
  start: number,
  directory: Directory,
  { providers, users }: { providers: readonly ProviderEntity[]; users: readonly UserEntity[] },
): SpecialToken[] {
  const providersByName = new Map(providers.map((provider) => [provider.name, provider]));
  const usersByName = new Map(users.map((user) => [user.username, user]));
  const plans = [...BOTH, ...(kind === "access" ? ACCESS : REFRESH)];
  const usualScope = kind === "access" ? USUAL : ["offline_access", ...USUAL];
  return plans.map((plan, index): SpecialToken => {
    const { left, expiring = left !== null, scope = usualScope, isMachine = false } = plan;
    const provider = findByName(providersByName, plan.provider);
    const user = findByName(usersByName, plan.user);
    const validity = tokenValidity(kind, provider);
    const expires =
      left === null
        ? null
        : left === "waiting"
          ? start - (start - lastCleanUp(start)) / (index + 2)
          : start + left * validity;
    const draft: TokenDraft = {
      pk: FIRST_PK[kind] + index * STEP[kind],
      kind,
      consent: { provider, user, scope, isMachine },
      issued: (expires ?? start - 40 * DAY) - validity,
      expires,
      expiring,
      revoked: plan.revoked ?? false,
      nonce: null,
      ...(plan.claims !== undefined && { claims: plan.claims }),
    };
    return {
      token: issueToken(directory, draft, () =>
        createRandom(seed, `special ${kind} token ${index}`),
      ),
      until: expiring && expires !== null ? cleanUpAfter(expires) : Infinity,
    };
  });
}
