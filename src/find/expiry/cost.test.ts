import { describe, expect, test } from "vitest";
import { countBefore } from "./count-before.ts";
import type { KnownPoint } from "../fetch-page.ts";
import { largeList } from "../testing/simulated-server.ts";

const MILLION = 1_000_000;
const DAY = 86_400_000;

/** The same numbers in each run, from 0 to 1. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A million times, or more, ascending. */
function times(one: (next: () => number) => number, many = MILLION): Float64Array {
  const next = random(1);
  return Float64Array.from({ length: many }, () => Math.floor(one(next))).toSorted();
}

function trueCountBefore(sorted: Float64Array, time: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Finds, checks, and says with how many requests. */
async function found(
  sorted: Float64Array,
  at: readonly number[],
  hint?: readonly KnownPoint[],
  clamp?: number,
) {
  const { fetchPage, asked } = largeList(sorted.length, (place) => sorted[place]!, clamp);
  const boundaries = await countBefore(fetchPage, {}, at, hint ? { hint } : {});
  expect(boundaries.before).toEqual(at.map((time) => trueCountBefore(sorted, time)));
  expect(boundaries.exact).toBe(true);
  expect(boundaries.requests).toBe(asked());
  return boundaries;
}

/** The most requests over some draws of so many times within the day. */
async function most(
  sorted: Float64Array,
  many: number,
  last?: number,
  clamp?: number,
): Promise<number> {
  const next = random(7);
  let requests = 0;
  for (let draw = 0; draw < 20; draw++) {
    const at = Array.from({ length: many }, () => Math.floor(next() * DAY));
    if (last !== undefined) at[many - 1] = last;
    requests = Math.max(requests, (await found(sorted, at, undefined, clamp)).requests);
  }
  return requests;
}

const uniform = times((next) => next() * DAY);
const normal = times((next) => ((next() + next() + next() + next()) / 4) * DAY);
const exponential = times((next) => (-Math.log(1 - next()) * DAY) / 5);
const backlog = times((next) => (next() < 0.3 ? next() : 0.95 + next() / 20) * DAY);
const fewNever = times((next) => (next() < 0.0001 ? Infinity : next() * DAY));
const thirdNever = times((next) => (next() < 0.33 ? Infinity : next() * DAY));
/** As codes lie of which some are valid for a minute, others for ten, and few for an hour. */
const stairs = times((next) => {
  const validity = next() < 0.7 ? 60_000 : next() < 0.9 ? 600_000 : 3_600_000;
  return DAY / 2 + next() * 2 * validity - validity;
});
const clusters = times((next) => (Math.floor(next() * 7) * DAY) / 7 + next() * 60_000);
const steps = times((next) => (Math.floor(next() * 30) * DAY) / 30);
const heavyTail = times((next) => Math.min(1e15, 1000 / next() ** 3));
const equal = times(() => DAY / 2);

describe("over a million rows", () => {
  test.each([
    ["even chance", uniform, 8, 24],
    ["normal", normal, 12, 36],
    ["exponential", exponential, 14, 34],
    ["a peak at the end", backlog, 12, 30],
    ["fewer by and by, in steps", stairs, 14, 40],
    ["few never", fewNever, 9, 30],
    ["a third never", thirdNever, 9, 40],
    ["a tail of years", heavyTail, 15, 36],
    ["all at once", equal, 3, 3],
  ])("%s", async (_, sorted, one, eight) => {
    expect(await most(sorted, 1)).toBeLessThanOrEqual(one);
    expect(await most(sorted, 8, Infinity)).toBeLessThanOrEqual(eight);
  });

  test.each([
    ["clusters with nothing between", clusters],
    ["thirty times", steps],
  ])("%s: at most 25 requests for one", async (_, sorted) => {
    expect(await most(sorted, 1)).toBeLessThanOrEqual(25);
  });

  test.each([20, 25])("from a server that gives %s rows a page at most", async (clamp) => {
    expect(await most(normal, 1, undefined, clamp)).toBeLessThanOrEqual(14);
    expect(await most(normal, 8, Infinity, clamp)).toBeLessThanOrEqual(44);
  });

  test("whoever sets out to mislead: at most 25 requests", async () => {
    const next = random(3);
    for (let draw = 0; draw < 300; draw++) {
      // Rows before the time lie far from it or next to it, whatever their number; those after it likewise.
      const truth = Math.floor(next() * MILLION);
      const [near, far] = [draw % 2 === 0, draw % 3 === 0];
      const timeAt = (place: number) =>
        place < truth
          ? (near ? DAY - 2 : 1) + place / MILLION
          : (far ? 1e14 : DAY) + (place - truth) / MILLION;
      const { fetchPage, asked } = largeList(MILLION, timeAt);
      const { before, exact } = await countBefore(fetchPage, {}, [DAY]);
      expect({ before, exact }).toEqual({ before: [truth], exact: true });
      expect(asked()).toBeLessThanOrEqual(25);
    }
  });
});

describe("with what was seen half a minute ago", () => {
  const MINUTES = 300_000;
  const long = times((next) => next() * 1.2 * MINUTES, 1.2 * MILLION);
  const before = long.slice(0, MILLION);
  const status = [0.8 * MINUTES, 0.8 * MINUTES + 15_000, Infinity];
  const eight = Array.from({ length: 8 }, (_, index) => ((index + 1) * MINUTES) / 9);
  const later = (at: readonly number[], ms: number) => at.map((time) => time + ms);

  test.each([
    ["one", [status[0]!], [1, 6, 6, 10, 6]],
    ["the counts of a list", status, [4, 8, 8, 14, 6]],
    ["eight", eight, [12, 30, 30, 30, 16]],
  ])("%s", async (_, at, [same, clock, moved, front, onlyFront]) => {
    const { knownPoints: seen } = await found(before, at);
    expect((await found(before, at, seen)).requests).toBeLessThanOrEqual(same!);
    const went = later(at, 30_000);
    const grown = long.slice(0, 1.1 * MILLION);
    expect((await found(before, went, seen)).requests).toBeLessThanOrEqual(clock!);
    expect((await found(grown, went, seen)).requests).toBeLessThanOrEqual(moved!);
    expect((await found(grown.slice(250_000), went, seen)).requests).toBeLessThanOrEqual(front!);
    expect((await found(before.slice(250_000), at, seen)).requests).toBeLessThanOrEqual(onlyFront!);
    expect((await found(before.slice(-30), at, seen)).requests).toBeLessThanOrEqual(4);
    expect((await found(before.slice(0, 0), at, seen)).requests).toBeLessThanOrEqual(4);
  });
});
