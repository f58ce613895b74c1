import fc from "fast-check";
import { expect, test } from "vitest";
import {
  canonicalSearch,
  cleanName,
  type Definitions,
  mergeViews,
  readViews,
  type SavedView,
  writeViews,
} from "./saved-views.ts";

const DEFINITIONS = {
  "authorization-codes": {
    sorts: ["pk", "expires"],
    wholeSorts: [],
    defaultSort: "expires",
    server: [
      ["provider", "int"],
      ["user", "int"],
    ],
    exclude: [],
    expiry: [],
    within: "0",
  },
  "source-connections": {
    sorts: ["created"],
    wholeSorts: [],
    defaultSort: "-created",
    server: [["source__slug", "slug"]],
    exclude: [],
    expiry: [],
    within: "0",
  },
} satisfies Partial<Definitions> as unknown as Definitions;

const CODES = "authorization-codes";
const view = (name: string, search = "provider=9", more: Partial<SavedView> = {}): SavedView => ({
  list: CODES,
  name,
  search,
  isDefault: false,
  ...more,
});
const file = (...views: unknown[]) => JSON.stringify({ version: 1, views });
const entry = { list: CODES, name: "a", search: "user=3" };

test("an empty storage has no views and is not broken", () => {
  expect(readViews("", DEFINITIONS)).toEqual({
    views: [],
    unread: [],
    problems: [],
    broken: false,
  });
});

test.each<[what: string, text: string, problem: RegExp]>([
  ["no JSON", "{", /^This is not JSON: /],
  ["a list", "[]", /holds no list “views”/],
  ["null", "null", /holds no list “views”/],
  ["views that are none", '{"version":1,"views":{}}', /holds no list “views”/],
  ["a newer version", '{"version":2,"views":[]}', /^This is of version 2; only 1 is known/],
  ["no version", '{"views":[]}', /^This is of version null/],
])("%s is broken as a whole", (_, text, problem) => {
  const reading = readViews(text, DEFINITIONS);
  expect(reading.broken).toBe(true);
  expect(reading.views).toEqual([]);
  expect(reading.problems).toEqual([expect.stringMatching(problem)]);
});

test.each<[what: string, entry: unknown, problem: string]>([
  ["no object", 5, "View 2: not an object."],
  ["no name", { ...entry, name: " \n" }, "View 2: has no name."],
  ["an unknown list", { ...entry, list: "tokens" }, "View 2 “a”: its list is not known here."],
  ["a list by birth", { ...entry, list: "constructor" }, "View 2 “a”: its list is not known here."],
  ["no search", { ...entry, search: 5 }, "View 2 “a”: has no search string."],
])("%s is reported with its position and kept; the other views are read", (_, bad, problem) => {
  const reading = readViews(file(entry, bad, { ...entry, name: "c" }), DEFINITIONS);
  expect(reading.views.map(({ name }) => name)).toEqual(["a", "c"]);
  expect(reading.unread).toEqual([bad]);
  expect(reading.problems).toEqual([problem]);
  // Entries that could not be read survive being written back.
  expect(readViews(writeViews(reading.views, reading.unread), DEFINITIONS).unread).toEqual([bad]);
});

test("only the list's own parameters are read, and rejected ones are named without their values", () => {
  const search = "?provider=9&token=hunter2&user=abc&page=3&ordering=-expires";
  const { views, problems } = readViews(file({ ...entry, search }), DEFINITIONS);
  expect(views).toEqual([view("a", "provider=9&ordering=-expires")]);
  expect(problems).toEqual([
    "View 1 “a”: token was left out: not a parameter of this list.",
    "View 1 “a”: user was left out: not a numeric id.",
  ]);
  expect(JSON.stringify(problems)).not.toContain("hunter2");
});

test("names are single-line and unique, and each list has one default", () => {
  const views = [
    { ...entry, name: "  A \n b ", default: true },
    { ...entry, name: "a B", default: true },
    { list: "source-connections", name: "a b", search: "", default: true },
  ];
  expect(
    readViews(file(...views), DEFINITIONS).views.map(({ name, isDefault }) => [name, isDefault]),
  ).toEqual([
    ["A b", true],
    ["a B (2)", false],
    ["a b", true],
  ]);
  expect(cleanName("🐙".repeat(200))).toBe("🐙".repeat(100));
});

test("existing views stay, imported ones are added once", () => {
  const there = [view("a", "provider=9", { isDefault: true })];
  const coming = [
    view("A", "provider=9"),
    view("a", "provider=8", { isDefault: true }),
    view("b", "user=1", { isDefault: true }),
    view("a", "provider=9", { list: "source-connections", search: "", isDefault: true }),
  ];
  const { views, added } = mergeViews(there, coming);
  expect(added).toBe(3);
  expect(views).toEqual([
    there[0],
    view("a (2)", "provider=8"),
    view("b", "user=1"),
    view("a", "", { list: "source-connections", isDefault: true }),
  ]);
});

const text = fc.oneof(
  fc.string(),
  fc.json(),
  fc.jsonValue().map((views) => JSON.stringify({ version: 1, views })),
  fc
    .array(
      fc.record(
        {
          list: fc.constantFrom<unknown>(CODES, "source-connections", "__proto__", 3),
          name: fc.oneof(fc.string(), fc.constantFrom("a", "A", "a (2)", "\u202e", null)),
          search: fc.oneof(
            fc.string(),
            fc.constantFrom(
              "provider=9",
              "provider=9&provider=8",
              "page=2&ordering=-pk",
              "%",
              "x=1",
            ),
          ),
          default: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
    )
    .map((views) => JSON.stringify({ version: 1, views })),
);

test("any text is read without throwing, into views that survive being written and read", () => {
  fc.assert(
    fc.property(text, (some) => {
      const { views, unread, broken } = readViews(some, DEFINITIONS);
      for (const { list, name, search } of views) {
        expect(name).toBe(cleanName(name));
        expect(name).not.toBe("");
        expect(search).toBe(canonicalSearch(search, DEFINITIONS[list]));
        for (const param of new URLSearchParams(search).keys()) {
          expect(["provider", "user", "source__slug", "ordering", "page_size", "search"]).toContain(
            param,
          );
        }
      }
      expectTidy(views);
      if (broken) return;
      const again = readViews(writeViews(views, unread), DEFINITIONS);
      expect(again.views).toEqual(views);
      expect(again.unread).toEqual(unread);
      expect(again.broken).toBe(false);
    }),
  );
});

test("merging keeps all existing views, and merging them once more adds nothing", () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const there = readViews(one, DEFINITIONS).views;
      const coming = readViews(other, DEFINITIONS).views;
      const { views, added } = mergeViews(there, coming);
      expect(views.slice(0, there.length)).toEqual(there);
      expect(views).toHaveLength(there.length + added);
      expectTidy(views);
      expect(mergeViews(there, there).added).toBe(0);
      expect(mergeViews(views, there).added).toBe(0);
      for (const { list, search } of coming) {
        expect(views.some((view) => view.list === list && view.search === search)).toBe(true);
      }
    }),
  );
});

/** Names are unique within a list, and no list has two defaults. */
function expectTidy(views: readonly SavedView[]): void {
  const names = views.map(({ list, name }) => `${list} ${name.toLowerCase()}`);
  expect(new Set(names).size).toBe(names.length);
  const defaults = views.filter(({ isDefault }) => isDefault).map(({ list }) => list);
  expect(new Set(defaults).size).toBe(defaults.length);
}
