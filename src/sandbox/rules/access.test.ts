import { expect, test, vi } from "vitest";
import type { Json } from "../http/json-fields.ts";
import { createSandbox } from "../sandbox.ts";
import {
  asking,
  CODES_PATH,
  GROUP_CONNECTIONS_PATH,
  invented,
  WORLD_START,
} from "../testing/asking.ts";
import { CALLERS, type CallerName } from "../world/callers.ts";
import { VERSIONS } from "../versions/known-versions.ts";

// Generous, so that a busy machine does not fail the tests.
vi.setConfig({ testTimeout: 60_000 });

const users = new Map(invented.users.map((user) => [user.username, user]));
const LOOK_UPS = ["providers/all/", "providers/oauth2/", "core/users/", "core/groups/"].concat(
  "sources/all/",
  "sources/oauth/",
);

/** The status for each caller, in one line: admin, auditor, viewer, nobody, badtoken. */
async function statuses(version: string, path: string, init?: RequestInit): Promise<string> {
  const asked = CALLERS.map((as) => asking({ version }, as)(path, init));
  return (await Promise.all(asked)).map(({ response }) => response.status).join(" ");
}

async function detailOf(as: CallerName, path: string): Promise<unknown> {
  return (await asking({}, as)(path)).body["detail"];
}

function pkOf(value: Json | undefined): Json | undefined {
  return (value as { pk: Json }).pk;
}

test.each(Object.keys(VERSIONS))("%s: the status of each endpoint per caller", async (version) => {
  const own = version === "2024.8" ? "200 500 500 403 403" : "200 200 403 403 403";
  expect(await statuses(version, GROUP_CONNECTIONS_PATH)).toBe(own);
  expect(await statuses(version, CODES_PATH)).toBe("200 200 200 403 403");
  for (const path of LOOK_UPS) {
    expect([path, await statuses(version, path)]).toEqual([path, "200 200 403 403 403"]);
  }
  expect(await statuses(version, "core/users/me/")).toBe("200 200 200 403 403");
  expect(await statuses(version, "admin/version/")).toBe("200 200 200 403 403");
  expect(await statuses(version, "root/config/")).toBe("200 200 200 200 403");
});

test("only superusers see other users' codes, and nobody sees any without credentials", async () => {
  const viewer = users.get("viewer")?.pk;
  const mine = await asking({}, "viewer")(`${CODES_PATH}?page_size=100`);
  expect(mine.body.results.length).toBeGreaterThanOrEqual(3);
  for (const row of mine.body.results) expect(pkOf(row["user"])).toBe(viewer);
  const [first] = mine.body.results;
  expect(await statuses("2026.2", `${CODES_PATH}${first?.pk}/`)).toBe("200 404 200 404 403");
  expect(await statuses("2026.2", `${CODES_PATH}${first?.pk}/used_by/`)).toBe(
    "200 403 403 403 403",
  );
  expect(await statuses("2026.2", `${CODES_PATH}1/`)).toBe("404 404 404 404 403");
  const others = await asking({}, "viewer")(`${CODES_PATH}?user=${users.get("akadmin")?.pk}`);
  expect(others.body.pagination["count"]).toBe(0);
  expect((await asking({}, "viewer")(`${CODES_PATH}?user=99999999`)).response.status).toBe(400);
});

test("only superusers may delete", async () => {
  const own = (await asking({}, "viewer")(CODES_PATH)).body.results[0]?.pk;
  const connection = `${GROUP_CONNECTIONS_PATH}${invented.groupConnections[0]?.pk}/`;
  const foreign = invented
    .codes(WORLD_START)
    .all()
    .find(({ user }) => user !== users.get("viewer")?.pk)?.pk;
  for (const as of ["viewer", "auditor", "nobody", "badtoken"] as const) {
    const ask = asking({}, as);
    const status = async (pk: number | undefined) =>
      (await ask(`${CODES_PATH}${pk}/`, { method: "DELETE" })).response.status;
    const mine = as === "viewer" || as === "badtoken" ? 403 : 404;
    expect([as, await status(own), await status(foreign)]).toEqual([
      as,
      mine,
      as === "badtoken" ? 403 : 404,
    ]);
    expect((await ask(connection, { method: "DELETE" })).response.status).toBe(403);
    expect((await ask("core/users/", { method: "POST" })).response.status).toBe(403);
    const user = `core/users/${users.get("viewer")?.pk}/`;
    expect((await ask(user, { method: "DELETE" })).response.status).toBe(403);
  }
  expect((await asking()(`${CODES_PATH}${own}/`)).response.status).toBe(200);
});

test("object details: the same error with and without credentials", async () => {
  const paths = [
    `core/users/${users.get("viewer")?.pk}/`,
    `core/groups/${invented.groups[0]?.pk}/`,
    `providers/oauth2/${invented.providers[0]?.pk}/`,
    `sources/all/${invented.sources[0]?.slug}/`,
    `${GROUP_CONNECTIONS_PATH}${invented.groupConnections[0]?.pk}/`,
    `${GROUP_CONNECTIONS_PATH}99999999/`,
  ];
  for (const path of paths) {
    for (const as of ["viewer", "nobody"] as const) {
      const words = "You do not have permission to perform this action.";
      expect([path, as, await detailOf(as, path)]).toEqual([path, as, words]);
    }
  }
  expect(await statuses("2026.2", `${GROUP_CONNECTIONS_PATH}99999999/`)).toBe(
    "404 404 403 403 403",
  );
});

test("2024.8: group connections crash for everyone but superusers", async () => {
  const { pk } = invented.groupConnections[0] ?? {};
  const path = `${GROUP_CONNECTIONS_PATH}${pk}/`;
  expect(await statuses("2024.8", path)).toBe("200 500 500 403 403");
  const body = JSON.stringify({ identifier: "new" });
  const change = { method: "PATCH", headers: { "content-type": "application/json" }, body };
  expect(await statuses("2024.8", path, change)).toBe("200 405 405 403 403");
});

test("the method is checked after the caller and before the object", async () => {
  const put = { method: "PUT" };
  expect(await statuses("2026.2", `${CODES_PATH}1/`, put)).toBe("405 405 405 405 403");
  expect(await statuses("2026.2", CODES_PATH, { method: "OPTIONS" })).toBe("200 200 200 403 403");
  expect(await statuses("2026.2", `${CODES_PATH}?format=csv`)).toBe("404 404 404 404 404");
});

test("OPTIONS lists the fields only for callers who may write them", async () => {
  const actions = async (as: CallerName) =>
    (await asking({}, as)(GROUP_CONNECTIONS_PATH, { method: "OPTIONS" })).body["actions"] !==
    undefined;
  expect([await actions("admin"), await actions("auditor")]).toEqual([true, false]);
});

test.each([
  ["Bearer sandbox-admin-token", 200, 200],
  ["bearer sandbox-admin-token", 200, 200],
  ["BEARER sandbox-admin-token  ", 200, 200],
  ["Bearer  sandbox-admin-token", 403, "Token invalid/expired"],
  ["Bearer sandbox-admin-tokeN", 403, "Token invalid/expired"],
  ["Bearer", 403, "Authentication credentials were not provided."],
  ["sandbox-admin-token", 403, "Authentication credentials were not provided."],
  ["Token sandbox-admin-token", 403, "Authentication credentials were not provided."],
  ["Bearer é", 500, 500],
])("Authorization: %s", async (authorization, status, words) => {
  const sandbox = createSandbox({ world: invented, now: () => WORLD_START });
  const headers = { authorization };
  const request = new Request(`http://sandbox/api/v3/${CODES_PATH}?page_size=1`, { headers });
  const response = await sandbox.handle(request);
  expect(response.status).toBe(status);
  if (typeof words === "string") expect(await response.json()).toEqual({ detail: words });
});

test("older versions reject an unknown scheme", async () => {
  const sandbox = createSandbox({ world: invented, now: () => WORLD_START, version: "2025.4" });
  const headers = { authorization: "Token sandbox-admin-token" };
  const response = await sandbox.handle(new Request(`http://s/api/v3/${CODES_PATH}`, { headers }));
  expect(await response.json()).toEqual({ detail: "Unsupported authentication type" });
});

test("the token of an inactive user is invalid", async () => {
  const { pk = 0 } = invented.users.find((user) => !user.is_active) ?? {};
  const apiTokens = [{ key: "sandbox-viewer-token", user: pk, permissions: [] }];
  const ask = asking({ world: { ...invented, apiTokens } }, "viewer");
  expect((await ask("core/users/me/")).body).toEqual({ detail: "Token invalid/expired" });
});

test("core/users/me/ returns the caller", async () => {
  const names: unknown[] = [];
  for (const as of ["admin", "auditor", "viewer"] as const) {
    const { user } = (await asking({}, as)("core/users/me/")).body as unknown as Record<
      string,
      Record<string, unknown>
    >;
    names.push([user?.["username"], user?.["is_superuser"]]);
  }
  expect(names).toEqual([
    ["akadmin", true],
    ["auditor", false],
    ["viewer", false],
  ]);
});

test("user connections: the caller's own, or everyone's with the permission", async () => {
  const path = "sources/user_connections/oauth/";
  const whose = async (as: "admin" | "auditor" | "viewer") => {
    const { body } = await asking({}, as)(`${path}?page_size=100`);
    return new Set(body.results.map((row) => row["user"]));
  };
  expect((await whose("admin")).size).toBeGreaterThan(10);
  expect(await whose("auditor")).toEqual(await whose("admin"));
  const viewer = users.get("viewer")?.pk;
  expect([...(await whose("viewer"))].filter((pk) => pk !== viewer)).toEqual([]);
  expect(await statuses("2026.2", path)).toBe("200 200 200 403 403");
});
