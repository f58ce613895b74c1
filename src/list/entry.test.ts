import { expect, test } from "vitest";
import type { ListAnswer } from "../api/list-answer.ts";
import type { Listed } from "./resource.ts";
import { entriesOf } from "./entry.ts";

const answer: ListAnswer<Listed> = {
  rows: [
    { readable: true, value: { pk: 7, raw: {} }, raw: {}, problems: [] },
    { readable: false, raw: "x", problems: [] },
    { readable: true, value: { pk: 7, raw: {} }, raw: {}, problems: [] },
  ],
  count: 5,
  page: 1,
  pages: 1,
  pageSize: 20,
  start: 1,
  end: 5,
  next: null,
  previous: null,
  asOf: 1000,
  receivedAt: 0,
  requestId: null,
};

test("each row has a unique key, even one that came twice", () => {
  expect(entriesOf(answer).map(({ key }) => key)).toEqual(["7", "unreadable-1", "7-again-2"]);
});

test("gaps take the place of their rows, even at both ends", () => {
  const gaps = [
    { index: 0, place: 1, count: 1 },
    { index: 3, place: 5, count: 2 },
  ];
  const keys = entriesOf({ ...answer, parts: { gaps, moved: false } }).map(({ key }) => key);
  expect(keys).toEqual(["gap-1", "7", "unreadable-1", "7-again-2", "gap-5"]);
});
