import { expect, test, vi } from "vitest";
import type { JsonFields } from "../http/json-fields.ts";
import { asking, GROUP_CONNECTIONS_PATH, invented } from "../testing/asking.ts";

// A busy machine must not fail these tests.
vi.setConfig({ testTimeout: 30_000 });

type Ask = ReturnType<typeof asking>;

const posting = (ask: Ask) => async (path: string, body: object) => {
  const headers = { "content-type": "application/json" };
  const answer = await ask(path, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: answer.response.status, body: answer.body as unknown as JsonFields };
};
const deleting = (ask: Ask) => async (path: string) =>
  (await ask(path, { method: "DELETE" })).response.status;

const flowNamed = (slug: string) => invented.flows.find((flow) => flow.slug === slug)?.pk;
const IMPLICIT = flowNamed("default-provider-authorization-implicit-consent");
const PROVIDER = {
  name: "made",
  authorization_flow: IMPLICIT,
  invalidation_flow: flowNamed("default-provider-invalidation-flow"),
  redirect_uris: [{ matching_mode: "strict", url: "http://127.0.0.1:1/back" }],
};
const DISCORD = {
  name: "Made",
  slug: "made",
  provider_type: "discord",
  consumer_key: "key",
  consumer_secret: "secret",
};

test("users and groups that were made are listed with each other until they are deleted", async () => {
  const ask = asking();
  const post = posting(ask);
  const group = await post("core/groups/", { name: "made" });
  expect(group.status).toBe(201);
  const groups = [String(group.body["pk"])];
  const user = await post("core/users/", { username: "made", name: "Made", groups });
  expect(user.status).toBe(201);
  const found = await ask("core/users/?search=made");
  expect(found.body.results).toMatchObject([{ pk: user.body["pk"], groups }]);
  expect((await ask(`core/groups/${groups[0]}/`)).body["users"]).toEqual([user.body["pk"]]);
  const twice = await post("core/users/", { username: "made", name: "" });
  expect(twice).toEqual({ status: 400, body: { username: ["This field must be unique."] } });
  const remove = deleting(ask);
  expect(await remove(`core/groups/${groups[0]}/`)).toBe(204);
  expect((await ask(`core/users/${String(user.body["pk"])}/`)).body["groups"]).toEqual([]);
  expect(await remove(`core/users/${String(user.body["pk"])}/`)).toBe(204);
  expect(await remove(`core/users/${String(user.body["pk"])}/`)).toBe(404);
  expect((await ask("core/users/?search=made")).body.pagination["count"]).toBe(0);
});

test("what is missing or wrong is said by field", async () => {
  const post = posting(asking());
  const required = ["This field is required."];
  expect(await post("core/users/", {})).toEqual({
    status: 400,
    body: { username: required, name: required },
  });
  expect((await post("sources/oauth/", {})).body).toMatchObject({
    provider_type: required,
    consumer_secret: required,
  });
  const open = { ...DISCORD, provider_type: "openidconnect" };
  expect(Object.keys((await post("sources/oauth/", open)).body)).toEqual([
    "authorization_url",
    "access_token_url",
    "profile_url",
  ]);
  const text = await post("providers/oauth2/", { ...PROVIDER, access_code_validity: "soon" });
  expect(text.body).toEqual({
    access_code_validity: ["soon is not in the correct format of 'hours=3;minutes=1'."],
  });
});

test("providers are described as each version wants it", async () => {
  // Not sent: JSON has no undefined.
  const without = { ...PROVIDER, invalidation_flow: undefined };
  const lines = { ...PROVIDER, redirect_uris: "http://127.0.0.1:1/back" };
  const old = posting(asking({ version: "2024.8" }));
  expect((await old("providers/oauth2/", PROVIDER)).body).toEqual({
    redirect_uris: ["Not a valid string."],
  });
  const made = await old("providers/oauth2/", { ...without, redirect_uris: "a\nb" });
  expect(made).toMatchObject({ status: 201, body: { redirect_uris: "a\nb" } });
  for (const version of ["2024.12", "2026.8"]) {
    const post = posting(asking({ version }));
    expect((await post("providers/oauth2/", lines)).body).toEqual({
      redirect_uris: ['Expected a list of items but got type "str".'],
    });
    expect((await post("providers/oauth2/", without)).body).toEqual({
      invalidation_flow: ["This field is required."],
    });
    expect((await post("providers/oauth2/", PROVIDER)).status).toBe(201);
  }
});

test("an application has its provider until either is deleted", async () => {
  const ask = asking();
  const post = posting(ask);
  const remove = deleting(ask);
  const { pk } = (await post("providers/oauth2/", PROVIDER)).body;
  const application = { name: "Made", slug: "made", provider: pk };
  expect((await post("core/applications/", application)).status).toBe(201);
  expect((await post("core/applications/", { ...application, slug: "b" })).body).toEqual({
    provider: ["This field must be unique."],
  });
  const slug = async () =>
    (await ask(`providers/all/${String(pk)}/`)).body["assigned_application_slug"];
  expect(await slug()).toBe("made");
  expect(await remove("core/applications/made/")).toBe(204);
  expect(await slug()).toBeNull();
  expect(await remove("core/applications/made/")).toBe(404);
  expect((await post("core/applications/", application)).status).toBe(201);
  expect(await remove(`providers/oauth2/${String(pk)}/`)).toBe(204);
  expect((await ask("providers/all/?search=made")).body.pagination["count"]).toBe(0);
  // It stays, without a provider.
  expect((await ask("core/applications/made/")).body["provider"]).toBeNull();
});

test("the connections of a source or group go with it", async () => {
  const ask = asking();
  const post = posting(ask);
  const remove = deleting(ask);
  const source = (await post("sources/oauth/", DISCORD)).body["pk"];
  const group = (await post("core/groups/", { name: "made" })).body["pk"];
  const connect = (of: object) => post(GROUP_CONNECTIONS_PATH, { identifier: "made", ...of });
  const count = async () =>
    (await ask(`${GROUP_CONNECTIONS_PATH}?source__slug=made`)).body.pagination["count"];
  await connect({ source, group });
  await connect({ source, group: invented.groups[0]?.pk });
  expect(await count()).toBe(2);
  expect(await remove(`core/groups/${String(group)}/`)).toBe(204);
  expect(await count()).toBe(1);
  const before = (await ask(GROUP_CONNECTIONS_PATH)).body.pagination["count"];
  expect(await remove("sources/oauth/made/")).toBe(204);
  const after = (await ask(GROUP_CONNECTIONS_PATH)).body.pagination["count"];
  expect([before, after]).toEqual([208, 207]);
});

test("only a superuser makes and deletes, and only what was made can be deleted", async () => {
  for (const as of ["auditor", "nobody"] as const) {
    const ask = asking({}, as);
    for (const path of ["core/users/", "core/groups/", "core/applications/", "sources/oauth/"]) {
      expect((await posting(ask)(path, {})).status).toBe(403);
    }
    expect((await posting(ask)("core/users/4/set_password/", {})).status).toBe(403);
  }
  const ask = asking();
  const paths = ["core/users/5/", "providers/oauth2/1/", "sources/oauth/github/"];
  for (const path of paths) expect(await deleting(ask)(path)).toBe(501);
  expect((await posting(ask)("core/users/5/set_password/", { password: "x" })).status).toBe(501);
});
