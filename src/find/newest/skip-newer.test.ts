import * as fc from "fast-check";
import { expect, test } from "vitest";
import { NEWEST_BACK, rowsInTurn } from "../testing/newest-rows.ts";
import { simulatedServer } from "../testing/simulated-server.ts";
import { newerPages, withoutPages } from "./skip-newer.ts";
import { readNewest } from "./read-newest.ts";

test("finds the pages that hold newer rows only, but for the last of them, a row a request", async () => {
  const server = simulatedServer(rowsInTurn(2000));
  // Rows 1999 … 1000 are newer: 50 pages.
  expect(await newerPages(server.fetchPage, { ...NEWEST_BACK, before: 1_000_000 })).toBe(49);
  expect(server.asked.every(({ page_size }) => page_size === 1)).toBe(true);
  expect(server.asked.length).toBeLessThan(10);
});

test("the rows left are all that are older, whatever the list and the time", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(300), fc.integer({ min: -5, max: 305 }), async (count, place) => {
      const before = place * 1000;
      const { fetchPage } = simulatedServer(rowsInTurn(count));
      const pages = await newerPages(fetchPage, { ...NEWEST_BACK, before });
      const read = await readNewest(withoutPages(fetchPage, pages), NEWEST_BACK);
      const times = read.rows.flatMap((row) => (row.readable ? [row.value.expiresMs ?? 0] : []));
      expect(times).toHaveLength(read.count);
      expect(times.filter((time) => time < before)).toHaveLength(
        Math.max(0, Math.min(count, place)),
      );
      // Few newer ones beside: a page that is left as a margin, and the rest of the one after it.
      expect(times.filter((time) => time >= before).length).toBeLessThan(40);
    }),
  );
});
