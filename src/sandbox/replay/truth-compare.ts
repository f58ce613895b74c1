/** Whether an answer of the sandbox is what a running authentik answered. */
import type { Json, JsonFields } from "../http/json-fields.ts";
import { answeredAt, isFields, rowsOf, type RecordedCase } from "./recorded-rows.ts";

/** Headers that must be the same, or be missing on both sides. */
const HEADERS = ["content-type", "allow", "vary", "content-language", "date"];

/** Fields whose items come in no particular order. */
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

/** Fields that went on changing while the recording was made: their kind counts, not their value. */
const MOVING: ReadonlySet<string> = new Set(["last_login", "last_updated", "sentry_dsn"]);

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** @returns what differs, one line each; empty when nothing does */
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
  const rows = rowsOf(expected);
  const givenRows = rowsOf(given);
  const found = different("", envelope, givenEnvelope, false);
  // A copy has the order of its rows in place of the rows.
  const { path } = recorded.request;
  const order = typeof copied === "string" ? copied : rowOrder(path, rows);
  const givenOrder = rowOrder(path, givenRows);
  if (order !== givenOrder) {
    found.push(`order: ${order} was recorded, ${givenOrder} answered`);
  }
  const byKey = new Map(givenRows.map((row) => [row["pk"], row]));
  for (const row of rows) {
    // Rows of equal rank come in any order, so that a page may show others of them.
    const same = byKey.get(row["pk"]);
    if (same !== undefined) {
      found.push(
        ...different(`${row["pk"]}`, settled(recorded, row), settled(recorded, same), false),
      );
    }
  }
  return found;
}

/** A code that expires in the very second of the answer may be called either. */
function settled(recorded: RecordedCase, row: JsonFields): JsonFields {
  const left = Date.parse(String(row["expires"])) - answeredAt(recorded);
  if (!(left >= 0 && left < 1000)) return row;
  const { is_expired: _either, ...rest } = row;
  return rest;
}

/** What lists can be ordered by, as far as it was recorded. */
const RANKED: ReadonlySet<string> = new Set([
  "pk",
  "provider",
  "user",
  "group",
  "source",
  "expires",
  "identifier",
  "created",
  "last_updated",
  "last_login",
  "date_joined",
  "name",
  "revoked",
]);

/** The default orders that leave rows of equal rank to chance; the others are of unique rows. */
const DEFAULT_ORDERS: readonly (readonly [path: string, keys: readonly string[] | null])[] = [
  ["/api/v3/oauth2/authorization_codes/", ["provider", "expires"]],
  ["/api/v3/oauth2/access_tokens/", ["provider", "expires"]],
  ["/api/v3/oauth2/refresh_tokens/", ["provider", "expires"]],
  ["/api/v3/sources/all/", null],
  ["/api/v3/providers/all/", null],
];

/** The order of a list in one line: what decides it, row by row; sorted where nothing does. */
export function rowOrder(path: string, rows: readonly JsonFields[]): string {
  const keys = orderKeys(path, rows[0] ?? {});
  const values = rows.map((row) => sortValue(row, keys ?? ["pk"]));
  return (keys === null ? values.toSorted() : values).join(" ");
}

/** What decides the order of the rows; null for a list that has none. */
function orderKeys(path: string, row: JsonFields): readonly string[] | null {
  const { pathname, searchParams } = new URL(path, "http://recorded");
  const keys = (searchParams.getAll("ordering").at(-1) ?? "")
    .split(",")
    .map((term) => term.trim().replace(/^-/, ""))
    .filter((key) => RANKED.has(key) && key in row);
  if (keys.length > 0) return keys;
  const none = DEFAULT_ORDERS.find(([list]) => list === pathname);
  return none === undefined ? ["pk"] : none[1];
}

function sortValue(row: JsonFields, keys: readonly string[]): string {
  return keys
    .map((key) => {
      const value = row[key];
      return isFields(value) ? value["pk"] : value;
    })
    .join("/");
}

/** @param shapeOnly whether values may differ as long as they are of one kind */
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
        shapeOnly || MOVING.has(name),
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
