import fc from "fast-check";
import { expect, test } from "vitest";
import {
  appended,
  type Journal,
  type JournalEntry,
  journalLines,
  MOST_ENTRIES,
} from "./journal.ts";

const EMPTY: Journal = { entries: [], dropped: 0 };

function entry(at: number): JournalEntry {
  const of = { list: "authorization-codes", user: "Jane", provider: "Grafana" } as const;
  return { at, what: "came", id: String(at), detail: "", ...of };
}

const some = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => entry(from + index));

test("the newest are kept, and those that were dropped counted", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 6 }), (batches) => {
      let journal = EMPTY;
      let all = 0;
      for (const count of batches) {
        journal = appended(journal, some(all, count));
        all += count;
      }
      expect(journal.entries.length).toBe(Math.min(all, MOST_ENTRIES));
      expect(journal.entries.length + journal.dropped).toBe(all);
      expect(journal.entries.at(-1)?.at).toBe(all === 0 ? undefined : all - 1);
      expect(journal.entries[0]?.at).toBe(all === 0 ? undefined : journal.dropped);
    }),
    { numRuns: 30 },
  );
});

test("is exported as JSON lines, oldest first", () => {
  const lines = journalLines({ entries: some(1000, 2), dropped: 0 }).split("\n");
  expect(lines).toHaveLength(3);
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    time: "1970-01-01T00:00:01.000Z",
    list: "authorization-codes",
    what: "came",
    id: "1000",
    detail: "",
    user: "Jane",
    provider: "Grafana",
  });
  expect(lines[2]).toBe("");
});

test("the first line says what was dropped", () => {
  const [first = ""] = journalLines({ entries: some(0, 1), dropped: 7 }).split("\n");
  expect(JSON.parse(first)).toEqual({ dropped: 7 });
});
