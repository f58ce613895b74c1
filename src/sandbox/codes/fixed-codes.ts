import { instant } from "../rules/instant.ts";
import type { AuthorizationCodeEntity } from "../world/grant-entities.ts";
import type { ProviderEntity, UserEntity } from "../world/entities.ts";
import { FAILING_CLIENT, LONG_VALIDITY_CLIENT } from "../world/clients.ts";
import type { ScheduledCode } from "./code-timetable.ts";
import { cleanUpAfter } from "../rules/clean-up-times.ts";
import { findByName } from "../world/find-by-name.ts";
import { FORTY_SCOPES } from "../world/scopes.ts";

interface FixedPlan {
  readonly provider: string;
  readonly user: string;
  /** Milliseconds from the world's start; null for none. */
  readonly expires: number | null;
  readonly expiring: boolean;
  readonly scope: readonly string[];
  readonly wholeSecond?: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const USUAL = ["openid", "email", "profile"];

const PLANS: readonly FixedPlan[] = [
  { provider: "Grafana", user: "akadmin", expires: null, expiring: false, scope: USUAL },
  // Past `expires`, but not expired, because `expiring` is false.
  {
    provider: "Nextcloud",
    user: "lea.becker2",
    expires: -3.2 * HOUR - 14_497.038,
    expiring: false,
    scope: ["openid", "email"],
  },
  {
    provider: LONG_VALIDITY_CLIENT,
    user: "secrets",
    expires: 9.3 * DAY + 77.461,
    expiring: true,
    scope: FORTY_SCOPES,
  },
  {
    provider: LONG_VALIDITY_CLIENT,
    user: "yamada",
    expires: 21.1 * DAY + 5.25,
    expiring: true,
    scope: [],
  },
  {
    provider: LONG_VALIDITY_CLIENT,
    user: "attributes",
    expires: 12.7 * DAY,
    expiring: true,
    scope: ["openid"],
    wholeSecond: true,
  },
  { provider: FAILING_CLIENT, user: "محمد", expires: null, expiring: false, scope: ["openid"] },
  { provider: "GitLab", user: "noname", expires: null, expiring: false, scope: [] },
  {
    provider: "Provider without application",
    user: "b.markup",
    expires: -400 * DAY - 303.7,
    expiring: false,
    scope: USUAL,
  },
];

/**
 * Codes that stay while others come and go: without `expires`, past `expires` but not expiring, with
 * no scope, with forty scopes, expiring on a whole second. Fewer if `rows` is small.
 * @param start epoch milliseconds
 */
export function inventFixedCodes(
  rows: number,
  start: number,
  providers: readonly ProviderEntity[],
  users: readonly UserEntity[],
): ScheduledCode[] {
  const providerKeys = new Map(providers.map((provider) => [provider.name, provider.pk]));
  const userKeys = new Map(users.map((user) => [user.username, user.pk]));
  return PLANS.slice(0, Math.floor(rows / 10)).map((plan, index): ScheduledCode => {
    const exact = plan.expires === null ? null : start + plan.expires;
    const expires = exact !== null && plan.wholeSecond ? Math.floor(exact / 1000) * 1000 : exact;
    const code: AuthorizationCodeEntity = {
      pk: 1204 + index * 1171,
      provider: findByName(providerKeys, plan.provider),
      user: findByName(userKeys, plan.user),
      expires: expires === null ? null : instant(expires),
      expiring: plan.expiring,
      scope: plan.scope,
    };
    const until = plan.expiring && expires !== null ? cleanUpAfter(expires) : Infinity;
    return { from: -Infinity, until, isRedeemed: false, code };
  });
}
