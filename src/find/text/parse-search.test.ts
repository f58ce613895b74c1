import fc from "fast-check";
import { isPlainSearch } from "./plain-search.ts";
import { describe, expect, test } from "vitest";
import { isPlainWord, parseSearch, printSearch } from "./parse-search.ts";
import { authorizationCodes } from "../../resources/authorization-codes/authorization-codes-resource.ts";
import { groupConnections } from "../../resources/group-connections/group-connections-resource.ts";

const parse = (text: string) => parseSearch(text, authorizationCodes.searchFields);
const termsOf = (text: string) =>
  parse(text).terms.map(({ field, text: value }) => (field ? `${field}=${value}` : value));
const mistakenParts = (text: string) =>
  parse(text).mistakes.map(({ from, to }) => text.slice(from, to));

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
])("%j is parsed as %j", (text, terms) => {
  expect(termsOf(text)).toEqual(terms);
  expect(parse(text).mistakes).toEqual([]);
});

describe("mistakes are located, and the rest still applies", () => {
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
  ])("%j", (text, mistaken, terms, message) => {
    expect(mistakenParts(text)).toEqual(mistaken);
    expect(termsOf(text)).toEqual(terms);
    expect(parse(text).mistakes[0]?.message).toMatch(message);
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

test("any text is parsed: spans are within it and cover all but the separators", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { terms, mistakes } = parse(text);
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

test("printed terms parse to the same terms", () => {
  const same = (text: string) => {
    const pairs = parse(text).terms.map((term) => ({ field: term.field, text: term.text }));
    const again = parse(printSearch(pairs));
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
])("%j is plain enough for the server: %s", (text, plain) => {
  expect(parse(text).terms.every(isPlainWord)).toBe(plain);
  expect(isPlainSearch(text)).toBe(plain);
});

test("a search with a word that is not plain, or with a field, is not plain enough for the server", () => {
  expect(isPlainSearch("jane, doe")).toBe(true);
  expect(isPlainSearch("jane cafe\u0301")).toBe(false);
  // A term with a colon is a word. In a whole text the colon may follow a field, which only the list's fields can tell.
  expect(parse("urn:a:b").terms.every(isPlainWord)).toBe(true);
  expect(isPlainSearch("urn:a:b")).toBe(false);
});
