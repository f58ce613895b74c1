import fc from "fast-check";
import { expect, test } from "vitest";
import { listRequest, withTieBreaker } from "./endpoint.ts";

test.each([
  ["expires", "expires,pk"],
  ["-expires", "-expires,pk"],
  ["user, -expires", "user,-expires,pk"],
  ["pk", "pk"],
  ["-pk", "-pk"],
  ["user,-pk", "user,-pk"],
  ["pk,user", "pk,user"],
  ["", ""],
  [" , ", ""],
])("ordering %j is requested as %j", (ordering, expected) => {
  expect(withTieBreaker(ordering)).toBe(expected);
});

test("property: the tie-breaker is added once, and never again", () => {
  const keys = fc.array(fc.constantFrom("pk", "-pk", "user", "-expires", " ", ""), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(keys, (some) => {
      const once = withTieBreaker(some.join(","));
      expect(withTieBreaker(once)).toBe(once);
      if (once !== "") expect(once.split(",").some((key) => /^-?pk$/.test(key))).toBe(true);
    }),
  );
});

test("empty parameters are not sent, the page size always is", () => {
  expect(listRequest({ filters: { user: "", provider: "7" }, page: 1, search: " " })).toEqual({
    provider: "7",
    page_size: "20",
  });
  expect(
    listRequest(
      { filters: {}, page: 3, page_size: 50, ordering: "expires", search: " ada " },
      { include_groups: "false" },
    ),
  ).toEqual({
    page: "3",
    page_size: "50",
    ordering: "expires,pk",
    search: "ada",
    include_groups: "false",
  });
});
