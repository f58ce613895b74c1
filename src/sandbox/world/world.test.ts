import { expect, test, vi } from "vitest";
import type { Json } from "../http/json-fields.ts";
import { createWorld } from "./world.ts";

// A busy machine must not fail these tests.
vi.setConfig({ testTimeout: 60_000 });

const START = Date.parse("2026-11-22T10:04:30.250Z");
const world = createWorld({ seed: 7, rows: 312, start: START, still: false });

test("users of every type; the first is a superuser", () => {
  expect(world.users).toHaveLength(600);
  expect(world.users.find((user) => user.pk === world.apiTokens[0]?.user)).toMatchObject({
    username: "akadmin",
    name: "Amara Okafor",
    is_superuser: true,
  });
  expect(new Set(world.users.map((user) => user.username)).size).toBe(600);
  expect(new Set(world.users.map((user) => user.pk)).size).toBe(600);
  const types = new Set(world.users.map((user) => user.type));
  expect([...types].toSorted()).toEqual([
    "external",
    "internal",
    "internal_service_account",
    "service_account",
  ]);
  expect(world.users.some((user) => !user.is_active)).toBe(true);
  expect(world.users.some((user) => user.name === "")).toBe(true);
  expect(world.users.some((user) => user.type === "internal" && user.email === "")).toBe(true);
  expect(world.users.some((user) => user.last_login === null)).toBe(true);
  expect(world.users.filter((user) => user.name === "Léa Becker")).toHaveLength(3);
  for (const user of world.users) {
    expect(user.username.length).toBeLessThanOrEqual(150);
    for (const time of [user.date_joined, user.last_updated, user.password_change_date]) {
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/u);
      expect(Date.parse(time)).toBeLessThan(START);
    }
  }
});

test("avatars are small data URLs, with a few exceptions", () => {
  const drawn = world.users.filter((user) => user.avatar.startsWith("data:image/svg+xml;base64,"));
  expect(world.users.length - drawn.length).toBe(4);
  for (const user of drawn) expect(user.avatar.length).toBeLessThan(700);
});

test("forty groups, nested six levels deep, without a cycle", () => {
  expect(world.groups).toHaveLength(40);
  const depths = new Map<string, number>();
  for (const group of world.groups) {
    // Parents come first, so there can be no cycle.
    for (const parent of group.parents) expect(depths.has(parent)).toBe(true);
    depths.set(group.pk, 1 + Math.max(0, ...group.parents.map((pk) => depths.get(pk) ?? 0)));
  }
  expect(Math.max(...depths.values())).toBe(6);
  expect(world.groups.some((group) => group.parents.length > 1)).toBe(true);
});

test("providers and applications", () => {
  expect(world.applications.length).toBeGreaterThanOrEqual(30);
  expect(new Set(world.applications.map((one) => one.slug)).size).toBe(world.applications.length);
  expect(new Set(world.providers.map((one) => one.name)).size).toBe(world.providers.length);
  const assigned = new Set(world.applications.map((one) => one.provider));
  expect(world.providers.some((one) => !assigned.has(one.pk))).toBe(true);
  expect(new Set(world.providers.map((one) => one.kind)).size).toBe(2);
  expect(new Set(world.providers.map((one) => one.client_type)).size).toBe(2);
  const modes = world.providers.flatMap((one) => one.redirect_uris.map((uri) => uri.matching_mode));
  expect(new Set(modes).size).toBe(2);
});

test("every secret starts with CANARY-", () => {
  for (const provider of world.providers) expect(provider.client_secret).toMatch(/^CANARY-/u);
  let found = 0;
  for (const holder of [...world.users, ...world.groups]) {
    visit(holder.attributes, (key, value) => {
      if (typeof value !== "string" || value === "") return;
      if (!/_secret|password|_token$|api_key|private_key/iu.test(key)) return;
      if (key.includes("token-expires")) return;
      found++;
      expect(value).toMatch(/^CANARY-/u);
    });
  }
  expect(found).toBeGreaterThan(20);
});

test("attributes contain every JSON type", () => {
  const kinds = new Set<string>();
  for (const user of world.users) {
    visit(user.attributes, (_key, value) => {
      kinds.add(value === null ? "null" : Array.isArray(value) ? "array" : typeof value);
    });
  }
  expect([...kinds].toSorted()).toEqual(["array", "boolean", "null", "number", "object", "string"]);
});

test("twelve sources of every kind, some disabled, and connections with all of them but one", () => {
  expect(world.sources).toHaveLength(12);
  expect(new Set(world.sources.map((source) => source.kind)).size).toBe(7);
  expect(world.sources.some((source) => !source.enabled)).toBe(true);
  for (const source of world.sources) {
    expect(source.oauth !== null).toBe(source.kind === "oauth");
    expect(source.slug.length).toBeLessThanOrEqual(50);
  }
  const { groupConnections, userConnections } = world;
  const kinds = new Map(world.sources.map(({ pk, kind }) => [pk, kind]));
  for (const [links, owners, oauth] of [
    [groupConnections, groupConnections.map(({ group }) => group), 207],
    [userConnections, userConnections.map(({ user }) => user), 43],
  ] as const) {
    expect(links.filter(({ kind }) => kind === "oauth")).toHaveLength(oauth);
    expect(new Set(links.map(({ kind }) => kind)).size).toBe(6);
    expect(new Set(links.map(({ pk }) => pk)).size).toBe(links.length);
    expect(new Set(links.map(({ source }, index) => `${source} ${owners[index]}`)).size).toBe(
      links.length,
    );
    for (const link of links) {
      expect(kinds.get(link.source)).toBe(link.kind);
      expect(link.identifier).not.toBe("");
      expect(link.last_updated >= link.created).toBe(true);
    }
  }
});

test("one identifier of a source belongs to two users, and a disabled source has connections", () => {
  const owners = new Map<string, Set<number>>();
  for (const { source, identifier, user } of world.userConnections) {
    const key = `${source} ${identifier}`;
    owners.set(key, (owners.get(key) ?? new Set()).add(user));
  }
  expect([...owners.values()].filter(({ size }) => size > 1).map(({ size }) => size)).toEqual([2]);
  const disabled = new Set(world.sources.flatMap(({ pk, enabled }) => (enabled ? [] : pk)));
  expect(world.userConnections.some(({ source }) => disabled.has(source))).toBe(true);
});

test("all referenced keys exist", () => {
  const groups = new Set(world.groups.map((one) => one.pk));
  const roles = new Set(world.roles.map((one) => one.pk));
  const sources = new Set(world.sources.map((one) => one.pk));
  const providers = new Set(world.providers.map((one) => one.pk));
  const active = new Set(world.users.filter((one) => one.is_active).map((one) => one.pk));
  for (const user of world.users) {
    for (const pk of user.groups) expect(groups).toContain(pk);
    for (const pk of user.roles) expect(roles).toContain(pk);
  }
  for (const link of world.groupConnections) {
    expect(groups).toContain(link.group);
    expect(sources).toContain(link.source);
  }
  for (const code of world.codes(START).all()) {
    expect(providers).toContain(code.provider);
    expect(active).toContain(code.user);
  }
});

function visit(value: Json, see: (key: string, value: Json) => void): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    see(key, inner as Json);
    visit(inner as Json, see);
  }
}
