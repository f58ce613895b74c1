import fc from "fast-check";
import { expect, test } from "vitest";
import { readAuthorizationCode } from "./grant.ts";
import { readGroup } from "./group.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import { readMe } from "./caller.ts";
import type { Row } from "./page.ts";
import { isNarrowed } from "./narrowed-provider.ts";
import { readProvider } from "./provider.ts";
import { WITHHELD } from "./redact.ts";
import { readRole } from "./role.ts";
import { readSource } from "./source.ts";
import { readGroupConnection } from "./connections/group-connection.ts";
import { readUser } from "./user.ts";
import { readVersion } from "./authentik-version.ts";

const UUID = "0b7c2f6e-4c8e-4a55-9d0e-3a53a5d1f001";
const OTHER = "0b7c2f6e-4c8e-4a55-9d0e-3a53a5d1f002";

const provider = {
  pk: 7,
  name: "Wiki",
  client_id: "wiki",
  client_secret: "CANARY-1",
  client_type: "confidential",
  access_code_validity: "minutes=1",
  assigned_application_name: "Wiki",
  assigned_application_slug: "wiki",
  meta_model_name: "authentik_providers_oauth2.oauth2provider",
  verbose_name: "OAuth2/OpenID Provider",
  redirect_uris: [{ matching_mode: "regex", url: "https://wiki.example.com/.*" }],
};
const user = {
  pk: 3,
  username: "ada",
  name: "",
  email: "",
  is_active: true,
  is_superuser: false,
  type: "internal",
  avatar: "/static/ada.png",
  uuid: UUID,
  groups: [UUID],
  groups_obj: [{ pk: UUID, name: "Staff", is_superuser: false, parent: OTHER }],
  attributes: { git_token: "CANARY-2" },
};
const code = {
  pk: 42,
  provider,
  user,
  is_expired: false,
  expires: "2026-11-22T06:03:30.497038Z",
  scope: ["profile", "email", "openid"],
};
const source = { pk: UUID, name: "GitHub", slug: "github", enabled: false };
const connection = {
  pk: 5,
  group: OTHER,
  source: UUID,
  identifier: "devs",
  created: "2026-11-22T05:53:22.751889Z",
};

function valueOf<T>(row: Row<T>): T {
  expect(row.problems).toEqual([]);
  if (!row.readable) throw new Error("not readable");
  return row.value;
}

function problemsOf<T>(row: Row<T>): string[] {
  return row.problems.map((problem) => problem.path);
}

test("an authorization code of 2024.8 to 2026.5 is read", () => {
  const read = valueOf(readAuthorizationCode(code));
  expect(read).toMatchObject({
    pk: 42,
    is_expired: false,
    expires: "2026-11-22T06:03:30.497038Z",
    expiresMs: Date.UTC(2026, 10, 22, 6, 3, 30, 497),
    scope: ["email", "openid", "profile"],
    provider: { pk: 7, client_type: "confidential", access_code_validity: "minutes=1" },
    user: { pk: 3, groups_obj: [{ name: "Staff", parents: [OTHER] }], roles: [], roles_obj: null },
  });
  expect(JSON.stringify(read)).not.toContain("CANARY");
  expect(read.provider?.raw["client_secret"]).toBe(WITHHELD);
});

test("a code's slim user is read, and the roles since 2025.12", () => {
  const slim = { ...user, groups_obj: null, roles: [UUID], roles_obj: null };
  expect(valueOf(readAuthorizationCode({ ...code, user: slim })).user).toMatchObject({
    groups: [UUID],
    groups_obj: null,
    roles: [UUID],
    roles_obj: null,
  });
  const whole = { ...user, roles: [UUID], roles_obj: [{ pk: UUID, name: "Readers" }] };
  expect(valueOf(readUser(whole)).roles_obj).toMatchObject([{ pk: UUID, name: "Readers" }]);
});

test("the reduced provider in 2026.8's code rows is read and recognised", () => {
  const narrow = {
    pk: 7,
    name: "Wiki",
    authorization_flow: null,
    property_mappings: [],
    component: "ak-provider-oauth2-form",
    assigned_application_slug: null,
    assigned_application_name: null,
    verbose_name: "OAuth2/OpenID Provider",
    meta_model_name: "authentik_providers_oauth2.oauth2provider",
  };
  expect(valueOf(readAuthorizationCode({ ...code, provider: narrow })).provider).toMatchObject({
    pk: 7,
    client_id: null,
    access_code_validity: null,
    redirect_uris: [],
  });
  expect(isNarrowed(valueOf(readProvider(narrow)))).toBe(true);
  for (const name of ["client_id", "client_type", "access_code_validity", "redirect_uris"]) {
    expect(isNarrowed(valueOf(readProvider({ ...narrow, [name]: null }))), name).toBe(false);
  }
});

test("a code's expiry is read as a time or as never; anything else is a problem", () => {
  expect(valueOf(readAuthorizationCode({ ...code, expires: null }))).toMatchObject({
    expires: null,
    expiresMs: null,
  });
  expect(
    valueOf(readAuthorizationCode({ ...code, expires: "2026-11-22T06:03:30Z" })),
  ).toMatchObject({ expiresMs: Date.UTC(2026, 10, 22, 6, 3, 30) });
  const { expires: _, ...without } = code;
  for (const bad of [{ ...code, expires: "soon" }, { ...code, expires: 7 }, without]) {
    const row = readAuthorizationCode(bad);
    expect(problemsOf(row)).toEqual(["expires"]);
    expect(row.readable && row.value.expiresMs).toBeNull();
    // null would mean that it never expires.
    expect(row.readable && row.value.expires).not.toBeNull();
  }
});

test("redirect URIs are read as lines, as objects, with types, and when absent", () => {
  const plain = { matching_mode: null, redirect_uri_type: null };
  const read = (redirect_uris: JsonValue) =>
    valueOf(readProvider({ ...provider, redirect_uris })).redirect_uris;
  expect(read("https://a/\nhttps://b/.*\r\n\n")).toEqual([
    { url: "https://a/", ...plain },
    { url: "https://b/.*", ...plain },
  ]);
  expect(read("")).toEqual([]);
  expect(read(null)).toEqual([]);
  expect(
    read([{ url: "https://a/", matching_mode: "strict", redirect_uri_type: "logout" }]),
  ).toEqual([{ url: "https://a/", matching_mode: "strict", redirect_uri_type: "logout" }]);
  const row = readProvider({ ...provider, redirect_uris: [{ url: 1 }, { url: "https://a/" }] });
  expect(problemsOf(row)).toEqual(["redirect_uris.0"]);
  expect(row.readable && row.value.redirect_uris.length).toBe(1);
});

test("a connection of 2024.8 is read: the source as an object", () => {
  expect(valueOf(readGroupConnection({ ...connection, source }))).toMatchObject({
    source: UUID,
    source_obj: { slug: "github", enabled: false },
    last_updated: undefined,
  });
});

test("a connection of 2024.12 to 2026.5 is read: the source as a uuid, source_obj absent", () => {
  const read = valueOf(readGroupConnection({ ...connection, last_updated: connection.created }));
  expect(read).toMatchObject({
    source: UUID,
    source_obj: null,
    group: OTHER,
    last_updated: connection.created,
  });
});

test("a connection with both is read: source_obj as documented", () => {
  expect(valueOf(readGroupConnection({ ...connection, source_obj: source })).source_obj?.slug).toBe(
    "github",
  );
  const { source: _, ...without } = { ...connection, source_obj: source };
  expect(valueOf(readGroupConnection(without)).source).toBe(UUID);
});

test("a group's parent is read up to 2025.10, its parents since then", () => {
  const group = { pk: UUID, name: "Staff", is_superuser: false };
  expect(valueOf(readGroup({ ...group, parent: OTHER })).parents).toEqual([OTHER]);
  expect(valueOf(readGroup({ ...group, parent: null })).parents).toEqual([]);
  expect(valueOf(readGroup({ ...group, parents: [OTHER, UUID] })).parents).toEqual([OTHER, UUID]);
  expect(valueOf(readGroup(group)).parents).toEqual([]);
});

test("who-am-I is read, impersonating or not", () => {
  expect(readMe({ user })).toMatchObject({ user: { username: "ada" }, original: null });
  expect(readMe({ user, original: { pk: 1, username: "root" } })?.original?.username).toBe("root");
  expect(readMe({ user: { pk: null } })).toBeNull();
  expect(readMe([])).toBeNull();
  expect(readVersion({ version_current: "2026.2.2" })).toBe("2026.2.2");
  expect(readVersion({ version_current: 1 })).toBeNull();
});

test("invalid parts are reported by path, and the rest is kept", () => {
  const bad = {
    ...code,
    user: { ...user, username: 7, groups: [UUID, 1], groups_obj: [{ name: "no pk" }] },
    provider: "gone",
    scope: "openid",
  };
  const row = readAuthorizationCode(bad);
  expect(problemsOf(row)).toEqual([
    "provider",
    "user.username",
    "user.groups.1",
    "user.groups_obj.0.pk",
    "scope",
  ]);
  expect(row.readable && row.value).toMatchObject({
    pk: 42,
    provider: null,
    user: { pk: 3, username: "", groups: [UUID], groups_obj: [] },
    scope: [],
  });
});

test("problems name kinds, never values", () => {
  const row = readUser({ pk: 1, username: { secret: "CANARY" }, name: ["CANARY"] });
  expect(row.problems.length).toBeGreaterThan(0);
  expect(JSON.stringify(row.problems)).not.toContain("CANARY");
});

test.each([undefined, null, "7", 1.5, -1, 1e300, true, {}])(
  "a code without a valid pk is unreadable: %j",
  (pk) => {
    const row = readAuthorizationCode({ ...code, pk: pk as JsonValue });
    expect(row.readable).toBe(false);
    expect(problemsOf(row)).toEqual(["pk"]);
    expect(JSON.stringify(row)).not.toContain("CANARY");
  },
);

const READERS: [string, (value: JsonValue) => Row<{ raw: JsonObject }>, JsonObject][] = [
  ["code", readAuthorizationCode, code],
  ["provider", readProvider, provider],
  ["user", readUser, user],
  ["group", readGroup, { pk: UUID, name: "Staff", parents: [OTHER] }],
  ["role", readRole, { pk: UUID, name: "Readers" }],
  ["source", readSource, source],
  ["connection", readGroupConnection, connection],
];

const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;

test.each(READERS)(
  "property: reading a %s never throws and lets no secret through",
  (_, read, good) => {
    const damaged = fc
      .dictionary(fc.constantFrom(...Object.keys(good)), json)
      .map((damage) => ({ ...good, ...damage, client_secret: "CANARY-3" }));
    fc.assert(
      fc.property(fc.oneof(json, damaged), (value) => {
        const row = read(value);
        expect(JSON.stringify(row)).not.toContain("CANARY");
        expect(row.readable || row.problems.length > 0).toBe(true);
      }),
    );
  },
);

test.each(READERS)("property: unknown fields of a %s stay in raw", (_, read, good) => {
  const extra = fc.dictionary(
    fc.stringMatching(/^x_[a-z]{1,8}$/),
    fc.oneof(fc.integer(), fc.string()),
  );
  fc.assert(
    fc.property(extra, (fields) => {
      const row = read({ ...good, ...fields });
      expect(row.readable && row.value.raw).toMatchObject(fields);
    }),
  );
});
