import fc from "fast-check";
import { expect, test } from "vitest";
import { loadSlice } from "./load.ts";
import { slicePage } from "./slice.ts";
import { rowsOf, simulatedServer } from "./testing/simulated-server.ts";
import { walk } from "./walk.ts";

const times = fc.array(fc.option(fc.integer({ min: 0, max: 50 }), { freq: 5 }), { maxLength: 300 });

test("the pages of a slice, joined, are the rows of its range", async () => {
  await fc.assert(
    fc.asyncProperty(
      times,
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 0, max: 50 }),
      fc.constantFrom(7, 20, 50),
      fc.constantFrom(20, 100),
      fc.boolean(),
      async (expires, one, other, size, clamp, reversed) => {
        const range = { from: Math.min(one, other), to: Math.max(one, other) };
        const server = simulatedServer(rowsOf(expires), { clamp });
        const wanted = server.rows.filter(
          ({ expiresMs }) => expiresMs !== null && expiresMs >= range.from && expiresMs < range.to,
        );
        if (reversed) wanted.reverse();
        const pks: number[] = [];
        for (let page: number | null = 1; page !== null;) {
          const answer: Awaited<ReturnType<typeof slicePage<(typeof wanted)[0]>>> = await slicePage(
            server.fetchPage,
            { page, page_size: size, ordering: reversed ? "-expires" : "expires", filters: {} },
            range,
          );
          expect(answer.moved).toBe(false);
          expect(answer.count).toBe(wanted.length);
          for (const row of answer.rows) if (row.readable) pks.push(row.value.pk);
          page = answer.next;
        }
        expect(pks).toEqual(wanted.map(({ pk }) => pk));
        const loaded = await loadSlice(server.fetchPage, {}, range, { cap: 1000 });
        expect(loaded.rows.map((row) => row.readable && row.value.pk)).toEqual(
          reversed ? pks.toReversed() : pks,
        );
        expect(loaded).toMatchObject({ done: true, moved: false, capped: false });
        const all = await walk(server.fetchPage, {});
        expect(all.rows).toHaveLength(expires.length);
        expect(all).toMatchObject({ done: true, moved: false, capped: false });
      },
    ),
    { numRuns: 200 },
  );
});
