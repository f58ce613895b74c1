import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonValue } from "./json.ts";
import { badRow, readPage, type Row } from "./page.ts";

function readNumber(value: JsonValue): Row<number> {
  return typeof value === "number"
    ? { readable: true, value, raw: {}, problems: [] }
    : badRow(value, [{ path: "", message: "no number" }]);
}

/** authentik's response for one page of `count` rows in pages of `size`. */
function answer(count: number, size: number, page: number) {
  const pages = Math.max(1, Math.ceil(count / size));
  const start = count === 0 ? 0 : (page - 1) * size + 1;
  const end = Math.min(count, page * size);
  return {
    pagination: {
      next: page < pages ? page + 1 : 0,
      previous: page - 1,
      count,
      current: page,
      total_pages: pages,
      start_index: start,
      end_index: end,
    },
    results: Array.from({ length: count === 0 ? 0 : end - start + 1 }, (_, index) => start + index),
  };
}

test("the first of several pages is read", () => {
  expect(readPage(answer(134, 20, 1), readNumber, 20)).toMatchObject({
    count: 134,
    page: 1,
    pages: 7,
    pageSize: 20,
    start: 1,
    end: 20,
    next: 2,
    previous: null,
  });
});

test("an empty list is read", () => {
  expect(readPage(answer(0, 20, 1), readNumber, 50)).toEqual({
    rows: [],
    count: 0,
    page: 1,
    pages: 1,
    pageSize: 50,
    start: 0,
    end: 0,
    next: null,
    previous: null,
  });
});

test("the effective page size is found when the server clamps, ignores or defaults the requested one", () => {
  expect(readPage(answer(134, 100, 1), readNumber, 1000)?.pageSize).toBe(100);
  expect(readPage(answer(134, 100, 2), readNumber, 1000)?.pageSize).toBe(100);
  expect(readPage(answer(60, 100, 1), readNumber, 20)?.pageSize).toBe(60);
  expect(readPage(answer(60, 100, 1), readNumber, 100)?.pageSize).toBe(100);
  expect(readPage(answer(7, 20, 1), readNumber, Number.NaN)?.pageSize).toBe(20);
  expect(readPage(answer(7, 20, 1), readNumber)?.pageSize).toBe(20);
});

test("the count is corrected for rows that vanished between counting and fetching", () => {
  const body = answer(134, 20, 3);
  expect(readPage({ ...body, results: body.results.slice(0, 5) }, readNumber, 20)).toMatchObject({
    count: 45,
    pages: 3,
    pageSize: 20,
    start: 41,
    end: 45,
    next: null,
    previous: 2,
  });
  expect(readPage({ ...body, results: [] }, readNumber, 20)).toMatchObject({
    rows: [],
    count: 40,
    page: 3,
    pages: 2,
    start: 0,
    end: 0,
    next: null,
  });
});

test("one unreadable row does not fail the page, and leaks no secret", () => {
  const body = { ...answer(2, 20, 1), results: [1, { client_secret: "CANARY" }] };
  const page = readPage(body, readNumber, 20);
  expect(page?.rows.map((row) => row.readable)).toEqual([true, false]);
  expect(JSON.stringify(page)).not.toContain("CANARY");
});

const whole = answer(134, 20, 2);
test.each<[string, JsonValue]>([
  ["null", null],
  ["a list", []],
  ["text", "<html>"],
  ["nothing", {}],
  ["no rows", { pagination: whole.pagination }],
  ["no pagination", { results: whole.results }],
  ["rows that are no list", { ...whole, results: { 0: 1 } }],
  ["text for a number", { ...whole, pagination: { ...whole.pagination, count: "134" } }],
  ["a fraction", { ...whole, pagination: { ...whole.pagination, current: 1.5 } }],
  ["a negative number", { ...whole, pagination: { ...whole.pagination, count: -1 } }],
  ["an absurd number", { ...whole, pagination: { ...whole.pagination, count: 1e300 } }],
  ["a page past the last", { ...whole, pagination: { ...whole.pagination, current: 9 } }],
  ["a count below the end", { ...whole, pagination: { ...whole.pagination, count: 30 } }],
  ["a wrong next", { ...whole, pagination: { ...whole.pagination, next: 7 } }],
  ["a wrong number of pages", { ...whole, pagination: { ...whole.pagination, total_pages: 70 } }],
  ["end before start", { ...whole, pagination: { ...whole.pagination, end_index: 3 } }],
  ["a shifted start", { ...whole, pagination: { ...whole.pagination, start_index: 22 } }],
  ["more rows than announced", { ...whole, results: [...whole.results, 1] }],
  ["rows of an empty list", { ...answer(0, 20, 1), results: [1] }],
])("a body is rejected as a page: %s", (_, body) => {
  expect(readPage(body, readNumber, 20)).toBeNull();
});

test("property: any page of authentik is read correctly, whatever size was requested", () => {
  const place = fc
    .record({ count: fc.nat(500), size: fc.integer({ min: 1, max: 120 }), at: fc.nat() })
    .map(({ count, size, at }) => {
      const pages = Math.max(1, Math.ceil(count / size));
      return { count, size, page: (at % pages) + 1, pages };
    });
  fc.assert(
    fc.property(place, fc.option(fc.integer(), { nil: undefined }), (given, asked) => {
      const { count, size, page, pages } = given;
      const read = readPage(answer(count, size, page), readNumber, asked);
      expect(read).toMatchObject({ count, page, pages });
      expect(read?.rows.length).toBe(count === 0 ? 0 : (read?.end ?? 0) - (read?.start ?? 0) + 1);
      if (pages > 1) expect(read?.pageSize).toBe(size);
      else expect(read?.pageSize).toBeGreaterThanOrEqual(Math.max(1, count));
    }),
  );
});

test("property: reading a page never throws", () => {
  const numbers = fc.oneof(fc.nat(5), fc.constantFrom(-1, 0.5, 1e308, null, "1", true));
  const pagination = fc.record(
    {
      next: numbers,
      previous: numbers,
      count: numbers,
      current: numbers,
      total_pages: numbers,
      start_index: numbers,
      end_index: numbers,
    },
    { requiredKeys: [] },
  );
  const body = fc.record({ pagination, results: fc.array(fc.nat(), { maxLength: 4 }) });
  fc.assert(
    fc.property(fc.oneof(body, fc.jsonValue()), (value) => {
      const page = readPage(value as JsonValue, readNumber, 20);
      if (page === null) return;
      expect(Number.isSafeInteger(page.pageSize) && page.pageSize >= 1).toBe(true);
      expect(page.rows.length).toBe(page.end === 0 ? 0 : page.end - page.start + 1);
      expect(page.end).toBeLessThanOrEqual(page.count);
    }),
  );
});
