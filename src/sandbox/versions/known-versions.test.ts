import { expect, test, vi } from "vitest";
import type { JsonFields } from "../http/json-fields.ts";
import { asking, CODES_PATH, GROUP_CONNECTIONS_PATH } from "../testing/asking.ts";
import { VERSIONS, versionNamed } from "./known-versions.ts";

// Generous, so that a busy machine does not fail the tests.
vi.setConfig({ testTimeout: 60_000 });

/** The first row of a list. */
async function row(version: string, path: string): Promise<JsonFields> {
  const { response, body } = await asking({ version })(path);
  expect(response.status).toBe(200);
  return body.results[0] ?? {};
}

test.each(Object.entries(VERSIONS))("%s reports release %s", async (version, release) => {
  const { body } = await asking({ version })("admin/version/");
  expect(body["version_current"]).toBe(release);
  expect(release.startsWith(`${version}.`)).toBe(true);
});

test("2024.8 sorts before 2024.10 and 2024.12", () => {
  expect(versionNamed("2024.8").has("provider", "invalidation_flow")).toBe(false);
  expect(versionNamed("2024.12").has("provider", "invalidation_flow")).toBe(true);
});

test("a field that existed in only one release is in none of the others", () => {
  for (const version of Object.keys(VERSIONS)) {
    expect(versionNamed(version).has("oauth2_provider", "backchannel_logout_uri")).toBe(false);
  }
});

// The versions below were not recorded; these tests are based on their source or schema.

test("2024.12: a connection's source is a uuid, without the documented source_obj", async () => {
  const found = await row("2024.12", GROUP_CONNECTIONS_PATH);
  expect(found["source"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(Object.keys(found)).toEqual(["pk", "group", "source", "identifier", "created"]);
});

test("2024.12: ordering by source_obj crashes, with either sign, alone or combined", async () => {
  const ask = asking({ version: "2024.12" });
  for (const ordering of ["source_obj", "-source_obj", "pk,source_obj"]) {
    expect((await ask(`${GROUP_CONNECTIONS_PATH}?ordering=${ordering}`)).response.status).toBe(500);
  }
  expect((await ask(`${GROUP_CONNECTIONS_PATH}?ordering=last_updated`)).response.status).toBe(200);
});

test("2024.12: search, pagination and sources behave as before", async () => {
  const ask = asking({ version: "2024.12" });
  const { identifier = "" } = await row("2024.12", GROUP_CONNECTIONS_PATH);
  const search = `${GROUP_CONNECTIONS_PATH}?search=${encodeURIComponent(String(identifier))}`;
  expect((await ask(search)).body.pagination["count"]).toBe(0);
  expect((await ask(`${CODES_PATH}?search=%00`)).response.status).toBe(200);
  expect((await ask(`${CODES_PATH}?page=`)).response.status).toBe(404);
  expect((await ask(`${CODES_PATH}?page_size=0`)).body.results).toHaveLength(100);
  expect((await ask(`${CODES_PATH}?page_size=250`)).body.results).toHaveLength(250);
  const all = await ask("sources/all/");
  const one = await ask(`sources/all/?pbm_uuid=${all.body.results[0]?.pk}`);
  expect(one.body.pagination["count"]).toBe(all.body.pagination["count"]);
  expect(all.body).not.toHaveProperty("autocomplete");
});

test("2024.12: group connections are writable", async () => {
  const ask = asking({ version: "2024.12" });
  const { pk } = await row("2024.12", GROUP_CONNECTIONS_PATH);
  const changed = await ask(`${GROUP_CONNECTIONS_PATH}${String(pk)}/`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: '{"identifier":"another"}',
  });
  expect(changed.body["identifier"]).toBe("another");
});

test("2024.12: which lists of connections there are", async () => {
  const ask = asking({ version: "2024.12" });
  const status = async (path: string) => (await ask(`sources/${path}/`)).response.status;
  const lists = ["all", "oauth", "saml", "plex", "kerberos", "ldap", "telegram"];
  expect(await Promise.all(lists.map((list) => status(`group_connections/${list}`)))).toEqual([
    404, 200, 200, 200, 200, 404, 404,
  ]);
  expect(await Promise.all(lists.map((list) => status(`user_connections/${list}`)))).toEqual([
    200, 200, 200, 200, 200, 404, 404,
  ]);
  // The list of all has no identifiers, and none of what belongs to a later version.
  const all = await ask("sources/user_connections/all/?page_size=1000&ordering=identifier");
  expect(Object.keys(all.body.results[0] ?? {})).toEqual([
    "pk",
    "user",
    "source",
    "source_obj",
    "created",
  ]);
  const counts = await Promise.all(
    ["oauth", "saml", "plex", "kerberos"].map(
      async (kind) =>
        (await ask(`sources/user_connections/${kind}/?page_size=1`)).body.pagination["count"],
    ),
  );
  expect(all.body.pagination["count"]).toBe(counts.reduce((sum, n) => Number(sum) + Number(n), 0));
});

test("2024.12: fields of providers and users", async () => {
  const { provider, user } = (await row("2024.12", `${CODES_PATH}?ordering=pk`)) as Record<
    string,
    JsonFields
  >;
  expect(provider).toMatchObject({
    invalidation_flow: expect.any(String),
    encryption_key: null,
    jwt_federation_sources: expect.any(Array),
    jwt_federation_providers: expect.any(Array),
    client_secret: expect.stringMatching(/^CANARY-/),
  });
  expect(provider?.["redirect_uris"]).toMatchObject([{ matching_mode: expect.any(String) }]);
  for (const field of ["jwks_sources", "logout_uri", "refresh_token_threshold", "grant_types"]) {
    expect(provider).not.toHaveProperty(field);
  }
  for (const field of ["password_change_date", "date_joined", "last_updated", "roles_obj"]) {
    expect(user).not.toHaveProperty(field);
  }
  expect(user).toHaveProperty("groups_obj");
});

test("2026.8: a code nests only the base fields of its provider, without the secret", async () => {
  const { text, body } = await asking({ version: "2026.8" })(CODES_PATH);
  expect(text).not.toMatch(/client_secret|client_id|redirect_uris|validity/);
  const { provider } = body.results[0] as unknown as { provider: JsonFields };
  expect(Object.keys(provider)).toEqual([
    "pk",
    "name",
    "authentication_flow",
    "authorization_flow",
    "invalidation_flow",
    "property_mappings",
    "component",
    "assigned_application_slug",
    "assigned_application_name",
    "assigned_backchannel_application_slug",
    "assigned_backchannel_application_name",
    "verbose_name",
    "verbose_name_plural",
    "meta_model_name",
  ]);
});

test("2026.8: the full provider has grant_types and redirect_uri_type", async () => {
  const provider = await row("2026.8", "providers/oauth2/");
  expect(provider["grant_types"]).toEqual(["authorization_code", "refresh_token"]);
  expect(provider["redirect_uris"]).toMatchObject([{ redirect_uri_type: "authorization" }]);
});

test("2026.8: source_obj is sent, and ordering by it is ignored", async () => {
  const found = await row("2026.8", `${GROUP_CONNECTIONS_PATH}?ordering=source_obj`);
  expect(found["source_obj"]).toMatchObject({ pk: found["source"], verbose_name: "source" });
});

test("codes of every other version nest the full provider", async () => {
  for (const version of Object.keys(VERSIONS).filter((name) => name !== "2026.8")) {
    const { provider } = (await row(version, CODES_PATH)) as { provider: JsonFields };
    expect(provider["client_secret"]).toMatch(/^CANARY-/);
  }
});
