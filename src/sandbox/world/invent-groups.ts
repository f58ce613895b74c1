import type { GroupEntity, RoleEntity } from "./entities.ts";
import { findByName } from "./find-by-name.ts";
import type { Random } from "./random.ts";

/** The group's name, its parents' names (which come earlier in the list), and special properties. */
type GroupPlan = readonly [
  name: string,
  parents?: readonly string[],
  special?: Partial<Pick<GroupEntity, "is_superuser" | "attributes">> & { role?: string },
];

const LONG_NAME =
  "Temporary working group for the consolidation of identity, access, device and licence management " +
  "across all subsidiaries, phase two";

export const ADMIN_GROUP = "authentik Admins";
export const EVERYBODY = "Staff";
const OUTSIDERS = "Partners";

/** Forty groups, nested up to six levels deep; the last ones have more than one parent. */
const PLANS: readonly GroupPlan[] = [
  [ADMIN_GROUP, [], { is_superuser: true }],
  [
    "Break-glass admins",
    [ADMIN_GROUP],
    { is_superuser: true, attributes: { review: "quarterly" } },
  ],
  [
    EVERYBODY,
    [],
    { attributes: { settings: { locale: "en" }, "goauthentik.io/user/debug": false } },
  ],
  ["Engineering", [EVERYBODY], { attributes: { cost_center: 4100 } }],
  ["Platform", ["Engineering"], { role: "Platform operators" }],
  ["Platform · SRE 🛠", ["Platform"]],
  [
    "SRE on call",
    ["Platform · SRE 🛠"],
    { attributes: { rota: [1, 2, 3], pager_token: "CANARY-pager-81d0" } },
  ],
  ["SRE on call, night shift", ["SRE on call"]],
  ["Data engineering", ["Engineering"]],
  ["Backend", ["Engineering"]],
  ["Frontend", ["Engineering"]],
  ["Mobile", ["Engineering"]],
  ["Quality", ["Engineering"]],
  ["Security", [EVERYBODY], { role: "Auditors" }],
  ["Red team", ["Security"]],
  ["Finance & <b>Legal</b>", [EVERYBODY], { role: "Auditors" }],
  ["Accounting", ["Finance & <b>Legal</b>"]],
  ["Procurement", ["Finance & <b>Legal</b>"]],
  ["Sales", [EVERYBODY]],
  ["Sales EMEA", ["Sales"]],
  ["Sales DACH", ["Sales EMEA"]],
  ["Sales APAC", ["Sales"]],
  ["グループ東京", ["Sales APAC"]],
  ["Customer support", [EVERYBODY], { role: "Help desk" }],
  ["Support tier 2", ["Customer support"]],
  ["People", [EVERYBODY]],
  ["Facilities", [EVERYBODY]],
  ["Marketing", [EVERYBODY]],
  ["Design", ["Marketing"]],
  ["Research", [EVERYBODY]],
  ["مجموعة الأبحاث", ["Research"]],
  [OUTSIDERS],
  ["Partners EU", [OUTSIDERS]],
  ["Partners EU / Read only", ["Partners EU"]],
  ["Contractors", [OUTSIDERS]],
  [LONG_NAME, ["Contractors"]],
  ["Empty group"],
  ["Platform security", ["Platform", "Security"], { role: "Platform operators" }],
  ["Design systems", ["Design", "Frontend"]],
  [
    "Wi-Fi",
    [EVERYBODY, OUTSIDERS],
    { attributes: { vlan: 42, radius_secret: "CANARY-radius-5f2c" } },
  ],
];

const ROLE_NAMES = ["Auditors", "Help desk", "Platform operators", "Read-only API", "Token reaper"];

/** The groups that ordinary staff belong to. */
export const DEPARTMENTS: readonly string[] = PLANS.map((plan) => plan[0]).filter(
  (name) =>
    ![ADMIN_GROUP, "Break-glass admins", EVERYBODY, OUTSIDERS, "Empty group"].includes(name) &&
    !/^Partners|^Contractors|^Temporary|^Wi-Fi/u.test(name),
);

export const PARTNER_GROUPS: readonly string[] = [
  OUTSIDERS,
  "Partners EU",
  "Contractors",
  LONG_NAME,
];

export function inventRoles(random: Random): readonly RoleEntity[] {
  return ROLE_NAMES.map((name) => ({ pk: random.uuid(), name }));
}

/** Parents come before their children in the result. */
export function inventGroups(random: Random, roles: readonly RoleEntity[]): readonly GroupEntity[] {
  const keys = new Map(PLANS.map(([name]) => [name, random.uuid()]));
  const roleKeys = new Map(roles.map((role) => [role.name, role.pk]));
  return PLANS.map(([name, parents = [], special = {}]) => ({
    pk: findByName(keys, name),
    name,
    is_superuser: special.is_superuser ?? false,
    parents: parents.map((parent) => findByName(keys, parent)),
    roles: special.role === undefined ? [] : [findByName(roleKeys, special.role)],
    attributes: special.attributes ?? {},
  }));
}
