import fc from "fast-check";
import { expect, test } from "vitest";
import { nextCleanup } from "./clean-up.ts";

test.each([
  ["12:04:57.000", "12:07:00.000"],
  ["12:06:59.999", "12:07:00.000"],
  ["12:07:00.000", "12:12:00.000"],
  ["12:00:00.000", "12:02:00.000"],
  ["12:57:00.001", "13:02:00.000"],
])("what expires at %s is removed at %s", (expires, goes) => {
  const ms = nextCleanup(Date.parse(`2026-11-22T${expires}Z`));
  expect(new Date(ms).toISOString()).toBe(`2026-11-22T${goes}Z`);
});

test("always within five minutes, at minutes 2, 7, 12, …", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => {
      const at = nextCleanup(ms);
      expect(at).toBeGreaterThan(ms);
      expect(at - ms).toBeLessThanOrEqual(300_000);
      expect(new Date(at).getUTCMinutes() % 5).toBe(2);
      expect(at % 60_000).toBe(0);
    }),
  );
});
