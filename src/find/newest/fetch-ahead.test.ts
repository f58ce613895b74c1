import * as fc from "fast-check";
import { expect, test } from "vitest";
import { NEWEST_BACK, rowsInTurn } from "../testing/newest-rows.ts";
import { simulatedServer, type SimRow } from "../testing/simulated-server.ts";
import { fetchAhead } from "./fetch-ahead.ts";
import { readNewest } from "./read-newest.ts";

const AHEAD = { atOnce: 4, lastPage: () => 10 };

test("asks for the pages after the first one four at a time, for each once, and for none beyond the last", async () => {
  const server = simulatedServer(rowsInTurn(200));
  const result = await readNewest(fetchAhead(server.fetchPage, AHEAD), NEWEST_BACK);
  expect(result.read).toBe(200);
  expect(server.atOnce).toBe(4);
  expect(server.asked.map(({ page }) => Number(page)).toSorted((a, b) => a - b)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
});

test("no row is lost to rows that come between the answers, in whatever order these are given", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(3), { maxLength: 12 }),
      fc.array(fc.nat(5), { minLength: 1, maxLength: 12 }),
      async (added, delays) => {
        const server = simulatedServer(rowsInTurn(150), {
          meanwhile: (now) => {
            const more = added.pop() ?? 0;
            for (let index = 0; index < more; index += 1) {
              const pk = now.rows.length + 1;
              now.rows.push({ pk, expiresMs: pk * 1000 });
            }
          },
        });
        let turn = 0;
        const fetchPage = fetchAhead<SimRow>(async (...asked) => {
          turn += 1;
          for (let left = delays[turn % delays.length] ?? 0; left > 0; left -= 1) {
            await Promise.resolve();
          }
          return server.fetchPage(...asked);
        }, AHEAD);
        const { rows } = await readNewest(fetchPage, NEWEST_BACK);
        const read = new Set(rows.flatMap((row) => (row.readable ? [row.value.pk] : [])));
        for (let pk = 1; pk <= 150; pk += 1) expect(read.has(pk)).toBe(true);
      },
    ),
  );
});
