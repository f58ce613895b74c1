import fc from "fast-check";
import { isPlainSearch } from "./plain-search.ts";
import { describe, expect, test } from "vitest";
import { isPlainWord, parseSearch, printSearch } from "./parse-search.ts";
import { authorizationCodes } from "../../resources/authorization-codes/authorization-codes-resource.ts";
import { groupConnections } from "../../resources/group-connections/group-connections-resource.ts";

const parse = (text: string) => parseSearch(text, authorizationCodes.searchFields);
const termsOf = (text: string) =>
  parse(text).terms.map(
    ({ field, text: value, not }) => `${not ? "-" : ""}${field ? `${field}=` : ""}${value}`,
  );
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
  // Quotes as keyboards, word processors and other languages have them.
  ["“jane doe” „jane doe“ ”jane doe”", ["jane doe", "jane doe", "jane doe"]],
  ["«jane doe» ‹jane doe› 「jane doe」", ["jane doe", "jane doe", "jane doe"]],
  ["user:'jane doe' ‘jane doe’", ["user=jane doe", "jane doe"]],
  ["user:“O’Connor”", ["user=O’Connor"]],
  ["O’Connor rock'n'roll 'tis", ["O’Connor", "rock'n'roll", "'tis"]],
  ["'O'Connor jane' x", ["O'Connor jane", "x"]],
  ["<jane@acme.example>; user:<jane@x>", ["jane@acme.example", "user=jane@x"]],
  ["<script> <a", ["<script>", "<a"]],
  // Full-width letters, digits, signs and spaces.
  ["ｕｓｅｒ：ｊａｎｅ　ｓｔａｔｕｓ：ｅｘｐｉｒｅｄ", ["user=ｊａｎｅ", "status=expired"]],
  ["ｉｄ：１２ ＂a b＂", ["id=12", "a b"]],
  // Ids as people write them.
  ["#103364 id:#103364 id:[103364]", ["id=103364", "id=103364", "id=103364"]],
  ["103,364 id:103,364 #103,364", ["103364", "id=103364", "id=103364"]],
  ["103\u00a0364 103\u202f364 103’364", ["103364", "103364", "103364"]],
  [
    "103,36 1,2,3 2024,364 103,364,5",
    ["103", "36", "1", "2", "3", "2024", "364", "103", "364", "5"],
  ],
  ['#a # C# #12a "#12"', ["#a", "#", "C#", "#12a", "#12"]],
  // Without.
  ["-user:carlos -openid", ["-user=carlos", "-openid"]],
  ['−user:"jane doe" –x', ["-user=jane doe", "-x"]],
  ["NOT user:carlos NOT -x", ["-user=carlos", "x"]],
  ["jane AND NOT carlos AND x", ["jane", "-carlos", "x"]],
  ["-103,364 -#5", ["-103364", "-id=5"]],
  ["a-b - -- --x not and or", ["a-b", "-", "--", "--x", "not", "and", "or"]],
  ['"-x" "NOT" "a*"', ["-x", "NOT", "a*"]],
])("%j is parsed as %j", (text, terms) => {
  expect(termsOf(text)).toEqual(terms);
  expect(parse(text).mistakes).toEqual([]);
});

describe("mistakes are located, and the rest still applies", () => {
  test.each<[string, readonly string[], readonly string[], RegExp]>([
    ["usr:jane email", ["usr:jane"], ["email"], /“usr” is not a field of this list \(user, /],
    ["email user:", ["user:"], ["email"], /user: needs a value/],
    ['user:"" x', ['user:""'], ["x"], /user: needs a value/],
    ['"" x', ['""'], ["x"], /quotes are empty/],
    ["status:", ["status:"], [], /one of valid, expiring, expired, never/],
    ["x status:dead", ["status:dead"], ["x"], /status: must be one of valid/],
    ["id:12a", ["id:12a"], [], /whole number/],
    ['x "jane doe', ['"jane doe'], ["x", "jane doe"], /not closed/],
    ['user:"jane doe', ['"jane doe'], ["user=jane doe"], /not closed/],
    ["x “jane doe", ["“jane doe"], ["x", "jane doe"], /not closed/],
    ["jane OR doe", ["OR"], ["jane", "doe"], /“OR” is not supported: rows must match every word/],
    ["jane | doe", ["|"], ["jane", "doe"], /“\|” is not supported/],
    ["jane NOT", ["NOT"], ["jane"], /“NOT” needs a word after it/],
    ["jane -usr:x", ["-usr:x"], ["jane"], /“usr” is not a field/],
    ["user:jan*", ["user:jan*"], ["user=jan"], /parts of words match anyway: searching for “jan”/],
    ["ja*e", ["ja*e"], ["ja", "e"], /searching for “ja” and “e”/],
    ["*jane* x", ["*jane*"], ["jane", "x"], /searching for “jane”/],
    ["-ja*e x", ["-ja*e"], ["x"], /search without “ja” and “e” one at a time/],
    ["x *", ["*"], ["x"], /“\*” alone would match every row/],
    ["id:12*", ["id:12*"], [], /whole number/],
    ["status:*", ["status:*"], [], /must be one of/],
    ['x "', ['"'], ["x"], /quotes are empty/],
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
      fc.constantFrom(
        '"',
        "\\",
        " ",
        ",",
        ":",
        "user",
        "id",
        "status",
        "x",
        "'",
        "valid",
        "7",
        "123",
        "-",
        "“",
        "”",
        "’",
        "«",
        "<",
        ">",
        "@",
        "#",
        "*",
        "|",
        "NOT",
        "AND",
        "OR",
        "\u00a0",
        "ｘ",
        "１",
      ),
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
        if (!/[\s,，]/.test(text[at] ?? "")) expect(covered.has(at)).toBe(true);
      }
      for (const term of terms) expect(term.text.trim()).not.toBe("");
    }),
    { numRuns: 1000 },
  );
});

test("printed terms parse to the same terms", () => {
  const same = (text: string) => {
    const read = (typed: string) =>
      parse(typed).terms.map((term) => ({ field: term.field, text: term.text, not: term.not }));
    const printed = printSearch(read(text));
    expect(parse(printed).mistakes).toEqual([]);
    expect(read(printed)).toEqual(read(text));
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
  ["ｊａｎｅ", false],
  ["O’Connor", false],
  ["a–b", false],
  ["-jane", false],
  ["a-b", true],
])("%j is plain enough for the server: %s", (text, plain) => {
  expect(parse(text).terms.every(isPlainWord)).toBe(plain);
  expect(isPlainSearch(text)).toBe(plain);
});

test.each(["103,364", "#7", "jane OR x", "a NOT b", "jan*", "a | b", "<a@b>", "a -b", "a\u00a0b"])(
  "%j is read here first",
  (text) => {
    expect(isPlainSearch(text)).toBe(false);
  },
);

test("whatever is plain is the same to the server and to this parser", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      fc.pre(isPlainSearch(text));
      const { terms, mistakes } = parse(text);
      expect(mistakes).toEqual([]);
      expect(terms.map((term) => term.text)).toEqual(text.split(/[\s,]+/).filter(Boolean));
    }),
    { numRuns: 1000 },
  );
});

test("a search with a word that is not plain, or with a field, is not plain enough for the server", () => {
  expect(isPlainSearch("jane, doe")).toBe(true);
  expect(isPlainSearch("jane cafe\u0301")).toBe(false);
  // A term with a colon is a word. In a whole text the colon may follow a field, which only the list's fields can tell.
  expect(parse("urn:a:b").terms.every(isPlainWord)).toBe(true);
  expect(isPlainSearch("urn:a:b")).toBe(false);
});
