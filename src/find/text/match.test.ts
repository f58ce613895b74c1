import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAuthorizationCode } from "../../api/wire/grant.ts";
import { readGroupConnection } from "../../api/wire/connections/group-connection.ts";
import { normalise, spansOf } from "./normalise.ts";
import { statesOf, statusesOf } from "../../expiring/read-through-range.ts";
import { type Names, searchableTexts } from "../../list/browser/search-names.ts";
import { authorizationCodes } from "../../resources/authorization-codes/authorization-codes-resource.ts";
import { groupConnections } from "../../resources/group-connections/group-connections-resource.ts";
import { matcher } from "./match.ts";
import { parseSearch } from "./parse-search.ts";

function code(fields: object = {}) {
  const row = readAuthorizationCode({
    pk: 1204,
    user: { pk: 1, username: "jdoe", name: "Jané Doe", email: "jane.doe@acme.example" },
    provider: {
      pk: 2,
      name: "Grafana",
      assigned_application_name: "Dashboards",
      assigned_application_slug: "dash-boards",
      client_id: "Kx9client",
    },
    is_expired: false,
    expires: "2026-11-22T12:00:30Z",
    scope: ["openid", "email"],
    ...fields,
  });
  if (!row.readable) throw new Error("unreadable");
  return row.value;
}

const NOW = Date.parse("2026-11-22T12:00:00Z");
const searchable = (value = code(), now = NOW) => ({
  texts: searchableTexts(authorizationCodes, value, {}),
  states: statesOf(value, now, 15_000),
});
const matches = (text: string, row = searchable()) =>
  matcher(parseSearch(text, authorizationCodes.searchFields).terms)(row);

describe("a code", () => {
  test.each<[string, boolean]>([
    ["", true],
    ["jané", true],
    ["JANE\u0301", true],
    ["jane", true],
    ["grafana doe", true],
    ["grafana smith", false],
    ['"jané doe"', true],
    ['"doe jané"', false],
    ["user:acme", true],
    ["user:grafana", false],
    ["provider:graf", true],
    ["app:dash-boards", true],
    ["app:graf", false],
    ["client:kx9", true],
    ["scope:mail user:jdoe", true],
    ["scope:acme", false],
    ["120", true],
    ["id:120", false],
    ["id:1204", true],
    ["id:01204", true],
    ["status:valid", true],
    ["status:expiring", false],
    ["status:expired", false],
    ["valid", false],
  ])("%j: %s", (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  test("its status depends on the time", () => {
    const at = (time: number) => statusesOf(code(), time, 15_000);
    const end = Date.parse("2026-11-22T12:00:30Z");
    expect(at(end - 15_000)).toEqual(["valid"]);
    expect(at(end - 14_999)).toEqual(["valid", "expiring"]);
    expect(at(end)).toEqual(["valid", "expiring"]);
    expect(at(end + 1)).toEqual(["expired"]);
    expect(statusesOf(code({ expires: null }), NOW, 0)).toEqual(["never"]);
    expect(statusesOf(code({ expires: "soon" }), NOW, 0)).toEqual([]);
  });

  test("matches without user and provider", () => {
    const row = searchable(code({ user: null, provider: null }));
    expect(matches("1204 openid", row)).toBe(true);
    expect(matches("user:j", row)).toBe(false);
  });
});

test("a connection matches by the names that are known", () => {
  const row = readGroupConnection({
    pk: 7,
    source: "s-1",
    group: "g-1",
    identifier: "quartz/ops",
  });
  if (!row.readable) throw new Error("unreadable");
  const sources = new Map([["s-1", { name: "GitHub 🐙", slug: "github" }]]);
  const groups = new Map([["g-1", { name: "Platform security" }]]);
  const names: Names = {
    source: { byId: sources, lacking: "none" },
    group: { byId: groups, lacking: "none" },
  };
  const matches = (text: string, known = names) =>
    matcher(parseSearch(text, groupConnections.searchFields).terms)({
      texts: searchableTexts(groupConnections, row.value, known),
    });
  expect(matches("🐙 security ops 7")).toBe(true);
  expect(matches('group:"platform sec" source:git identifier:quartz')).toBe(true);
  expect(matches("group:quartz")).toBe(false);
  expect(matches("security", { source: { byId: sources, lacking: "none" } })).toBe(false);
});

describe("highlighted spans", () => {
  const highlighted = (text: string, ...words: string[]) =>
    spansOf(text, words.map(normalise)).map(({ from, to }) => text.slice(from, to));

  test.each<[string, string[], string[]]>([
    ["Jane Doe", ["jane"], ["Jane"]],
    ["banana", ["an"], ["anan"]],
    ["banana", ["ban", "ana"], ["banana"]],
    ["straße", ["STRASSE"], []],
    ["straße", ["ß"], ["ß"]],
    ["İstanbul", ["stan"], ["stan"]],
    ["ΣΟΦΟΣ σοφός", ["σοφ"], ["ΣΟΦ", "σοφ"]],
    ["cafe\u0301 noir", ["café"], ["cafe\u0301"]],
    ["cafe\u0301 noir", ["cafe"], []],
    ["cafe\u0301 noir", ["noir"], ["noir"]],
    ["\u1112\u1161\u11ab x", ["한"], ["\u1112\u1161\u11ab"]],
    ["🐙 x", ["\udc19"], ["🐙"]],
  ])("%j, %j: %j", (text, words, spans) => {
    expect(highlighted(text, ...words)).toEqual(spans);
  });

  test("a text that contains a word has a span for it, and no other text does", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "A", "e", "é", "e\u0301", "ß", "İ", "🐙", " ", "\u1112", "\u1161"),
    });
    fc.assert(
      fc.property(text, text, (whole, word) => {
        fc.pre(word !== "");
        const spans = spansOf(whole, [normalise(word)]);
        expect(spans.length > 0).toBe(normalise(whole).includes(normalise(word)));
        let last = -1;
        for (const { from, to } of spans) {
          expect(from).toBeGreaterThan(last);
          expect(to).toBeGreaterThan(from);
          last = to;
          expect(normalise(whole.slice(from, to)).length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
