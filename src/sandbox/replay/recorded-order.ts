import { isFields, type JsonFields } from "../http/json-fields.ts";

/** The ordering keys in recorded cases that the server honours. */
const ORDERING_KEYS: ReadonlySet<string> = new Set([
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

/** Default orders that leave ties, which come in undefined order; null: there is no order. All others end with `pk`. */
const DEFAULT_ORDERS: readonly (readonly [path: string, keys: readonly string[] | null])[] = [
  ["/api/v3/oauth2/authorization_codes/", ["provider", "expires"]],
  ["/api/v3/oauth2/access_tokens/", ["provider", "expires"]],
  ["/api/v3/oauth2/refresh_tokens/", ["provider", "expires"]],
  ["/api/v3/sources/all/", null],
  ["/api/v3/providers/all/", null],
];

/** A list's order in one line: the values that rows are sorted by, row by row; sorted if there is no order. */
export function recordedOrder(path: string, rows: readonly JsonFields[]): string {
  const keys = orderKeys(path, rows[0] ?? {});
  const values = rows.map((row) => sortValue(row, keys ?? ["pk"]));
  return (keys === null ? values.toSorted() : values).join(" ");
}

/** The keys that the rows are sorted by; null for a list without an order. */
function orderKeys(path: string, row: JsonFields): readonly string[] | null {
  const { pathname, searchParams } = new URL(path, "http://recorded");
  const keys = (searchParams.getAll("ordering").at(-1) ?? "")
    .split(",")
    .map((term) => term.trim().replace(/^-/, ""))
    .filter((key) => ORDERING_KEYS.has(key) && key in row);
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
