import fc from "fast-check";
import { expect, test } from "vitest";
import type { Entry } from "../entry.ts";
import {
  afterAnswer,
  countFaded,
  entriesToShow,
  firstRows,
  type GoneEntry,
  isBehind,
  type LiveRows,
  showLatest,
  STAYS_MS,
  withFates,
  withoutFaded,
} from "./live-rows.ts";

const FATE = { word: "Gone", detail: "", tone: "none" };

function entry(key: string): Entry<string> {
  return { readable: true, key, value: key, problems: [], answeredAt: 0, listedAt: 0 };
}

const entries = (keys: string) => [...keys].map(entry);
const gone = (keys: string, missedAt = 0): GoneEntry<string>[] =>
  [...keys].map((key) => ({ ...entry(key), missedAt, fate: FATE }));

/** What is on screen: "aB", where B is struck through. */
function screen(rows: LiveRows<string>): string {
  return entriesToShow(rows)
    .map((one) => ("fate" in one ? one.key.toUpperCase() : one.key))
    .join("");
}

/** One answer: rows that are gone are those on screen that it lacks. */
function answer(rows: LiveRows<string>, keys: string, at = 0): LiveRows<string> {
  const before = rows.latest.map(({ key }) => key);
  const came = [...keys].filter((key) => !before.includes(key));
  const went = before.filter((key) => !keys.includes(key));
  return afterAnswer(rows, entries(keys), came, gone(went.join(""), at));
}

test.each([
  // first, then, held: on screen and new, shown
  ["abc", "xabc", "abc", 1, "xabc"],
  ["abc", "xya", "aBC", 2, "xyaBC"],
  ["abc", "ac", "aBc", 0, "aBc"],
  ["abc", "bcd", "Abc", 1, "Abcd"],
  ["abc", "xbc", "Abc", 1, "xAbc"],
  ["abc", "abx", "abC", 1, "abCx"],
  ["abc", "", "ABC", 0, "ABC"],
  ["", "ab", "", 2, "ab"],
])("%s, then %s: held %s with %d new, then %s", (first, then, held, fresh, shown) => {
  const rows = answer(firstRows(entries(first)), then);
  expect(screen(rows)).toBe(held);
  expect(rows.fresh.size).toBe(fresh);
  const next = showLatest(rows);
  expect(screen(next)).toBe(shown);
  expect(next.fresh.size).toBe(0);
  expect(isBehind(next)).toBe(false);
});

test("rows that went stay for a while, the earliest go first", () => {
  let rows = answer(firstRows(entries("abc")), "ac", 1000);
  rows = showLatest(answer(rows, "a", 5000));
  expect(screen(rows)).toBe("aBC");
  expect(countFaded(rows, 1000 + STAYS_MS - 1)).toBe(0);
  expect(countFaded(rows, 1000 + STAYS_MS)).toBe(1);
  expect(screen(withoutFaded(rows, 1))).toBe("aC");
  expect(screen(withoutFaded(rows, 2))).toBe("a");
});

test("a row that is back is not struck through any more", () => {
  const rows = showLatest(answer(firstRows(entries("ab")), "a"));
  expect(screen(rows)).toBe("aB");
  expect(screen(answer(rows, "ab"))).toBe("ab");
});

test("what came and went while rows were held is not counted", () => {
  const rows = answer(answer(firstRows(entries("ab")), "xab"), "ab");
  expect(rows.fresh.size).toBe(0);
});

test("a fate that is found out later replaces the first one", () => {
  const rows = answer(firstRows(entries("ab")), "a");
  const fate = { word: "Redeemed", detail: "0.4 s after it was issued", tone: "success" };
  expect(entriesToShow(withFates(rows, new Map([["b", fate]])))[1]).toMatchObject({ fate });
});

const answers = fc.array(
  fc.uniqueArray(fc.constantFrom(..."abcdefghijkl"), { maxLength: 8 }).map((keys) => keys.join("")),
  { minLength: 1, maxLength: 6 },
);

test("rows that are held never move, and once shown are those of the latest answer in its order", () => {
  fc.assert(
    fc.property(answers, ([first = "", ...later]) => {
      let rows = firstRows(entries(first));
      for (const keys of later) {
        rows = answer(rows, keys);
        expect(screen(rows).toLowerCase()).toBe(first);
      }
      const latest = later.at(-1) ?? first;
      const shown = screen(showLatest(rows));
      expect(shown.replaceAll(/[A-Z]/g, "")).toBe(latest);
      expect(shown).toHaveLength(new Set(shown.toLowerCase()).size);
    }),
  );
});
