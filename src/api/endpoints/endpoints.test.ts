import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test, vi } from "vitest";
import { authorizationCodesEndpoint } from "./authorization-codes.ts";
import { consoleConfigQuery, readConsoleConfig } from "./console-config.ts";
import { failureOf } from "../failures.ts";
import { allGroupsQuery, groupQuery } from "./groups.ts";
import { envelope, send, useLoopbackServer } from "../testing/loopback-server.ts";
import { meQuery } from "./me.ts";
import { oauth2ProviderQuery } from "./oauth2-providers.ts";
import { providersQuery } from "./providers.ts";
import { sourceConnectionsEndpoint } from "./connections/group-connections.ts";
import { allSourcesQuery, sourceByPkQuery, sourcesQuery } from "./sources.ts";
import { usersQuery } from "./users.ts";
import { versionQuery } from "./version.ts";

const server = useLoopbackServer();
let client: QueryClient;
beforeEach(() => {
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
});

/** Serves rows in the requested pages; `keep` filters them by the query. */
function list<T>(
  path: string,
  rows: T[],
  keep: (row: T, query: URLSearchParams) => boolean = () => true,
) {
  server.answer(path, (request, response) => {
    const query = new URL(request.url ?? "", "http://authentik").searchParams;
    const page = Number(query.get("page") ?? 1);
    const kept = rows.filter((row) => keep(row, query));
    send(response, 200, envelope(kept, page, Number(query.get("page_size") ?? 20)));
  });
}

function some<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const sources = some(150, (index) => ({
  pk: `uuid-${index}`,
  name: `S${index}`,
  slug: `s-${index}`,
}));
const codes = some(30, (pk) => ({ pk, scope: ["b", "a"], expires: null, is_expired: false }));

test("a page of codes requests only what it needs, and its query key has every parameter", async () => {
  list("oauth2/authorization_codes/", codes);
  const options = authorizationCodesEndpoint.pageQuery({
    page: 2,
    ordering: "expires",
    filters: { user: "3" },
  });
  const answer = await client.query(options);
  expect(server.asked).toEqual([
    "GET /api/v3/oauth2/authorization_codes/?user=3&ordering=expires%2Cpk&page=2&page_size=20&include_groups=false&include_roles=false",
  ]);
  expect(options.queryKey).toEqual([
    "authorization-codes",
    "page",
    {
      user: "3",
      ordering: "expires,pk",
      page: "2",
      page_size: "20",
      include_groups: "false",
      include_roles: "false",
    },
  ]);
  expect(answer).toMatchObject({
    page: 2,
    count: 30,
    pageSize: 20,
    start: 21,
    end: 30,
    requestId: null,
  });
  expect(answer.rows[0]).toMatchObject({ readable: true, value: { pk: 20, scope: ["a", "b"] } });
  expect(Math.abs(answer.asOf - Date.now())).toBeLessThan(60_000);

  await client.query(options);
  expect(server.asked.length).toBe(1);
});

test("a single code is requested in full", async () => {
  server.answer("oauth2/authorization_codes/7/", (_, response) => send(response, 200, codes[7]));
  expect(await client.query(authorizationCodesEndpoint.objectQuery(7))).toMatchObject({
    value: { pk: 7, provider: null },
    problems: [{ path: "provider" }, { path: "user" }],
  });
  expect(server.asked).toEqual(["GET /api/v3/oauth2/authorization_codes/7/"]);
});

test("a page of connections is requested with its filter and size", async () => {
  list("sources/group_connections/oauth/", []);
  await client.query(
    sourceConnectionsEndpoint.pageQuery({ filters: { source__slug: "github" }, page_size: 50 }),
  );
  expect(server.asked).toEqual([
    "GET /api/v3/sources/group_connections/oauth/?source__slug=github&page_size=50",
  ]);
});

test("JSON that is not a list is unreadable, and a page that vanished meanwhile is past the end", async () => {
  const path = "oauth2/authorization_codes/";
  server.answer(path, (_, response) => send(response, 200, [], { "X-authentik-id": "r1" }));
  const first = await client
    .query(authorizationCodesEndpoint.pageQuery({ filters: {} }))
    .catch(failureOf);
  expect(first).toEqual({ kind: "unreadable", what: "shape", requestId: "r1" });

  const emptied = { ...envelope(codes, 2, 20), results: [] };
  server.answer(path, (_, response) => send(response, 200, emptied));
  const second = await client
    .query(authorizationCodesEndpoint.pageQuery({ filters: {}, page: 2 }))
    .catch(failureOf);
  expect(second).toEqual({ kind: "past-end" });
});

test("providers that can have codes are found behind others", async () => {
  const kinds = [
    "authentik_providers_ldap.ldapprovider",
    "authentik_providers_proxy.proxyprovider",
  ];
  list(
    "providers/all/",
    some(70, (pk) => ({ pk, name: `P${pk}`, meta_model_name: kinds[pk < 25 ? 0 : pk % 2] })),
  );
  const { items, more } = await client.query(providersQuery({ search: " wiki " }));
  expect(items.length).toBe(18);
  expect(items.every((item) => item.meta_model_name === kinds[1])).toBe(true);
  expect(more).toBe(true);
  expect(server.asked).toEqual([
    "GET /api/v3/providers/all/?search=wiki&page_size=20&ordering=name%2Cpk",
    "GET /api/v3/providers/all/?search=wiki&page_size=20&ordering=name%2Cpk&page=2",
    "GET /api/v3/providers/all/?search=wiki&page_size=20&ordering=name%2Cpk&page=3",
  ]);
});

test("an OAuth2 provider is read without its secret, and no other than the requested one", async () => {
  const provider = { pk: 7, name: "Wiki", client_id: "wiki", client_secret: "CANARY-7" };
  const path = "providers/oauth2/7/";
  server.answer(path, (_, response) => send(response, 200, provider));
  const answer = await client.query(oauth2ProviderQuery(7));
  expect(answer.value).toMatchObject({ pk: 7, client_id: "wiki" });
  expect(JSON.stringify(answer)).not.toContain("CANARY");
  await client.query(oauth2ProviderQuery(7));
  expect(server.asked).toEqual([`GET /api/v3/${path}`]);

  client.clear();
  server.answer(path, (_, response) => send(response, 200, { ...provider, pk: 8 }));
  expect(await client.query(oauth2ProviderQuery(7)).catch(failureOf)).toEqual({
    kind: "unreadable",
    what: "shape",
  });
});

test("users and OAuth sources are looked up by the typed text", async () => {
  list(
    "core/users/",
    some(21, (pk) => ({ pk, username: `u${pk}` })),
  );
  list("sources/oauth/", sources.slice(0, 2));
  const users = await client.query(usersQuery({ search: "u" }));
  expect([users.items.length, users.more]).toEqual([20, true]);
  expect((await client.query(sourcesQuery())).more).toBe(false);
  expect(server.asked).toEqual([
    "GET /api/v3/core/users/?search=u&page_size=20",
    "GET /api/v3/sources/oauth/?page_size=20&ordering=name%2Cpk",
  ]);
});

test("all names are loaded with few requests, and no more than five", async () => {
  list("sources/all/", sources);
  list(
    "core/groups/",
    some(620, (index) => ({ pk: `g-${index}`, name: `G${index}` })),
  );
  const all = await client.query(allSourcesQuery());
  expect([all.items.length, all.more, server.asked.length]).toEqual([150, false, 2]);
  const groups = await client.query(allGroupsQuery());
  expect([groups.items.length, groups.more, server.asked.length]).toEqual([500, true, 7]);
});

test("a group is requested by uuid, without its members", async () => {
  server.answer("core/groups/g-1/", (_, response) => send(response, 200, { pk: "g-1", name: "G" }));
  expect((await client.query(groupQuery("g-1"))).value.name).toBe("G");
  expect(server.asked).toEqual(["GET /api/v3/core/groups/g-1/?include_users=false"]);
});

test("a source is found by uuid, whether or not the server honours pbm_uuid", async () => {
  list("sources/all/", sources, (row, query) => row.pk === query.get("pbm_uuid"));
  expect((await client.query(sourceByPkQuery("uuid-140"))).value.slug).toBe("s-140");
  expect(server.asked.length).toBe(1);

  list("sources/all/", sources);
  client.clear();
  expect((await client.query(sourceByPkQuery("uuid-140"))).value.slug).toBe("s-140");
  expect(server.asked.length).toBe(3);
  const missing = await client.query(sourceByPkQuery("uuid-999")).catch(failureOf);
  expect(missing).toEqual({ kind: "not-found" });
});

test("loading all names ends where the list now ends", async () => {
  server.answer("sources/all/", (request, response) => {
    if (request.url?.includes("page=2")) send(response, 404, { detail: "Invalid page." });
    else send(response, 200, envelope(sources, 1, 100));
  });
  expect(await client.query(allSourcesQuery())).toMatchObject({ items: { length: 100 } });
});

test("who-am-I and the version are read", async () => {
  server.answer("core/users/me/", (_, response) =>
    send(response, 200, { user: { pk: 1, username: "ada", settings: {} } }),
  );
  server.answer("admin/version/", (_, response) =>
    send(response, 200, { version_current: "2026.2.2" }),
  );
  expect((await client.query(meQuery())).user.username).toBe("ada");
  expect(await client.query(versionQuery())).toBe("2026.2.2");
});

test("the console's own configuration is read", async () => {
  server.answer("/config.json", (_, response) => send(response, 200, { mode: "sandbox" }));
  expect(await client.query(consoleConfigQuery())).toEqual({
    mode: "sandbox",
    authentikUrl: null,
    sandboxVersion: null,
    readOnly: true,
    oneToken: false,
    signedInMs: null,
  });
  expect(server.asked).toEqual(["GET /config.json"]);
  vi.stubGlobal("location", { origin: "https://sso.example.com" });
  const here = { mode: "authentik", authentikUrl: "/", readOnly: true };
  expect(readConsoleConfig(here)).toMatchObject({ authentikUrl: "https://sso.example.com" });
  const real = { mode: "authentik", authentikUrl: "https://sso.example.com/a/", readOnly: false };
  expect(readConsoleConfig(real)).toMatchObject({
    authentikUrl: "https://sso.example.com/a",
    readOnly: false,
    oneToken: false,
    signedInMs: null,
  });
  expect(
    readConsoleConfig({ mode: "authentik", authentikUrl: "javascript:alert(1)" }),
  ).toMatchObject({
    authentikUrl: null,
  });
  expect(readConsoleConfig({ mode: "other" })).toBeNull();
});
