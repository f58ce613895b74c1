import { expect, test, vi } from "vitest";
import type { JsonFields } from "../http/json-fields.ts";
import {
  ACCESS_TOKENS_PATH,
  asking,
  CODES_PATH,
  invented,
  REFRESH_TOKENS_PATH,
  WORLD_START,
} from "../testing/asking.ts";
import { CALLERS } from "../world/callers.ts";
import { VERSIONS } from "../versions/known-versions.ts";

// Generous, so that a busy machine does not fail the tests.
vi.setConfig({ testTimeout: 60_000 });

const PATHS = [ACCESS_TOKENS_PATH, REFRESH_TOKENS_PATH];
const ask = asking();
const ACCESS = invented.accessTokens(WORLD_START).length;
const REFRESH = invented.refreshTokens(WORLD_START).length;

/** The claims of the newest token that has `aud`. */
async function claims(version: string, path: string): Promise<JsonFields> {
  const { body } = await asking({ version })(`${path}?page_size=100&ordering=-pk`);
  const text = body.results
    .map((row) => String(row["id_token"]))
    .find((each) => /"aud"/.test(each));
  return JSON.parse(text ?? "") as JsonFields;
}

test.each(PATHS)("%s: a row has the fields of a code plus id_token and revoked", async (path) => {
  const code = (await ask(CODES_PATH)).body.results[0] ?? {};
  const { body } = await ask(path);
  const token = body.results[0];
  expect(Object.keys(token ?? {})).toEqual([...Object.keys(code), "id_token", "revoked"]);
  expect((await ask(`${path}${token?.pk}/`)).body).toEqual(token);
});

test("both lists contain every token of the world", async () => {
  const counts: unknown[] = [];
  for (const path of PATHS) counts.push((await ask(path)).body.pagination["count"]);
  expect(counts).toEqual([ACCESS, REFRESH]);
  expect(ACCESS).toBeGreaterThan(1000);
  expect(REFRESH).toBeGreaterThan(200);
});

test("id_token is a string of JSON as Python writes it, or an empty string", async () => {
  for (const path of PATHS) {
    const { body } = await asking({ version: "2024.8" })(`${path}?page_size=100000`);
    const texts = body.results.map((row) => row["id_token"] as string);
    expect(texts.filter((text) => text === "")).toHaveLength(1);
    for (const text of texts) {
      // oxlint-disable-next-line no-control-regex
      expect(text).toMatch(/^[\n\x20-\x7e]*$/);
      if (text !== "") expect(text).toMatch(/^\{\n {4}"(iss|sub)": "/);
    }
    const arabic = texts.find((text) => text.includes('"nonce": "n-\\u0645')) ?? "{}";
    expect((JSON.parse(arabic) as JsonFields)["nonce"]).toBe("n-محمد");
  }
});

test.each([
  ["2024.8", []],
  ["2025.4", ["amr", "sid"]],
  ["2025.12", ["amr", "sid"]],
  ["2026.2", ["amr", "sid", "jti"]],
])("%s: version-dependent claims: %j", async (version, expected) => {
  for (const path of PATHS) {
    const found = await claims(version, path);
    expect(Object.keys(found).filter((name) => ["amr", "sid", "jti"].includes(name))).toEqual(
      expected,
    );
  }
});

test("2026.8: a token nests only the base fields of its provider, like a code", async () => {
  const { text, body } = await asking({ version: "2026.8" })(ACCESS_TOKENS_PATH);
  expect(Object.keys(body.results[0]?.["provider"] ?? {})).not.toContain("client_id");
  expect(text).not.toMatch(/"client_secret":/);
});

test.each(PATHS)("%s: filters and ignored parameters", async (path) => {
  const { user, provider } = (await ask(`${path}?ordering=-pk`)).body.results[0] as unknown as {
    user: { pk: number };
    provider: { pk: number };
  };
  const rows = (await ask(`${path}?user=${user.pk}&provider=${provider.pk}`)).body.results;
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toMatchObject({ user: { pk: user.pk } });
  const { count } = (await ask(path)).body.pagination;
  for (const query of ["revoked=true", "is_expired=true", "search=zzzz", "scope=openid"]) {
    expect((await ask(`${path}?${query}`)).body.pagination["count"]).toBe(count);
  }
  for (const query of ["user=x", "provider=99999999"]) {
    expect((await ask(`${path}?${query}`)).response.status).toBe(400);
  }
  expect((await ask(`${path}?search=%00`)).response.status).toBe(400);
});

test.each(PATHS)("%s: accepts the ordering keys of codes, plus revoked", async (path) => {
  async function values<Value>(ordering: string, of: (row: JsonFields) => Value) {
    const { body } = await ask(`${path}?page_size=100&ordering=${ordering}`);
    return body.results.map((row) => of(row));
  }
  const revoked = await values("-revoked,pk", (row) => row["revoked"]);
  expect(revoked[0]).toBe(true);
  expect(revoked).toEqual(revoked.toSorted((one, other) => Number(other) - Number(one)));
  const ends = await values("-expires", (row) => row["expires"]);
  expect(ends[0]).toBeNull();
  const usual = await values("", (row) => row["pk"]);
  for (const unknown of ["id_token", "is_expired", "scope", "iat"]) {
    expect(await values(unknown, (row) => row["pk"])).toEqual(usual);
  }
  const providers = await values("", (row) => (row["provider"] as { pk: number }).pk);
  expect(providers).toEqual(providers.toSorted((one, other) => one - other));
});

test.each(PATHS)("%s: groups_obj and roles_obj are null if excluded", async (path) => {
  const { user } = (await ask(`${path}?include_groups=false&include_roles=false`)).body
    .results[0] as unknown as { user: JsonFields };
  expect(user).toMatchObject({ groups_obj: null, roles_obj: null, groups: expect.any(Array) });
});

test.each(PATHS)("%s: superusers see every token, everyone else only their own", async (path) => {
  const statuses = async (below: string, init?: RequestInit) => {
    const asked = CALLERS.map((as) => asking({}, as)(path + below, init));
    return (await Promise.all(asked)).map(({ response }) => response.status).join(" ");
  };
  const viewer = invented.users.find(({ username }) => username === "viewer")?.pk;
  const own = (await asking({}, "viewer")(path)).body;
  expect(own.results.length).toBeGreaterThan(0);
  for (const { user } of own.results) expect(user).toMatchObject({ pk: viewer });
  const pk = own.results[0]?.pk;
  expect(await statuses("")).toBe("200 200 200 403 403");
  expect(await statuses(`${pk}/`)).toBe("200 404 200 404 403");
  expect(await statuses(`${pk}/`, { method: "DELETE" })).toBe("204 404 403 404 403");
  expect(await statuses(`${pk}/used_by/`)).toBe("200 403 403 403 403");
  expect(await statuses("99999999/")).toBe("404 404 404 404 403");
  expect(await statuses(`${pk}/`, { method: "PUT" })).toBe("405 405 405 405 403");
});

test("deleting a token removes it and does not affect the other kind of token", async () => {
  const ask = asking();
  const pk = (await ask(`${ACCESS_TOKENS_PATH}?ordering=-pk`)).body.results[0]?.pk;
  expect((await ask(`${ACCESS_TOKENS_PATH}${pk}/used_by/`)).body).toEqual([]);
  expect((await ask(`${ACCESS_TOKENS_PATH}${pk}/`, { method: "DELETE" })).response.status).toBe(
    204,
  );
  const again = await ask(`${ACCESS_TOKENS_PATH}${pk}/`, { method: "DELETE" });
  expect(again.body).toEqual({ detail: "No AccessToken matches the given query." });
  expect((await ask(ACCESS_TOKENS_PATH)).body.pagination["count"]).toBe(ACCESS - 1);
  expect((await ask(REFRESH_TOKENS_PATH)).body.pagination["count"]).toBe(REFRESH);
  expect((await asking()(ACCESS_TOKENS_PATH)).body.pagination["count"]).toBe(ACCESS);
});

test("is_expired follows the sandbox's clock", async () => {
  let now = WORLD_START;
  const ask = asking({ now: () => now, version: "2024.8" });
  const expired = async () => {
    const { results } = (await ask(`${ACCESS_TOKENS_PATH}?page_size=100000`)).body;
    return results.filter((row) => row["is_expired"] === true).length;
  };
  const before = await expired();
  expect(before).toBeGreaterThan(0);
  now += 600_000;
  expect(await expired()).toBeGreaterThan(before);
});

test.each(Object.keys(VERSIONS))(
  "%s: a page has the same latency as a page of codes",
  async (version) => {
    const waited: number[] = [];
    const sleep = (ms: number) => {
      waited.push(Math.round(ms));
      return Promise.resolve();
    };
    const ask = asking({ version, latency: "real", sleep });
    for (const path of [CODES_PATH, ...PATHS]) await ask(`${path}?page_size=20`);
    expect(new Set(waited)).toEqual(new Set([268]));
  },
);
