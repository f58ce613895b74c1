import fc from "fast-check";
import { expect, test } from "vitest";
import { completionsAt, isUnfinishedAt } from "./completions.ts";
import { authorizationCodes } from "../../resources/authorization-codes/authorization-codes-resource.ts";
import { parseSearch } from "./parse-search.ts";

const VALUES = { scope: ["email", "offline_access", "openid", "two words"] };

/** "|" is the caret. */
function options(text: string) {
  const caret = text.indexOf("|");
  const completions = completionsAt(
    text.replace("|", ""),
    caret,
    authorizationCodes.searchFields,
    VALUES,
  );
  return completions.options.map((option) => option.text);
}

test.each<[string, string[]]>([
  ["s|", ["scope:", "status:"]],
  ["jane st|", ["status:"]],
  ["jane,US|", ["user:"]],
  ["pk|", ["id:"]],
  ["jane|", []],
  ["s|tatus", []],
  ['"s|', []],
  ['"a s|', []],
  ['user:"a s|', []],
  ["status:|", ["status:valid", "status:expiring", "status:expired", "status:never"]],
  ["status:exp|", ["status:expiring", "status:expired"]],
  ["status:red|", ["status:expired"]],
  ["STATUS:NE|", ["status:never"]],
  ["status:never|", []],
  ["scope:o|", ["scope:offline_access", "scope:openid", 'scope:"two words"']],
  ['scope:"tw|', ['scope:"two words"']],
  ["user:|", []],
  ["usr:|", []],
  ["|", ["user:", "provider:", "app:", "client:", "scope:", "status:", "id:"]],
])("completions at %j: %j", (text, expected) => {
  expect(options(text)).toEqual(expected);
});

test("every completion can be parsed", () => {
  const text = fc
    .array(fc.constantFrom('"', " ", "s", "scope", ":", "status", "o", "\\", ","))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, fc.nat(), (typed, at) => {
      const caret = at % (typed.length + 1);
      const completions = completionsAt(typed, caret, authorizationCodes.searchFields, VALUES);
      for (const option of completions.options) {
        const value = option.text.endsWith(":") ? `${option.text}x` : option.text;
        expect(parseSearch(value, authorizationCodes.searchFields).terms).toHaveLength(
          value.endsWith(":x") && /^(status|id)/.test(value) ? 0 : 1,
        );
        expect(completions.from).toBeLessThanOrEqual(completions.to);
      }
    }),
  );
});

test.each<[string, boolean]>([
  ["jane status:|", true],
  ["jane status:ex|", true],
  ["jane status:expired|", false],
  ["jane status:red|", false],
  ["user:| grafana", true],
  ["user:|grafana", false],
  ['user:"|', true],
  ['user:"ja|', false],
  ["application:|", true],
  ["usr:|", false],
  ["jane|", false],
  ["status: jane|", false],
  ['"status:|', false],
  ["|", false],
])("%j is unfinished: %s", (text, unfinished) => {
  const caret = text.indexOf("|");
  expect(isUnfinishedAt(text.replace("|", ""), caret, authorizationCodes.searchFields)).toBe(
    unfinished,
  );
});
