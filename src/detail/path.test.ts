import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPath, parsePath, type PathStep } from "./path.ts";

const UUID = "8a21e10c-ba53-4c62-ade8-6d4b2b6c8418";
const OF_CODES = ["provider", "user"] as const;
const OF_CONNECTIONS = ["source", "group"] as const;
const OTHER = "67bfcf53-7a14-4df9-82d9-e87570cdae57";

test("reads the steps of an authorization code", () => {
  expect(parsePath("", OF_CODES)).toEqual([]);
  expect(parsePath("provider", OF_CODES)).toEqual([{ kind: "provider" }]);
  expect(parsePath(`/user/groups/${UUID}/`, OF_CODES)).toEqual([
    { kind: "user" },
    { kind: "groups", uuid: UUID },
  ]);
  expect(parsePath(`user/roles/${UUID.toUpperCase()}`, OF_CODES)).toEqual([
    { kind: "user" },
    { kind: "roles", uuid: UUID },
  ]);
});

test.each([
  ["User.", [{ kind: "user" }]],
  [`user/Groups/{${UUID}}.`, [{ kind: "user" }, { kind: "groups", uuid: UUID }]],
  [`user/groups/${UUID.replaceAll("-", "")}`, [{ kind: "user" }, { kind: "groups", uuid: UUID }]],
])("reads %s as it is meant", (path, steps) => {
  expect(parsePath(path, OF_CODES)).toEqual(steps);
});

test("reads the steps of a source connection", () => {
  expect(parsePath("source", OF_CONNECTIONS)).toEqual([{ kind: "source" }]);
  expect(parsePath(`group/parents/${UUID}/parents/${OTHER}`, OF_CONNECTIONS)).toEqual([
    { kind: "group" },
    { kind: "parents", uuid: UUID },
    { kind: "parents", uuid: OTHER },
  ]);
});

test.each([
  ["source", "source"],
  ["user/groups", "groups"],
  ["user/groups/abc", "groups/abc"],
  [`provider/groups/${UUID}`, `groups/${UUID}`],
  [`user/roles/${UUID}/parents/${OTHER}`, `parents/${OTHER}`],
  ["constructor", "constructor"],
])("a path that leads nowhere is unknown: %s", (path, rest) => {
  expect(parsePath(path, OF_CODES).at(-1)).toEqual({ kind: "unknown", rest });
});

const uuid = fc.uuid();
const groupSteps = fc.array(
  fc.record({ kind: fc.constantFrom("parents" as const, "children" as const), uuid }),
  { maxLength: 4 },
);
const steps: fc.Arbitrary<PathStep[]> = fc.oneof(
  fc.constant<PathStep[]>([]),
  fc.constant<PathStep[]>([{ kind: "provider" }]),
  fc
    .tuple(uuid, groupSteps)
    .map(([id, more]): PathStep[] => [{ kind: "user" }, { kind: "groups", uuid: id }, ...more]),
  uuid.map((id): PathStep[] => [{ kind: "user" }, { kind: "roles", uuid: id }]),
);

test("steps survive being formatted and parsed", () => {
  fc.assert(
    fc.property(steps, (list) => {
      expect(parsePath(formatPath(list), OF_CODES)).toEqual(list);
    }),
  );
});

test("any path survives being parsed and formatted, and nothing throws", () => {
  const words = fc.constantFrom("user", "groups", "group", "parents", "roles", UUID, "x", "", "..");
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 8 }), (parts) => {
      const path = parts.join("/");
      const tidy = path
        .replace(/(?<=\w)\.$/, "")
        .split("/")
        .filter((part) => part !== "")
        .join("/");
      const written = formatPath(parsePath(path, OF_CONNECTIONS));
      expect(written.toLowerCase()).toBe(tidy.toLowerCase());
      expect(formatPath(parsePath(written, OF_CONNECTIONS))).toBe(written);
    }),
  );
});
