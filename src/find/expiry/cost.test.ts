import { describe, expect, test } from "vitest";
import { countBefore } from "./count-before.ts";
import type { KnownPoint } from "../fetch-page.ts";
import { largeList } from "../testing/simulated-server.ts";

const MILLION = 1_000_000;
const DAY = 86_400_000;

/** A pseudo-random generator of numbers from 0 to 1, the same on every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Expiry times of a million rows, or of `count`, ascending. */
function times(draw: (next: () => number) => number, count = MILLION): Float64Array {
  const next = random(1);
  return Float64Array.from({ length: count }, () => Math.floor(draw(next))).toSorted();
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

/** Runs a count, and checks its results and its number of requests. */
async function checkedCounts(
  sorted: Float64Array,
  targets: readonly number[],
  knownPoints?: readonly KnownPoint[],
  clamp?: number,
) {
  const { fetchPage, asked } = largeList(sorted.length, (offset) => sorted[offset]!, clamp);
  const options = knownPoints ? { knownPoints } : {};
  const counts = await countBefore(fetchPage, {}, targets, options);
  expect(counts.before).toEqual(targets.map((time) => trueCountBefore(sorted, time)));
  expect(counts.exact).toBe(true);
  expect(counts.requests).toBe(asked());
  return counts;
}

/** The most requests over 20 draws of `targetCount` random times within the day. */
async function maxRequests(
  sorted: Float64Array,
  targetCount: number,
  last?: number,
  clamp?: number,
): Promise<number> {
  const next = random(7);
  let requests = 0;
  for (let draw = 0; draw < 20; draw++) {
    const targets = Array.from({ length: targetCount }, () => Math.floor(next() * DAY));
    if (last !== undefined) targets[targetCount - 1] = last;
    requests = Math.max(
      requests,
      (await checkedCounts(sorted, targets, undefined, clamp)).requests,
    );
  }
  return requests;
}

const uniform = times((next) => next() * DAY);
const normal = times((next) => ((next() + next() + next() + next()) / 4) * DAY);
const exponential = times((next) => (-Math.log(1 - next()) * DAY) / 5);
const backlog = times((next) => (next() < 0.3 ? next() : 0.95 + next() / 20) * DAY);
const fewNever = times((next) => (next() < 0.0001 ? Infinity : next() * DAY));
const thirdNever = times((next) => (next() < 0.33 ? Infinity : next() * DAY));
/** Codes of providers with different validities: most a minute, some ten minutes, a few an hour. */
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
    ["uniform", uniform, 8, 27],
    ["normal", normal, 12, 42],
    ["exponential", exponential, 16, 45],
    ["a peak at the end", backlog, 12, 30],
    ["falling density, in steps", stairs, 14, 40],
    ["few never", fewNever, 9, 34],
    ["a third never", thirdNever, 9, 45],
    ["a tail of years", heavyTail, 19, 47],
    ["all at once", equal, 3, 3],
  ])("%s", async (_, sorted, one, eight) => {
    expect(await maxRequests(sorted, 1)).toBeLessThanOrEqual(one);
    expect(await maxRequests(sorted, 8, Infinity)).toBeLessThanOrEqual(eight);
  });

  test.each([
    ["clusters with nothing between", clusters],
    ["thirty times", steps],
  ])("%s: at most 25 requests for one", async (_, sorted) => {
    expect(await maxRequests(sorted, 1)).toBeLessThanOrEqual(25);
  });

  test.each([20, 25])("with pages clamped to %s rows", async (clamp) => {
    expect(await maxRequests(normal, 1, undefined, clamp)).toBeLessThanOrEqual(14);
    expect(await maxRequests(normal, 8, Infinity, clamp)).toBeLessThanOrEqual(44);
  });

  test("lists made to mislead interpolation: at most 25 requests", async () => {
    const next = random(3);
    for (let draw = 0; draw < 300; draw++) {
      // All rows before the time are close to it or far from it, whatever their number, and so are those after it.
      const truth = Math.floor(next() * MILLION);
      const [near, far] = [draw % 2 === 0, draw % 3 === 0];
      const timeAt = (offset: number) =>
        offset < truth
          ? (near ? DAY - 2 : 1) + offset / MILLION
          : (far ? 1e14 : DAY) + (offset - truth) / MILLION;
      const { fetchPage, asked } = largeList(MILLION, timeAt);
      const { before, exact } = await countBefore(fetchPage, {}, [DAY]);
      expect({ before, exact }).toEqual({ before: [truth], exact: true });
      expect(asked()).toBeLessThanOrEqual(25);
    }
  });
});

test("an hour of counts, one every ten seconds, does not pile up known points", async () => {
  const { fetchPage } = largeList(MILLION, (offset) => offset * 7);
  let knownPoints: readonly KnownPoint[] = [];
  for (let seconds = 0; seconds < 3600; seconds += 10) {
    const now = MILLION + seconds * 1000;
    const times = [now, now + 60_000, Infinity];
    const found = await countBefore(fetchPage, {}, times, { knownPoints });
    expect(found).toMatchObject({
      exact: true,
      before: [...times.slice(0, 2).map((time) => Math.ceil(time / 7)), MILLION],
    });
    expect(found.requests).toBeLessThanOrEqual(10);
    knownPoints = found.knownPoints;
  }
  expect(knownPoints.length).toBeLessThan(700);
});

describe("with known points from half a minute ago", () => {
  const MINUTES = 300_000;
  const long = times((next) => next() * 1.2 * MINUTES, 1.2 * MILLION);
  const before = long.slice(0, MILLION);
  const status = [0.8 * MINUTES, 0.8 * MINUTES + 15_000, Infinity];
  const eight = Array.from({ length: 8 }, (_, index) => ((index + 1) * MINUTES) / 9);
  const later = (at: readonly number[], ms: number) => at.map((time) => time + ms);

  test.each([
    ["one", [status[0]!], [1, 4, 6, 10, 9]],
    ["the counts of a list", status, [4, 8, 10, 10, 10]],
    ["eight", eight, [9, 26, 28, 26, 24]],
  ])("%s", async (_, at, [same, clock, moved, front, onlyFront]) => {
    const { knownPoints } = await checkedCounts(before, at);
    expect((await checkedCounts(before, at, knownPoints)).requests).toBeLessThanOrEqual(same!);
    const shifted = later(at, 30_000);
    const grown = long.slice(0, 1.1 * MILLION);
    expect((await checkedCounts(before, shifted, knownPoints)).requests).toBeLessThanOrEqual(
      clock!,
    );
    expect((await checkedCounts(grown, shifted, knownPoints)).requests).toBeLessThanOrEqual(moved!);
    expect(
      (await checkedCounts(grown.slice(250_000), shifted, knownPoints)).requests,
    ).toBeLessThanOrEqual(front!);
    expect(
      (await checkedCounts(before.slice(250_000), at, knownPoints)).requests,
    ).toBeLessThanOrEqual(onlyFront!);
    expect((await checkedCounts(before.slice(-30), at, knownPoints)).requests).toBeLessThanOrEqual(
      8,
    );
    expect((await checkedCounts(before.slice(0, 0), at, knownPoints)).requests).toBeLessThanOrEqual(
      8,
    );
  });
});
