import fc from "fast-check";
import { expect, test } from "vitest";
import { paginationItems, pageSlots, rangeText } from "./pagination-items.ts";

/** First and last row number of a page, 1-based, for when the response does not say; 0–0 for an empty list. */
function rangeOf(
  page: number,
  pageSize: number,
  count: number,
): { start: number; end: number; count: number } {
  if (count <= 0) return { start: 0, end: 0, count: 0 };
  const start = Math.min((page - 1) * pageSize + 1, count);
  return { start, end: Math.min(start + pageSize - 1, count), count };
}

const position = fc
  .tuple(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 100_000 }))
  .map(([a, b]) => ({ page: Math.min(a, b), pages: Math.max(a, b) }));
const small = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }))
  .map(([a, b]) => ({ page: Math.min(a, b), pages: Math.max(a, b) }));
const anyPosition = fc.oneof(position, small);

test.each([
  [1, 1, [1]],
  [3, 7, [1, 2, 3, 4, 5, 6, 7]],
  [1, 16, [1, 2, 3, 4, 5, "gap", 16]],
  [4, 16, [1, 2, 3, 4, 5, "gap", 16]],
  [5, 16, [1, "gap", 4, 5, 6, "gap", 16]],
  [12, 16, [1, "gap", 11, 12, 13, "gap", 16]],
  [13, 16, [1, "gap", 12, 13, 14, 15, 16]],
  [16, 16, [1, "gap", 12, 13, 14, 15, 16]],
])("page %d of %d", (page, pages, slots) => {
  expect(pageSlots(page, pages)).toEqual(slots);
});

test("the number of slots is stable; first, last, current and neighbouring pages are always there, in order", () => {
  fc.assert(
    fc.property(anyPosition, fc.constantFrom(5, 7, 9), ({ page, pages }, slots) => {
      const found = pageSlots(page, pages, slots);
      expect(found).toHaveLength(Math.min(slots, pages));
      const numbers = found.filter((slot) => slot !== "gap");
      expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
      expect(numbers).toEqual(expect.arrayContaining([1, page, pages]));
      if (slots >= 7) {
        for (const near of [page - 1, page + 1]) {
          if (near >= 1 && near <= pages) expect(numbers).toContain(near);
        }
      }
    }),
  );
});

test("a gap replaces missing numbers, and with seven slots never just one", () => {
  fc.assert(
    fc.property(anyPosition, ({ page, pages }) => {
      const found = pageSlots(page, pages);
      for (const [index, slot] of found.entries()) {
        const before = found[index - 1];
        const after = found[index + 1];
        if (slot === "gap") {
          expect(Number(after) - Number(before)).toBeGreaterThan(2);
        } else if (typeof before === "number") {
          expect(slot - before).toBe(1);
        }
      }
    }),
  );
});

test("any integers give a usable pager", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ max: 1e9 }), (page, pages) => {
      const found = pageSlots(page, pages);
      expect(found[0]).toBe(1);
      expect(found.at(-1)).toBe(Math.max(1, pages));
    }),
  );
});

test("the sequence for both widths contains each width's own", () => {
  fc.assert(
    fc.property(anyPosition, ({ page, pages }) => {
      const items = paginationItems(page, pages);
      for (const [width, slots] of [
        ["wide", 7],
        ["phone", 5],
      ] as const) {
        const shown = items
          .filter((item) => item[width])
          .map((item) => (item.kind === "page" ? item.page : "gap"));
        expect(shown).toEqual(pageSlots(page, pages, slots));
      }
    }),
  );
});

test("the rows of all pages follow each other and end with the last row", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 1, max: 100 }),
      (count, size) => {
        const pages = Math.ceil(count / size);
        let row = 0;
        for (let page = 1; page <= pages; page += 1) {
          const range = rangeOf(page, size, count);
          expect(range.start).toBe(row + 1);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          row = range.end;
        }
        expect(row).toBe(count);
      },
    ),
  );
});

test.each([
  [{ start: 21, end: 40, count: 312 }, "21–40 of 312"],
  [{ start: 1201, end: 1220, count: 3120 }, "1'201–1'220 of 3'120"],
  [{ start: 312, end: 312, count: 312 }, "312 of 312"],
  [{ start: 0, end: 0, count: 0 }, "0 rows"],
])("the text for %o", (range, text) => {
  const format = (value: number): string => String(value).replace(/(?=(\d{3})+$)(?!^)/g, "'");
  expect(rangeText(range, format)).toBe(text);
});
