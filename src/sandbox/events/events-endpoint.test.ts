import { expect, test, vi } from "vitest";
import { asking, GROUP_CONNECTIONS_PATH, invented, WORLD_START } from "../testing/asking.ts";
import { CALLERS } from "../world/callers.ts";
import { VERSIONS } from "../versions/known-versions.ts";
import { AUDITOR_PERMISSIONS } from "../rules/permissions.ts";

// Generous, so that a busy machine does not fail the tests.
vi.setConfig({ testTimeout: 60_000 });

const PATH = "events/events/";

function counting(version: string) {
  const ask = asking({ version });
  return async (query: Record<string, string> | string[][]) =>
    (await ask(`${PATH}?${new URLSearchParams(query as string[][])}`)).body.pagination["count"];
}

test.each(Object.keys(VERSIONS))("%s: who may see events", async (version) => {
  for (const path of [PATH, `${PATH}00000000-0000-4000-8000-000000000000/`]) {
    const asked = CALLERS.map((as) => asking({ version }, as)(path));
    const statuses = (await Promise.all(asked)).map(({ response }) => response.status);
    expect(statuses.join(" ")).toBe(path === PATH ? "200 403 403 403 403" : "404 403 403 403 403");
  }
  const apiTokens = invented.apiTokens.map((token) => ({
    ...token,
    permissions: [...AUDITOR_PERMISSIONS, "authentik_events.view_event" as const],
  }));
  const ask = asking({ version, world: { ...invented, apiTokens } }, "auditor");
  expect((await ask(PATH)).response.status).toBe(200);
});

test.each(Object.keys(VERSIONS))(
  "%s: all pages together contain each event once",
  async (version) => {
    const ask = asking({ version });
    const { count = 0 } = (await ask(`${PATH}?action=configuration`)).body.pagination;
    const seen = new Set<unknown>();
    let previous = "9999";
    for (let page = 1; page !== 0;) {
      const { body } = await ask(`${PATH}?action=configuration&page_size=50&page=${page}`);
      for (const row of body.results) {
        seen.add(row.pk);
        expect(String(row["created"]) <= previous).toBe(true);
        previous = String(row["created"]);
      }
      page = body.pagination["next"] ?? 0;
    }
    expect(count).toBeGreaterThan(100);
    expect(seen.size).toBe(count);
    const row = (await ask(`${PATH}?page_size=1`)).body.results[0];
    expect((await ask(`${PATH}${String(row?.pk)}/`)).body).toEqual(row);
  },
);

test("filters: the last action wins, in any case and part; others are exact", async () => {
  const count = counting("2026.2");
  const births = await count({ action: "authorize_application" });
  expect(await count({ action: "AUTHORIZE" })).toBe(births);
  expect(
    await count([
      ["action", "login"],
      ["action", "authorize"],
    ]),
  ).toBe(births);
  expect(
    await count([
      ["action", "authorize"],
      ["action", "login"],
    ]),
  ).toBe(0);
  const some = await count({ action: "authorize", username: "viewer" });
  expect(some).toBeGreaterThan(50);
  expect(await count({ action: "authorize", username: "view" })).toBe(0);
  const errors = await count({ action: "configuration_error" });
  const suspicious = await count({ action: "suspicious_request" });
  const two = [
    ["actions", "configuration_error"],
    ["actions", "suspicious_request"],
  ];
  expect(await count(two)).toBe((errors ?? 0) + (suspicious ?? 0));
  expect(await counting("2024.8")(two)).toBe((errors ?? 0) + (suspicious ?? 0) + (births ?? 0));
  expect(await count({ brand_name: "Default brand" })).toBe(await count({}));
  expect(await count({ brand_name: "authentik-default" })).toBe(0);
  expect(await count({ context_model_app: "authentik_core" })).toBe(0);
  for (const ignored of ["created__gt", "created__gte", "created", "user", "tenant_name"]) {
    expect(await count({ action: "authorize", [ignored]: "2030-01-01" })).toBe(births);
  }
});

test("an application is named without dashes", async () => {
  const count = counting("2026.2");
  const { pk = "" } = invented.applications.find(({ slug }) => slug === "gitlab") ?? {};
  const births = await count({ context_authorized_app: pk.replaceAll("-", "") });
  expect(births).toBeGreaterThan(100);
  expect(await count({ context_authorized_app: pk })).toBe(0);
  expect(await count({ search: "client-gitlab" })).toBeGreaterThanOrEqual(0);
});

test("search: words in every version, a query language since 2026.5", async () => {
  const viewer = await counting("2026.2")({ username: "viewer" });
  for (const version of Object.keys(VERSIONS)) {
    const count = counting(version);
    expect(await count({ search: "VIEWER@example.com" })).toBe(viewer);
    expect(await count({ search: "viewer authorize_application" })).toBe(viewer);
    expect(await count({ search: "viewer suspicious_request" })).toBe(0);
    const asked = {
      search: 'action = "authorize_application" and created > "2026-11-22 05:50"',
    };
    const found = await count(asked);
    if (version !== "2026.8") expect(found).toBe(0);
    else {
      expect(found).toBeGreaterThan(1000);
      const before = await count({ search: 'created <= "2026-11-22 05:50"', action: "authorize" });
      expect((found ?? 0) + (before ?? 0)).toBe(await count({ action: "authorize" }));
      expect(await count({ search: 'created > "2030-01-01"' })).toBe(0);
      expect(await count({ search: 'user.username = "viewer"' })).toBe(viewer);
    }
  }
});

test("an event is found by its nonce", async () => {
  const ask = asking({ version: "2026.2" });
  const { results } = (await ask(`${PATH}?action=authorize&page_size=50`)).body;
  const nonce = results
    .map((row) => (row["context"] as { http_request: { args: { nonce?: string } } }).http_request)
    .find(({ args }) => args.nonce !== undefined)?.args.nonce;
  expect((await ask(`${PATH}?search=${nonce}`)).body.pagination["count"]).toBe(1);
});

test("ordering: known keys, others fall back to the newest first", async () => {
  const ask = asking({ version: "2026.2" });
  const values = async (ordering: string, field: string) =>
    (await ask(`${PATH}?ordering=${ordering}&page_size=100`)).body.results.map((row) => row[field]);
  const newest = await values("", "pk");
  for (const ordering of ["-created", "-expires", "event_uuid", "brand", "context"]) {
    expect(await values(ordering, "pk")).toEqual(newest);
  }
  for (const [ordering, field] of [
    ["created", "created"],
    ["pk", "pk"],
    ["client_ip", "client_ip"],
    ["app", "app"],
    ["-action", "action"],
  ] as const) {
    const found = await values(ordering, field);
    const sorted = found.toSorted((one, other) => (String(one) < String(other) ? -1 : 1));
    expect(found).toEqual(ordering.startsWith("-") ? sorted.toReversed() : sorted);
  }
});

test("a deleted code stays born, a deleted connection is an event since 2026.5", async () => {
  for (const version of ["2026.2", "2026.8"]) {
    const ask = asking({ version });
    const count = async (query: string) => (await ask(PATH + query)).body.pagination["count"];
    const births = await count("?action=authorize");
    const code = invented.codes(WORLD_START).all()[0]?.pk;
    await ask(`oauth2/authorization_codes/${code}/`, { method: "DELETE" });
    expect(await count("?action=authorize")).toBe(births);
    const pk = invented.groupConnections[0]?.pk;
    await ask(`${GROUP_CONNECTIONS_PATH}${pk}/`, { method: "DELETE" });
    const { results } = (await ask(`${PATH}?action=model_deleted`)).body;
    expect(results.length).toBe(version === "2026.2" ? 0 : 1);
    if (version === "2026.2") continue;
    expect(results[0]).toMatchObject({
      user: { username: "akadmin" },
      context: { model: { pk, model_name: "groupoauthsourceconnection" } },
    });
    expect(await count(`?context_model_pk=${pk}`)).toBe(1);
    expect((await ask(`${PATH}${results[0]?.pk}/`)).body).toEqual(results[0]);
  }
});
