import fc from "fast-check";
import { isPlainSearch } from "./plain-search.ts";
import { describe, expect, test } from "vitest";
import { isPlainWord, parseSearch, printSearch } from "./parse-search.ts";
import { authorizationCodes } from "../../resources/authorization-codes/authorization-codes-resource.ts";
import { groupConnections } from "../../resources/group-connections/group-connections-resource.ts";

const read = (text: string) => parseSearch(text, authorizationCodes.searchFields);
const short = (text: string) =>
  read(text).terms.map(({ field, text: said }) => (field ? `${field}=${said}` : said));
const wrong = (text: string) => read(text).mistakes.map(({ from, to }) => text.slice(from, to));

test.each<[string, readonly string[]]>([
  ["", []],
  [" , ", []],
  ["jane", ["jane"]],
  ["jane  doe,email", ["jane", "doe", "email"]],
  ["jane\u00a0doe", ["jane", "doe"]],
  ['"jane doe" x', ["jane doe", "x"]],
  ['"a, b"', ["a, b"]],
  ['"a \\"b\\" \\\\ \\c"', ['a "b" \\ \\c']],
  ['"ab"cd', ["ab", "cd"]],
  ["O'Connor 5\"", ["O'Connor", '5"']],
  ["user:jane scope:email", ["user=jane", "scope=email"]],
  ['USER:"Jane Doe"', ["user=Jane Doe"]],
  ["application:grafana client_id:x scopes:y pk:7", ["app=grafana", "client=x", "scope=y", "id=7"]],
  ["status:Expired", ["status=expired"]],
  ["id:0012", ["id=0012"]],
  ["user:a:b", ["user=a:b"]],
  ["https://x.example/a urn:a:b 10:30 :x", ["https://x.example/a", "urn:a:b", "10:30", ":x"]],
  ['"user:jane"', ["user:jane"]],
])("%j is %j", (text, terms) => {
  expect(short(text)).toEqual(terms);
  expect(read(text).mistakes).toEqual([]);
});

describe("mistakes are pointed at, and the rest counts", () => {
  test.each<[string, readonly string[], readonly string[], RegExp]>([
    ["usr:jane email", ["usr:jane"], ["email"], /“usr” is no field of this list \(user, /],
    ["email user:", ["user:"], ["email"], /user: waits for a value/],
    ['user:"" x', ['user:""'], ["x"], /user: waits for a value/],
    ['"" x', ['""'], ["x"], /nothing between the quotes/],
    ["status:", ["status:"], [], /one of valid, expiring, expired, never/],
    ["x status:dead", ["status:dead"], ["x"], /status: is one of valid/],
    ["id:12a", ["id:12a"], [], /whole number/],
    ['x "jane doe', ['"jane doe'], ["x", "jane doe"], /no end/],
    ['user:"jane doe', ['"jane doe'], ["user=jane doe"], /no end/],
    ['x "', ['"'], ["x"], /nothing between/],
  ])("%j", (text, places, terms, message) => {
    expect(wrong(text)).toEqual(places);
    expect(short(text)).toEqual(terms);
    expect(read(text).mistakes[0]?.message).toMatch(message);
  });

  test("each list has its own fields", () => {
    expect(parseSearch("user:jane", groupConnections.searchFields).mistakes).toHaveLength(1);
    expect(parseSearch("group:ops identifier:a", groupConnections.searchFields).mistakes).toEqual(
      [],
    );
  });
});

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom('"', "\\", " ", ",", ":", "user", "id", "status", "x", "'", "valid", "7"),
    )
    .map((parts) => parts.join("")),
);

test("any text is read: places lie within it, in order, and cover all that is not a gap", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { terms, mistakes } = read(text);
      const covered = new Set<number>();
      for (const { from, to } of [...terms, ...mistakes]) {
        expect(from).toBeLessThan(to);
        expect(to).toBeLessThanOrEqual(text.length);
        for (let at = from; at < to; at += 1) covered.add(at);
      }
      for (let at = 0; at < text.length; at += 1) {
        if (!/[\s,]/.test(text[at] ?? "")) expect(covered.has(at)).toBe(true);
      }
      for (const term of terms) expect(term.text.trim()).not.toBe("");
    }),
    { numRuns: 1000 },
  );
});

test("what is read can be printed and read again", () => {
  const same = (text: string) => {
    const pairs = read(text).terms.map((term) => ({ field: term.field, text: term.text }));
    const again = read(printSearch(pairs));
    expect(again.mistakes).toEqual([]);
    expect(again.terms.map((term) => ({ field: term.field, text: term.text }))).toEqual(pairs);
  };
  fc.assert(fc.property(anyText, same), { numRuns: 1000 });
});

test.each<[string, boolean]>([
  ["jane", true],
  ["@acme.example", true],
  ["O'Connor", false],
  ['5"', false],
  ["a\\b", false],
  ["a\0b", false],
  ["user:jane", false],
  ['"jane doe"', false],
  ["e\u0301", false],
  ["\ud800", false],
])("%j goes to the server as it is: %s", (text, plain) => {
  expect(read(text).terms.every(isPlainWord)).toBe(plain);
  expect(isPlainSearch(text)).toBe(plain);
});

test("a search of which one word is not plain is none for the server, nor is one of a field", () => {
  expect(isPlainSearch("jane, doe")).toBe(true);
  expect(isPlainSearch("jane cafe\u0301")).toBe(false);
  // A word with a colon is a word; of a whole text it cannot be told without its fields.
  expect(read("urn:a:b").terms.every(isPlainWord)).toBe(true);
  expect(isPlainSearch("urn:a:b")).toBe(false);
});
