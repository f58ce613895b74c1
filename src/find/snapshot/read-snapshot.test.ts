import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ReadResult } from "../crawl/read-result.ts";
import { clamps, expiryTimes, listChange, pksOf } from "../testing/expiry-arbitraries.ts";
import {
  applyChange,
  rowsOf,
  type SimRow,
  type SimulatedServer,
  simulatedServer,
  withFaultyRows,
} from "../testing/simulated-server.ts";
import { readSnapshot } from "./read-snapshot.ts";

const CAP = 400;
const changes = fc.array(listChange, { maxLength: 6 });

const byPk = (pks: readonly number[]) => pks.toSorted((a, b) => a - b);
const listed = ({ rows }: SimulatedServer) => byPk(rows.map(({ pk }) => pk));

/** The server, with a count of the rows it returned. */
function counting(server: SimulatedServer) {
  let given = 0;
  const fetchPage: SimulatedServer["fetchPage"] = async (...asked) => {
    const answer = await server.fetchPage(...asked);
    given += answer.rows.length;
    return answer;
  };
  return { fetchPage, given: () => given };
}

/** A list of `count` rows, the newest expiring last. */
const inOrder = (count: number) => rowsOf(Array.from({ length: count }, (_, index) => index));

describe("while nothing changes", () => {
  test("reads every row once, and on the next read what changed since", async () => {
    await fc.assert(
      fc.asyncProperty(expiryTimes, clamps, changes, async (expires, clamp, between) => {
        const server = simulatedServer(rowsOf(expires), { clamp });
        const first = await readSnapshot(server.fetchPage, {}, { cap: CAP });
        expect(pksOf(first.rows)).toEqual(listed(server));
        expect(first).toMatchObject({ done: true, capped: false, moved: false });
        expect(first.count).toBe(server.rows.length);
        let pk = 10_000;
        for (const change of between) {
          server.rows = applyChange(server.rows, change, (pk += 100));
        }
        const again = await readSnapshot(server.fetchPage, {}, { cap: CAP, previous: first });
        expect(pksOf(again.rows)).toEqual(listed(server));
        expect(again).toMatchObject({ moved: false, count: server.rows.length });
        expect(again.asOf).toBeGreaterThan(first.asOf);
        expect(server.atOnce).toBe(1);
      }),
      { numRuns: 150, interruptAfterTimeLimit: 3000 },
    );
  });

  test("a row that is not read again keeps its time of reading; after five minutes all are read again", async () => {
    const server = simulatedServer(inOrder(60));
    const first = await readSnapshot(server.fetchPage, {}, { cap: CAP });
    server.rows = applyChange(server.rows, { kind: "new", rows: 1, part: 0 }, 900);
    const again = await readSnapshot(server.fetchPage, {}, { cap: CAP, previous: first });
    const times = again.rows.map((row) => row.readable && row.asOf);
    // One of the newest 40 is new.
    expect(times).toEqual([...Array<number>(21).fill(first.asOf), ...Array(40).fill(undefined)]);
    const third = await readSnapshot(server.fetchPage, {}, { cap: CAP, previous: again });
    expect(third.rows[0]).toBe(again.rows[0]);
    expect(third.requests).toBe(1);

    server.now += 10 * 60_000;
    const late = await readSnapshot(server.fetchPage, {}, { cap: CAP, previous: third });
    const later = await readSnapshot(server.fetchPage, {}, { cap: CAP, previous: late });
    const readSince = ({ asOf = later.asOf }) => asOf >= late.asOf;
    expect(later.rows.every((row) => row.readable && readSince(row))).toBe(true);
  });

  test("a row added and a row removed during the search for a removed one do not hide each other", async () => {
    for (let moment = 2; moment <= 9; moment++) {
      let asked = 0;
      const server = simulatedServer(inOrder(325), {
        meanwhile(server) {
          if (++asked !== moment) return;
          server.rows = server.rows.filter(({ pk }) => pk !== 60);
          server.rows = applyChange(server.rows, { kind: "new", rows: 1, part: 0 }, 900);
        },
      });
      asked = -100;
      const previous = await readSnapshot(server.fetchPage, {}, { cap: CAP });
      server.rows = server.rows.filter(({ pk }) => pk !== 200);
      asked = 0;
      const again = await readSnapshot(server.fetchPage, {}, { cap: CAP, previous });
      expect(pksOf(again.rows)).not.toContain(200);
      if (asked >= moment) expect(pksOf(again.rows)).toEqual(listed(server));
    }
  });

  test("a list beyond the cap is not read to its end", async () => {
    const server = simulatedServer(inOrder(900));
    const { fetchPage, given } = counting(server);
    expect(await readSnapshot(fetchPage, {}, { cap: CAP })).toMatchObject({ capped: true });
    expect(given()).toBeLessThan(CAP + 110);
  });

  test("a list that has grown beyond the cap is reported as capped", async () => {
    const server = simulatedServer(inOrder(390));
    const first = await readSnapshot(server.fetchPage, {}, { cap: CAP });
    server.rows = applyChange(server.rows, { kind: "new", rows: 20, part: 0 }, 10_000);
    const again = await readSnapshot(server.fetchPage, {}, { cap: CAP, previous: first });
    expect(again).toMatchObject({ capped: true });
  });

  test("poisoned and unreadable rows are not overlooked", async () => {
    const server = simulatedServer(rowsOf([...Array(50).keys(), null]));
    const fetchPage = withFaultyRows(server, ({ pk }) => pk === 51);
    const first = await readSnapshot(fetchPage, {}, { cap: CAP });
    expect(first).toMatchObject({ missing: 1, count: 51 });
    const again = await readSnapshot(fetchPage, {}, { cap: CAP, previous: first });
    expect(again).toMatchObject({ missing: 1, count: 51 });

    const odd = simulatedServer(inOrder(50), { unreadable: ({ pk }) => pk === 7 });
    const whole = await readSnapshot(odd.fetchPage, {}, { cap: CAP });
    expect(whole).toMatchObject({ read: 50, count: 50 });
    odd.rows = odd.rows.slice(3);
    const renewed = await readSnapshot(odd.fetchPage, {}, { cap: CAP, previous: whole });
    expect(renewed).toMatchObject({ read: 47, count: 47, moved: false });
  });
});

describe("cost", () => {
  async function costAfter(change: (server: SimulatedServer) => void, rows = 325) {
    const server = simulatedServer(inOrder(rows));
    const previous = await readSnapshot(server.fetchPage, {}, { cap: CAP });
    change(server);
    const { fetchPage, given } = counting(server);
    const read = await readSnapshot(fetchPage, {}, { cap: CAP, previous });
    expect(pksOf(read.rows)).toEqual(listed(server));
    return { requests: read.requests, rows: given() };
  }

  test("300 rows for the first time: few more than that, in four requests", async () => {
    const server = simulatedServer(inOrder(300));
    const { fetchPage, given } = counting(server);
    const { requests } = await readSnapshot(fetchPage, {}, { cap: CAP });
    expect(requests).toBeLessThanOrEqual(4);
    expect(given()).toBeLessThanOrEqual(310);
  });

  test("no change: one request", async () => {
    expect(await costAfter(() => {})).toEqual({ requests: 1, rows: 40 });
  });

  test("ten rows added, ten of the newest removed", async () => {
    const cost = await costAfter((server) => {
      const left = server.rows.filter((_, index) => index < 295 || index % 3 !== 0);
      expect(left.length).toBe(315);
      server.rows = applyChange(left, { kind: "new", rows: 10, part: 0 }, 10_000);
    });
    expect(cost.requests).toBeLessThanOrEqual(5);
    expect(cost.rows).toBeLessThanOrEqual(120);
  });

  test("all expired rows removed by the clean-up", async () => {
    const cost = await costAfter((server) => {
      server.rows = server.rows.slice(270);
    });
    expect(cost.requests).toBeLessThanOrEqual(3);
    expect(cost.rows).toBeLessThanOrEqual(82);
  });

  test("one row removed in the middle", async () => {
    const cost = await costAfter((server) => {
      server.rows = server.rows.filter((_, index) => index !== 137);
    });
    expect(cost.requests).toBeLessThanOrEqual(9);
    expect(cost.rows).toBeLessThanOrEqual(90);
  });
});

test("while the list changes, no row that exists throughout is missing; once it stops, the read is exact", async () => {
  await fc.assert(
    fc.asyncProperty(
      expiryTimes,
      clamps,
      fc.array(listChange, { maxLength: 30 }),
      fc.array(listChange, { maxLength: 30 }),
      async (expires, clamp, first, second) => {
        let pk = 10_000;
        let left = [...first];
        let throughout = new Set<number>();
        const server = simulatedServer(rowsOf(expires), {
          clamp,
          meanwhile(server) {
            const next = left.shift();
            if (next) server.rows = applyChange(server.rows, next, (pk += 100));
            const now = new Set(server.rows.map((row) => row.pk));
            throughout = new Set([...throughout].filter((one) => now.has(one)));
          },
        });
        let previous: ReadResult<SimRow> | undefined;
        for (const meanwhile of [first, second]) {
          left = [...meanwhile];
          throughout = new Set(listed(server));
          const options = previous ? { cap: 2000, previous } : { cap: 2000 };
          const read: ReadResult<SimRow> = await readSnapshot(server.fetchPage, {}, options);
          const pks = pksOf(read.rows);
          expect(new Set(pks).size).toBe(pks.length);
          expect(byPk(pks)).toEqual(pks);
          expect([...throughout].filter((one) => !pks.includes(one))).toEqual([]);
          previous = read;
        }
        left = [];
        const still = await readSnapshot(server.fetchPage, {}, { cap: 2000, previous: previous! });
        expect(pksOf(still.rows)).toEqual(listed(server));
      },
    ),
    { numRuns: 150, interruptAfterTimeLimit: 3000 },
  );
});
