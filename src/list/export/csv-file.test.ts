import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readAuthorizationCode } from "../../api/wire/grant.ts";
import type { JsonObject } from "../../api/wire/json.ts";
import { authorizationCodes } from "../../resources/authorization-codes/authorization-codes-resource.ts";
import { csvFile } from "./csv-file.ts";
import type { ExportFacts } from "./export-facts.ts";

const FACTS: ExportFacts = {
  list: "authorization-codes",
  as_of: "2026-11-22T12:00:00Z",
  seen_by: "akadmin",
  filter: "no filter; ordered by expires",
  address: "https://grants.example.com/authorization-codes",
  extent: "complete: all 2",
  complete: true,
};

function csvOf(...codes: JsonObject[]): Record<string, string>[] {
  const rows = codes.map((code, pk) => readAuthorizationCode({ pk, ...code }));
  const text = csvFile(rows, authorizationCodes.relations, {}, FACTS);
  return parse(text, { bom: true, columns: true });
}

/** As OWASP lists them; a reader sees the rest of the text unchanged. */
function written(text: string): string {
  return "=+-@\t\r\n＝＋－＠".includes(text.charAt(0)) && text !== "" ? `'${text}` : text;
}

const texts = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary-ascii" }),
  fc
    .tuple(fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", '"', ",", "'", "＝"), fc.string())
    .map((parts) => parts.join("")),
);

test("another parser reads every text back, and none can be taken for a formula", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ name: texts, provider: texts, note: texts, count: fc.integer() }), {
        minLength: 1,
        maxLength: 8,
      }),
      (codes) => {
        const read = csvOf(
          ...codes.map(({ name, provider, note, count }) => ({
            user: { pk: 1, username: "jane", name },
            provider: { pk: 2, name: provider },
            expires: "2026-11-22T12:00:30.123456Z",
            scope: ["openid", "email"],
            note,
            count,
          })),
        );
        expect(read.length).toBe(codes.length);
        for (const [index, { name, provider, note, count }] of codes.entries()) {
          expect(read[index]).toEqual({
            pk: String(index),
            user_id: "1",
            user_name: written(name || "jane"),
            user_username: "jane",
            provider_id: "2",
            provider_name: written(provider),
            expires: "2026-11-22T12:00:30.123456Z",
            scope: "openid email",
            note: written(note),
            count: String(count),
            as_of: FACTS.as_of,
            seen_by: FACTS.seen_by,
            filter: FACTS.filter,
            address: FACTS.address,
            extent: FACTS.extent,
          });
        }
      },
    ),
  );
});

test.each([
  ["2026-11-22T12:00:30.123456Z", "2026-11-22T12:00:30.123456Z"],
  ["2026-11-22T12:00:30.123456+00:00", "2026-11-22T12:00:30.123456Z"],
  ["2026-11-22T14:00:30+02:00", "2026-11-22T12:00:30.000Z"],
  ["2026-11-22T12:00:30", "2026-11-22T12:00:30"],
  ["tomorrow", "tomorrow"],
])("the time %s is written as %s", (given, written) => {
  expect(csvOf({ expires: given })[0]?.["expires"]).toBe(written);
});

test("numbers stay numbers, also negative ones, and nothing stays empty", () => {
  const [read] = csvOf({ balance: -5, is_expired: false, expires: null, text: "-5" });
  expect(read).toMatchObject({ balance: "-5", is_expired: "false", expires: "", text: "'-5" });
});

test("what only some rows have gets a column, and a row that is no object is kept", () => {
  const rows = [readAuthorizationCode({ pk: 1, extra: { a: [1] } }), readAuthorizationCode("odd")];
  const text = csvFile(rows, authorizationCodes.relations, {}, FACTS);
  const [first, second] = parse(text, { bom: true, columns: true }) as Record<string, string>[];
  expect(first).toMatchObject({ pk: "1", extra: '{"a":[1]}', unreadable: "" });
  expect(second).toMatchObject({ pk: "", extra: "", unreadable: '"odd"' });
});
