import * as v from "valibot";
import { field, listOf, nested, readObject, type Field } from "./field-readers.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Row } from "./page.ts";
import { readProvider, type Provider } from "./provider.ts";
import { readUser, type User } from "./user.ts";
import { no, numberId, time } from "./value-readers.ts";

export interface AuthorizationCode {
  pk: number;
  /** null when it could not be read. */
  provider: Provider | null;
  /** null when it could not be read. */
  user: User | null;
  /** The server's word at the moment of its answer; false for a row past `expires` that is not set to expire. */
  is_expired: boolean;
  /** null means that it never expires. What could not be read is kept as text (empty if it was none), never null. */
  expires: string | null;
  /** `expires` in epoch milliseconds; null when it never expires and when `expires` could not be read. */
  expiresMs: number | null;
  /** Sorted; the server sends them in no particular order. */
  scope: string[];
  raw: JsonObject;
}

const expires: Field<string | null> = (value, note, whole) =>
  field(time, typeof value === "string" ? value : "")(value, note, whole);

const scopes = listOf<string>(field<string | null>(v.string(), null));

/** Reads a row of `oauth2/authorization_codes`, any version. */
export function readAuthorizationCode(value: JsonValue): Row<AuthorizationCode> {
  const row = readObject(value, numberId, {
    provider: nested(readProvider),
    user: nested(readUser),
    is_expired: no,
    expires,
    scope: scopes,
  });
  if (!row.readable) return row;
  const code = row.value;
  return {
    ...row,
    value: {
      ...code,
      expiresMs: v.is(time, code.expires) ? milliseconds(code.expires) : null,
      scope: code.scope.toSorted(),
    },
  };
}

function milliseconds(text: string | null): number | null {
  const value = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(value) ? null : value;
}
