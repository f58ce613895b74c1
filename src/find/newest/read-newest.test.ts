import * as fc from "fast-check";
import { expect, test } from "vitest";
import { NEWEST_BACK, rowsInTurn } from "../testing/newest-rows.ts";
import {
  applyChange,
  simulatedServer,
  type SimRow,
  withFaultyRows,
} from "../testing/simulated-server.ts";
import { type NewestRows, readNewest } from "./read-newest.ts";

function pks({ rows }: NewestRows<SimRow>): number[] {
  return rows.flatMap((row) => (row.readable ? [row.value.pk] : []));
}

test("reads back to a time, and no further than the page that shows it", async () => {
  const server = simulatedServer(rowsInTurn(200));
  const result = await readNewest(server.fetchPage, { ...NEWEST_BACK, until: 165_500 });
  expect(result.from).toBe(165_500);
  expect(pks(result)).toEqual(Array.from({ length: 40 }, (_, index) => 200 - index));
  expect(server.asked).toHaveLength(2);
});

test("reads all of a short list, and says so", async () => {
  const { fetchPage } = simulatedServer(rowsInTurn(45));
  const result = await readNewest(fetchPage, NEWEST_BACK);
  expect(result).toMatchObject({ from: -Infinity, read: 45, capped: false });
});

test("stops at the cap, as far back as it came", async () => {
  const { fetchPage } = simulatedServer(rowsInTurn(200));
  const result = await readNewest(fetchPage, { ...NEWEST_BACK, cap: 60 });
  expect(result).toMatchObject({ from: 140_000, read: 60, count: 200, capped: true });
});

test("reads known rows no second time, wherever they end", async () => {
  const server = simulatedServer(rowsInTurn(200));
  const known = await readNewest(server.fetchPage, { ...NEWEST_BACK, until: 150_000 });
  server.rows = rowsInTurn(203);
  server.asked.length = 0;
  const again = await readNewest(server.fetchPage, { ...NEWEST_BACK, until: 150_000, known });
  expect(server.asked).toHaveLength(1);
  expect(again.from).toBe(150_000);
  server.asked.length = 0;
  const further = await readNewest(server.fetchPage, {
    ...NEWEST_BACK,
    until: 110_000,
    known: again,
  });
  expect(server.asked.map(({ page }) => page)).toEqual([1, 4, 5]);
  expect(pks(further)).toEqual(Array.from({ length: further.read }, (_, index) => 203 - index));
});

test("misses nothing where known rows are gone by now", async () => {
  const server = simulatedServer(rowsInTurn(200));
  const known = await readNewest(server.fetchPage, { ...NEWEST_BACK, until: 100_000 });
  server.rows = server.rows.filter(({ pk }) => pk <= 110 || pk > 190);
  const again = await readNewest(server.fetchPage, { ...NEWEST_BACK, until: 20_000, known });
  const read = new Set(pks(again));
  for (const { pk, expiresMs } of server.rows) {
    if ((expiresMs ?? 0) >= 20_000) expect(read).toContain(pk);
  }
});

test("counts on nothing before a row that could not be read", async () => {
  const server = simulatedServer(rowsInTurn(100), { unreadable: ({ pk }) => pk === 90 });
  const result = await readNewest(server.fetchPage, { ...NEWEST_BACK, until: 50_000 });
  expect(result.from).toBe(90_000);
  const faulty = withFaultyRows(simulatedServer(rowsInTurn(100)), ({ pk }) => pk === 90);
  expect((await readNewest(faulty, { ...NEWEST_BACK, until: 50_000 })).from).toBe(90_000);
});

test("every row there throughout and made since `from` is read, whatever changes meanwhile", async () => {
  const change = fc.record({
    kind: fc.constantFrom("front" as const, "at" as const, "new" as const),
    rows: fc.nat({ max: 30 }),
    part: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 300 }),
      fc.array(change, { maxLength: 20 }),
      fc.nat({ max: 300_000 }),
      async (count, changes, until) => {
        const pending = [...changes];
        let pk = 10_000;
        let throughout: Set<SimRow["pk"]> | null = null;
        const times = new Map<number, number>();
        const server = simulatedServer(rowsInTurn(count), {
          meanwhile(server) {
            const next = pending.shift();
            if (next && throughout !== null) {
              server.rows = applyChange(server.rows, next, (pk += 100));
            }
            for (const row of server.rows) times.set(row.pk, row.expiresMs ?? 0);
            const current = new Set(server.rows.map((row) => row.pk));
            throughout = new Set([...(throughout ?? current)].filter((one) => current.has(one)));
          },
        });
        const result = await readNewest(server.fetchPage, { ...NEWEST_BACK, until });
        const read = new Set(pks(result));
        const lost = [...throughout!].filter(
          (one) => !read.has(one) && (times.get(one) ?? 0) >= result.from,
        );
        expect(lost).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
