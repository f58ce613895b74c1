/** Compares a sandbox response with the one recorded from a running authentik. */
import { isFields, type Json, type JsonFields } from "../http/json-fields.ts";
import { recordedAt, resultsOf, type RecordedCase } from "./recorded-rows.ts";
import { recordedOrder } from "./recorded-order.ts";

/** Headers that must be equal in both responses, or missing from both. */
const HEADERS = ["content-type", "allow", "vary", "content-language", "date"];

/** Array fields without a defined order. */
const SETS: ReadonlySet<string> = new Set([
  "groups",
  "groups_obj",
  "users",
  "users_obj",
  "roles",
  "roles_obj",
  "children",
  "children_obj",
  "parents",
  "parents_obj",
  "property_mappings",
  "user_property_mappings",
  "group_property_mappings",
  "jwt_federation_sources",
  "jwt_federation_providers",
  "jwks_sources",
  "scope",
  "system_permissions",
]);

/** Fields whose values changed during the recording: only their types must match. */
const CHANGING: ReadonlySet<string> = new Set(["last_login", "last_updated", "sentry_dsn"]);

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** @returns the differences, one line each */
export function differences(recorded: RecordedCase, answered: Answered): string[] {
  const { response } = recorded;
  const found: string[] = [];
  if (answered.status !== response.status) {
    found.push(`status: ${response.status} was recorded, ${answered.status} answered`);
  }
  for (const name of HEADERS) {
    const expected = response.headers[name];
    const given = answered.headers.get(name) ?? undefined;
    if (expected !== given) found.push(`${name}: ${expected} was recorded, ${given} answered`);
  }
  if (!/^[0-9a-f]{32}$/.test(answered.headers.get("x-authentik-id") ?? "")) {
    found.push("x-authentik-id: none answered");
  }
  return found.concat(differentBody(recorded, answered));
}

function differentBody(recorded: RecordedCase, answered: Answered): string[] {
  const { request, response } = recorded;
  const { body } = response;
  const isPage = typeof body === "string" && body.startsWith("<!DOCTYPE html>");
  if (isPage) return answered.text.startsWith("<!DOCTYPE html>") ? [] : ["body: no page"];
  if (body === "" || body === null) return answered.text === "" ? [] : ["body: not empty"];
  if (answered.text === "") return ["body: empty"];
  const given = JSON.parse(answered.text) as Json;
  if (isFields(body) && isFields(given) && "results" in body) {
    return differentList(recorded, body, given);
  }
  const wrote = request.method !== "GET" && response.status < 300;
  return different("", body, given, wrote);
}

function differentList(recorded: RecordedCase, expected: JsonFields, given: JsonFields): string[] {
  const { results: _recorded, order: copied, ...envelope } = expected;
  const { results: _answered, ...givenEnvelope } = given;
  const rows = resultsOf(expected);
  const givenRows = resultsOf(given);
  const found = different("", envelope, givenEnvelope, false);
  // A copied case stores the order of its rows instead of the rows.
  const { path } = recorded.request;
  const order = typeof copied === "string" ? copied : recordedOrder(path, rows);
  const givenOrder = recordedOrder(path, givenRows);
  if (order !== givenOrder) {
    found.push(`order: ${order} was recorded, ${givenOrder} answered`);
  }
  const byKey = new Map(givenRows.map((row) => [row["pk"], row]));
  for (const row of rows) {
    // Rows that tie may come in any order, so a page may contain different ones.
    const same = byKey.get(row["pk"]);
    if (same !== undefined) {
      found.push(
        ...different(
          `${row["pk"]}`,
          withoutDoubt(recorded, row),
          withoutDoubt(recorded, same),
          false,
        ),
      );
    }
  }
  return found;
}

/** A code that expires in the same second as the response may or may not count as expired. */
function withoutDoubt(recorded: RecordedCase, row: JsonFields): JsonFields {
  const left = Date.parse(String(row["expires"])) - recordedAt(recorded);
  if (!(left >= 0 && left < 1000)) return row;
  const { is_expired: _either, ...rest } = row;
  return rest;
}

/** @param shapeOnly whether values may differ as long as their types match */
function different(path: string, expected: Json, given: Json, shapeOnly: boolean): string[] {
  if (isFields(expected) && isFields(given)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(given)]);
    return [...names].flatMap((name) => {
      const at = `${path}.${name}`;
      const value = expected[name];
      const other = given[name];
      if (value === undefined) return [`${at}: was not recorded`];
      if (other === undefined) return [`${at}: not answered`];
      return different(
        at,
        inOrder(name, value),
        inOrder(name, other),
        shapeOnly || CHANGING.has(name),
      );
    });
  }
  if (Array.isArray(expected) && Array.isArray(given)) {
    if (expected.length !== given.length) return [`${path}: ${given.length} items`];
    return expected.flatMap((item: Json, index) =>
      different(`${path}[${index}]`, item, given[index] ?? null, shapeOnly),
    );
  }
  const alike = shapeOnly ? kindOf(expected) === kindOf(given) : expected === given;
  const isNew = shapeOnly && (expected === null || given === null) && path.includes("last_");
  if (alike || isNew) return [];
  return [`${path}: ${JSON.stringify(expected)} was recorded, ${JSON.stringify(given)} answered`];
}

function kindOf(value: Json): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

function inOrder(name: string, value: Json): Json {
  if (!SETS.has(name) || !Array.isArray(value)) return value;
  return value.toSorted((one: Json, other: Json) => {
    const [a, b] = [rank(one), rank(other)];
    return a < b ? -1 : a > b ? 1 : 0;
  });
}

function rank(value: Json): string {
  return isFields(value) ? String(value["pk"] ?? value["name"]) : String(value);
}
