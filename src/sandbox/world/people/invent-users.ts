import { instant } from "../../rules/instant.ts";
import type { JsonFields } from "../../http/json-fields.ts";
import type { GroupEntity, RoleEntity, UserEntity, UserType } from "../entities.ts";
import { initialsAvatar } from "./avatars.ts";
import { ADMIN_GROUP, DEPARTMENTS, EVERYBODY, PARTNER_GROUPS } from "../invent-groups.ts";
import { findByName } from "../find-by-name.ts";
import { FAMILY_NAMES, GIVEN_NAMES, PARTNER_DOMAINS } from "./names.ts";
import type { Random } from "../random.ts";
import { SPECIAL_USERS, type UserPlan } from "./special-users.ts";

const TOTAL = 600;
const EXTERNAL = 90;
const DAY = 86_400_000;

const SERVICES: readonly string[] = `
  backup ci-runner dns-sync grafana-alerts hr-import invoice-export jenkins ldap-bind
  license-meter log-shipper mail-relay monitoring netbox-sync printer-fleet renovate
  scim-export terraform vault-agent
`
  .trim()
  .split(/\s+/u);
const OUTPOSTS = 8;

const TITLES = [
  "Engineer",
  "Analyst",
  "Team lead",
  "Accountant",
  "Designer",
  "Consultant",
  "Intern",
];
const LOCALES = ["de", "en", "es", "fr", "ja", "pt_BR", "tr"];

interface Directory {
  readonly groups: readonly GroupEntity[];
  readonly roles: readonly RoleEntity[];
}

/**
 * Six hundred users of every type. The first is a superuser: `akadmin`, Amara Okafor.
 * @param now epoch milliseconds; nobody joined or signed in later
 */
export function inventUsers(random: Random, directory: Directory, now: number): UserEntity[] {
  const groupKeys = new Map(directory.groups.map((group) => [group.name, group.pk]));
  const taken = new Set<string>();
  const plans: UserPlan[] = [
    {
      username: "akadmin",
      name: "Amara Okafor",
      email: "amara.okafor@example.com",
      groups: [ADMIN_GROUP],
      attributes: { title: "Head of identity", settings: { locale: "en" } },
    },
    ...SPECIAL_USERS,
    ...SERVICES.map((service) => servicePlan(random, service)),
    ...Array.from({ length: OUTPOSTS }, () => outpostPlan(random)),
  ];
  for (const plan of plans) taken.add(plan.username);
  while (plans.length < TOTAL - EXTERNAL) plans.push(personPlan(random, taken, "internal"));
  while (plans.length < TOTAL) plans.push(personPlan(random, taken, "external"));
  const [admin, ...others] = plans;
  if (admin === undefined) return [];
  // The special users are shuffled among the others, so that not all are on the first page.
  return [admin, ...shuffled(random, others)].map((plan, index) =>
    completeUser(random, plan, index, groupKeys, directory, now),
  );
}

function completeUser(
  random: Random,
  plan: UserPlan,
  index: number,
  groupKeys: ReadonlyMap<string, string>,
  { groups, roles }: Directory,
  now: number,
): UserEntity {
  const type: UserType = plan.type ?? "internal";
  const names = plan.groups ?? someGroups(random, type);
  const keys = names.map((name) => findByName(groupKeys, name));
  // Keys increase with the time of joining, over the last four years.
  const joined = now - (1 - (index + random.next()) / (TOTAL + 1)) * 1461 * DAY;
  const since = (share: number): string => instant(now - (now - joined) * share);
  const isMachine = type === "service_account" || type === "internal_service_account";
  return {
    pk: index + 4,
    uuid: random.uuid(),
    username: plan.username,
    name: plan.name,
    email: plan.email ?? (isMachine ? "" : `${asAddress(plan.username)}@example.com`),
    is_active: plan.is_active ?? true,
    last_login:
      index === 0
        ? since(0.00001)
        : isMachine || random.chance(0.2)
          ? null
          : since(random.next() ** 4),
    date_joined: instant(joined),
    last_updated: since(random.next() ** 3),
    password_change_date: since(random.next()),
    is_superuser: groups.some((group) => group.is_superuser && keys.includes(group.pk)),
    groups: keys,
    roles: random.chance(0.03) ? [random.pick(roles).pk] : [],
    avatar: plan.avatar ?? initialsAvatar(plan.username, plan.name),
    attributes: plan.attributes ?? someAttributes(random, type),
    uid: random.hex(64),
    path: plan.path ?? "users",
    type,
  };
}

function personPlan(random: Random, taken: Set<string>, type: UserType): UserPlan {
  const given = random.pick(GIVEN_NAMES);
  const family = random.pick(FAMILY_NAMES);
  const stem = asAddress(`${given}.${family}`);
  let username = type === "external" ? `ext.${stem}` : stem;
  for (let copy = 2; taken.has(username); copy++) username = `${stem}${copy}`;
  taken.add(username);
  const domain = type === "external" ? random.pick(PARTNER_DOMAINS) : "example.com";
  return {
    username,
    name: `${given} ${family}`,
    is_active: !random.chance(0.06),
    type,
    email: random.chance(0.03) ? "" : `${username.replace(/^ext\./u, "")}@${domain}`,
    path: type === "external" ? random.pick(["users/partners", "users/partners/eu"]) : "users",
  };
}

function servicePlan(random: Random, service: string): UserPlan {
  const attributes: JsonFields = random.chance(0.4)
    ? { owner: "platform@example.com", bind_password: `CANARY-${service}-bind` }
    : { "goauthentik.io/user/generated": true };
  return {
    username: `svc-${service}`,
    name: `${service.replace("-", " ")} service`,
    type: "service_account",
    path: "service-accounts",
    attributes,
    groups: random.chance(0.3) ? [EVERYBODY] : [],
  };
}

function outpostPlan(random: Random): UserPlan {
  const id = random.hex(32);
  return {
    username: `ak-outpost-${id}`,
    name: `Outpost ${random.pick(["embedded", "proxy", "LDAP", "RADIUS"])} Service-Account`,
    type: "internal_service_account",
    path: "goauthentik.io/outposts",
    attributes: { "goauthentik.io/user/override-ips": true, outpost_token: `CANARY-${id}` },
    groups: [],
  };
}

function someGroups(random: Random, type: UserType): readonly string[] {
  if (type === "external") return [random.pick(PARTNER_GROUPS)];
  const groups = new Set([EVERYBODY, random.pick(DEPARTMENTS)]);
  while (random.chance(0.3)) groups.add(random.pick(DEPARTMENTS));
  if (random.chance(0.2)) groups.add("Wi-Fi");
  return [...groups];
}

function someAttributes(random: Random, type: UserType): JsonFields {
  if (type === "external" || random.chance(0.55)) return {};
  return {
    title: random.pick(TITLES),
    employee_number: 10_000 + random.int(90_000),
    remote: random.chance(0.4),
    ...(random.chance(0.5) && { settings: { locale: random.pick(LOCALES) } }),
    ...(random.chance(0.05) && { api_key: `CANARY-${random.token(24)}` }),
  };
}

function asAddress(text: string): string {
  const plain = text.normalize("NFD").toLowerCase().replaceAll("ı", "i").replaceAll("ł", "l");
  const ascii = plain.replaceAll("ø", "o").replace(/[^a-z0-9.]/gu, "");
  return ascii === "" ? "someone" : ascii;
}

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
