import { expect, test } from "vitest";
import { describeField, enumWords, fieldGroups, OTHER, type ObjectKind } from "./labels.ts";
import { recordedObjects } from "../testing/recorded-objects.ts";

const KINDS: ObjectKind[] = [
  "grant",
  "provider",
  "user",
  "group",
  "role",
  "source",
  "group-connection",
];

test("known fields have a label, a group and a kind", () => {
  expect(describeField("provider", "access_code_validity")).toEqual({
    name: "access_code_validity",
    label: "Code validity",
    group: "Validity",
    kind: "duration",
  });
});

test("unknown fields come last, under Other, by their own names", () => {
  const groups = fieldGroups("role", { zeta: 1, pk: "x", constructor: 2, name: "Auditors" });
  expect(groups.map((group) => group.title)).toEqual(["Role", OTHER]);
  expect(groups[0]?.fields.map((field) => field.name)).toEqual(["name", "pk"]);
  expect(groups[1]?.fields.map((field) => field.name)).toEqual(["zeta", "constructor"]);
});

test("a field named __proto__ is a field like any other", () => {
  const object = JSON.parse('{"__proto__": {"a": 1}, "name": "x"}');
  const names = fieldGroups("role", object).flatMap((group) => group.fields.map((one) => one.name));
  expect(names).toEqual(["name", "__proto__"]);
});

const NAMED: Readonly<Record<ObjectKind, string>> = {
  grant: "pk provider user is_expired expires scope",
  provider: `pk name authentication_flow authorization_flow invalidation_flow property_mappings component
    assigned_application_slug assigned_application_name assigned_backchannel_application_slug
    assigned_backchannel_application_name verbose_name verbose_name_plural meta_model_name client_type
    client_id client_secret access_code_validity access_token_validity refresh_token_validity
    refresh_token_threshold include_claims_in_id_token signing_key encryption_key redirect_uris sub_mode
    issuer_mode jwks_sources jwt_federation_sources jwt_federation_providers backchannel_logout_uri
    logout_uri logout_method grant_types`,
  user: `pk username name is_active last_login is_superuser groups groups_obj email avatar attributes uid
    path type uuid password_change_date date_joined last_updated roles roles_obj`,
  group: `pk num_pk name is_superuser parent parent_name parents parents_obj children children_obj users
    users_obj attributes roles roles_obj inherited_roles_obj`,
  role: "pk name",
  event: "pk action app user client_ip created expires brand context",
  source: `pk name slug enabled authentication_flow enrollment_flow user_property_mappings
    group_property_mappings component verbose_name verbose_name_plural meta_model_name policy_engine_mode
    user_matching_mode managed user_path_template icon promoted icon_url icon_themed_urls`,
  "group-connection": "pk source source_obj group identifier created last_updated",
};

test.each(KINDS)("every field of a %s from authentik 2024.8 to 2026.8 is known", (kind) => {
  const names = NAMED[kind].split(/\s+/);
  expect(names.filter((name) => describeField(kind, name).group === OTHER)).toEqual([]);
});

const recorded = recordedObjects();

test.skipIf(recorded.length === 0)("recorded objects: every field once, labels told apart", () => {
  for (const { kind, object } of recorded) {
    const fields = fieldGroups(kind, object).flatMap((group) => group.fields);
    expect(fields.map((field) => field.name).toSorted()).toEqual(Object.keys(object).toSorted());
    expect(new Set(fields.map((field) => field.label)).size).toBe(fields.length);
  }
});

test.each([
  ["service_account", "Service account"],
  ["confidential", "Confidential"],
  ["hashed_user_id", "Hashed user ID"],
  ["Something else", "Something else"],
  ["", ""],
])("%j in words: %s", (value, words) => {
  expect(enumWords(value)).toBe(words);
});
