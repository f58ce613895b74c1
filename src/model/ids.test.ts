import fc from "fast-check";
import { expect, test } from "vitest";
import { readNumericId, readHyphenated } from "./ids.ts";

const UUID = "8a21e10c-ba53-4c62-ade8-6d4b2b6c8418";

test.each<[string, string | null]>([
  ["103364", "103364"],
  [" 103364\n", "103364"],
  ["#103364", "103364"],
  ["[103364]", "103364"],
  ["(#103364).", "103364"],
  ["103,364", "103364"],
  ["1.103.364", "1103364"],
  ["103\u202f364", "103364"],
  ["103’364", "103364"],
  ["１０３３６４", "103364"],
  ["\u200b103364\ufeff", "103364"],
  ["007", "007"],
  ["", null],
  ["103,36", null],
  ["12a", null],
  ["-1", null],
  ["1.5", null],
  ["1".repeat(16), null],
])("%j as a number: %j", (text, id) => {
  expect(readNumericId(text)).toBe(id);
});

test.each<[string, string | null]>([
  [UUID, UUID],
  [UUID.toUpperCase(), UUID],
  [UUID.replaceAll("-", ""), UUID],
  [`{${UUID}}`, UUID],
  [`\u200b${UUID} `, UUID],
  [`${UUID}0`, null],
  ["abc", null],
])("%j as a UUID: %j", (text, id) => {
  expect(readHyphenated(text)).toBe(id);
});

test("ids in the API's form stay as they are, and any text is read once and for all", () => {
  fc.assert(
    fc.property(fc.nat(), fc.uuid(), fc.string({ unit: "binary" }), (number, uuid, text) => {
      expect(readNumericId(String(number))).toBe(String(number));
      expect(readHyphenated(uuid)).toBe(uuid);
      const id = readNumericId(text);
      if (id !== null) expect(readNumericId(id)).toBe(id);
    }),
  );
});
