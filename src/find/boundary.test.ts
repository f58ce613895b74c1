import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findBoundaries } from "./boundary.ts";
import { countBefore, rowsOf, simulatedServer } from "./testing/simulated-server.ts";

const times = fc.array(fc.option(fc.integer({ min: 0, max: 50 }), { freq: 5 }), { maxLength: 120 });
const asked = fc.array(fc.oneof(fc.integer({ min: -1, max: 52 }), fc.constant(Infinity)), {
  minLength: 1,
  maxLength: 4,
});

describe("while nothing changes", () => {
  test("counts as counting one by one does", async () => {
    await fc.assert(
      fc.asyncProperty(times, asked, async (expires, at) => {
        const server = simulatedServer(rowsOf(expires));
        const found = await findBoundaries(server.fetchPage, {}, at);
        expect(found.exact).toBe(true);
        expect(found.before).toEqual(at.map((time) => countBefore(server.rows, time)));
        expect(found.count).toBe(expires.length);
        expect(found.requests).toBe(server.asked.length);
      }),
      { numRuns: 300 },
    );
  });
});
