import fc from "fast-check";
import { expect, test } from "vitest";
import { changesBetween, type PageKeys } from "./changes.ts";

/** "abc": a whole list. "…abc…": a page with others before and after it. */
function page(text: string): PageKeys {
  return {
    keys: [...text.replaceAll("…", "")],
    hasBefore: text.startsWith("…"),
    hasAfter: text.length > 1 && text.endsWith("…"),
  };
}

test.each([
  ["abc", "abc", "", "", false],
  ["abc", "xabc", "x", "", false],
  ["abc", "ac", "", "b", false],
  ["abc", "xyz", "xyz", "abc", false],
  ["", "ab", "ab", "", false],
  ["ab", "", "", "ab", false],
  // The first page: what is before the first known row is new, the last one was pushed off.
  ["abc…", "xab…", "x", "", false],
  ["abc…", "axb…", "x", "", false],
  // One went, the next page's first moved up.
  ["abc…", "acd…", "", "b", false],
  ["abc…", "abd…", "", "", false],
  // The last page, and one between.
  ["…abc", "…bcx", "x", "", false],
  ["…abc", "…acd", "d", "b", false],
  ["…abc…", "…xabc…", "", "", false],
  ["…abc…", "…abxc…", "x", "", false],
  ["…abc…", "…ac…", "", "b", false],
  // All at once.
  ["abc…", "xyz…", "", "", true],
  ["abc…", "xyz", "", "abc", true],
  ["abc", "xyz…", "xyz", "", true],
])("from %s to %s: %s came, %s went, missed: %s", (before, after, came, went, missed) => {
  const changes = changesBetween(page(before), page(after));
  expect([changes.came.join(""), changes.went.join(""), changes.missed]).toEqual([
    came,
    went,
    missed,
  ]);
});

/** A page of a list of sorted numbers. */
function pageOf(list: readonly number[], page: number, size: number): PageKeys {
  const start = (page - 1) * size;
  return {
    keys: list.slice(start, start + size).map(String),
    hasBefore: page > 1,
    hasAfter: start + size < list.length,
  };
}

const numbers = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 })
  .map((list) => list.toSorted((a, b) => a - b));

test("what is said to have come was not there before, and what went is there no more", () => {
  fc.assert(
    fc.property(
      numbers,
      numbers,
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 12 }),
      (before, after, page, size) => {
        const { came, went } = changesBetween(
          pageOf(before, page, size),
          pageOf(after, page, size),
        );
        expect(came.filter((key) => before.includes(Number(key)))).toEqual([]);
        expect(went.filter((key) => after.includes(Number(key)))).toEqual([]);
        expect(came.every((key) => after.includes(Number(key)))).toBe(true);
        expect(went.every((key) => before.includes(Number(key)))).toBe(true);
      },
    ),
  );
});

test("of a whole list nothing is missed", () => {
  fc.assert(
    fc.property(numbers, numbers, (before, after) => {
      const { came, went, missed } = changesBetween(pageOf(before, 1, 99), pageOf(after, 1, 99));
      expect(came).toEqual(after.filter((key) => !before.includes(key)).map(String));
      expect(went).toEqual(before.filter((key) => !after.includes(key)).map(String));
      expect(missed).toBe(false);
    }),
  );
});
