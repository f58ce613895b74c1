import { expect, test } from "vitest";
import { gatherRows } from "./recorded-rows.ts";

test("a recording without lists has no rows", () => {
  const rows = gatherRows([], { provider: 1, user: 1 });
  expect(Object.values(rows).flat()).toEqual([]);
});
