import { expect, test } from "vitest";
import { adminHref, adminLinks } from "./admin-links.ts";

const UUID = "8a21e10c-ba53-4c62-ade8-6d4b2b6c8418";

test.each([
  [{ kind: "provider", pk: 7 } as const, "#/core/providers/7"],
  [{ kind: "application", slug: "grafana" } as const, "#/core/applications/grafana"],
  [{ kind: "source", slug: "a/b?c" } as const, "#/core/sources/a%2Fb%3Fc"],
  [{ kind: "user", pk: 3 } as const, "#/identity/users/3"],
  [{ kind: "group", pk: UUID } as const, `#/identity/groups/${UUID}`],
  [{ kind: "role", pk: UUID } as const, `#/identity/roles/${UUID}`],
])("the admin link for %j", (target, end) => {
  expect(adminHref("https://sso.example.com", target)).toBe(
    `https://sso.example.com/if/admin/${end}`,
  );
  expect(adminHref("https://sso.example.com/auth/", target)).toBe(
    `https://sso.example.com/auth/if/admin/${end}`,
  );
});

test("there is no link without a valid base URL or without a page", () => {
  expect(adminHref(null, { kind: "user", pk: 3 })).toBeNull();
  expect(adminHref("javascript:alert(1)", { kind: "user", pk: 3 })).toBeNull();
  expect(adminHref("sso.example.com", { kind: "user", pk: 3 })).toBeNull();
  expect(adminLinks("https://sso.example.com", [{ kind: "application", slug: null }])).toEqual([]);
});

test("links say what they open, in order", () => {
  const links = adminLinks("https://sso.example.com", [
    { kind: "provider", pk: 7 },
    { kind: "user", pk: 3 },
  ]);
  expect(links.map((link) => link.label)).toEqual(["Open provider", "Open user"]);
});
