import { expect, test } from "vitest";
import type { JsonObject } from "../json.ts";
import { readUserConnection } from "./user-connection.ts";

const ROW: JsonObject = { pk: 3, user: 7, source: "uuid", identifier: "x" };

test.each([
  ["since 2024.12", ROW, 7, "uuid"],
  ["up to 2024.10", { ...ROW, source: { pk: "uuid", slug: "google" } }, 7, "uuid"],
  ["with the source beside it only", { pk: 3, user: 7, source_obj: { pk: "uuid" } }, 7, "uuid"],
  ["that says nothing", { pk: 3, user: "seven", source: 1 }, null, ""],
])("a row %s is read", (_name, row: JsonObject, user, source) => {
  const read = readUserConnection(row);
  expect(read).toMatchObject({ readable: true, value: { user, source } });
});

test("tokens are neither read nor kept", () => {
  const read = readUserConnection({ ...ROW, access_token: "CANARY" });
  expect(JSON.stringify(read)).not.toContain("CANARY");
});
