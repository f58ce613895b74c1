import { expect, test } from "vitest";
import { FAULT_KINDS, faultOf, FaultProblem, faultsOf, appliesTo } from "./fault-spec.ts";

test.each([
  ["500", { kind: "500", ms: 0, times: null, path: "" }],
  ["503", { kind: "503", ms: 5000, times: null, path: "" }],
  ["503:2s,3@oauth2/", { kind: "503", ms: 2000, times: 3, path: "oauth2/" }],
  ["429:1.5s", { kind: "429", ms: 1500, times: null, path: "" }],
  ["latency:250ms@/api/v3/core/", { kind: "latency", ms: 250, times: null, path: "core/" }],
  ["skew:-1h", { kind: "skew", ms: -3_600_000, times: null, path: "" }],
  ["jump:10m", { kind: "jump", ms: 600_000, times: 1, path: "" }],
  ["poison,2", { kind: "poison", ms: 0, times: 2, path: "" }],
  ["drop,1@/core/users/me/", { kind: "drop", ms: 0, times: 1, path: "core/users/me/" }],
])("%s", (spec, fault) => {
  expect(faultOf(spec)).toEqual(fault);
  expect(faultsOf([fault])).toEqual([fault]);
});

test("every kind can be specified by its name alone", () => {
  for (const kind of FAULT_KINDS) expect(faultOf(kind).kind).toBe(kind);
});

test.each(["", "418", "503:5", "503:5d", "500:5s", "drop,0", "drop,x", "503,-1", ":5s"])(
  "%j is rejected with a one-line message",
  (spec) => {
    expect(() => faultOf(spec)).toThrow(FaultProblem);
    expect(() => faultOf(spec)).toThrow(/^[^\n]+$/);
  },
);

test.each([
  [null],
  [7],
  [[["500"]]],
  [{}],
  [{ kind: 500, sometimes: true }],
  [{ kind: "503", ms: "5s" }],
  [{ kind: "500", times: 1.5 }],
  [{ kind: "500", path: 1 }],
])("%j is rejected", (json) => {
  expect(() => faultsOf(json)).toThrow(FaultProblem);
});

test("JSON may be a single fault or a list, objects or strings, and the kind may be a number", () => {
  expect(faultsOf([])).toEqual([]);
  expect(faultsOf("drop")).toEqual([faultOf("drop")]);
  expect(faultsOf([{ kind: 502 }, "html@core/"])).toEqual([faultOf("502"), faultOf("html@core/")]);
  expect(faultsOf({ kind: "jump", times: null })).toEqual([faultOf("jump")]);
});

test.each([
  ["", "core/users/", true],
  ["core/", "core/users/7/", true],
  ["core/users/7", "core/groups/", false],
  ["core/users/*/", "core/users/7/", true],
  ["core/users/*/", "core/users/", false],
  ["core/users/*/", "core/users/7/used_by/", false],
  ["**/used_by/", "oauth2/authorization_codes/7/used_by/", true],
  ["oauth2/*.codes/", "oauth2/authorization_codes/", false],
  ["oauth2/*_codes/", "oauth2/authorization_codes/", true],
])("@%s matched against %s", (path, asked, meant) => {
  expect(appliesTo({ kind: "500", ms: 0, times: null, path }, asked)).toBe(meant);
});
