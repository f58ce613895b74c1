import * as v from "valibot";
import {
  field,
  type FieldReader,
  type FieldReaders,
  listOf,
  nested,
  readObject,
} from "./readers/field-readers.ts";
import type { JsonValue } from "./json.ts";
import type { Row, ReadValue } from "./page.ts";
import { readProvider } from "./provider.ts";
import { readUser } from "./user.ts";
import { no, numberId, time } from "./readers/value-readers.ts";

/** An unreadable value is kept as text (empty if it was no text), never null, which means that it never expires. */
const expires: FieldReader<string | null> = (value, note, whole) =>
  field(time, typeof value === "string" ? value : "")(value, note, whole);

const scopes = listOf<string>(field<string | null>(v.string(), null));

/** The fields that codes and tokens have in common. */
export const GRANT = {
  /** null when it could not be read. */
  provider: nested(readProvider),
  /** null when it could not be read. */
  user: nested(readUser),
  /** As of the server's answer; false also for a row past `expires` that is not set to expire. */
  is_expired: no,
  expires,
  /** Sorted; the server sends them in no particular order. */
  scope: scopes,
};

/** What authorization codes and tokens have in common: authentik's own base class for them is called a grant. */
export type Grant = ReadValue<typeof readAuthorizationCode>;
export type AuthorizationCode = Grant;

/** Reads a row of `oauth2/authorization_codes`, any version. */
export function readAuthorizationCode(value: JsonValue) {
  return readGrant(value, GRANT);
}

/** Reads a code or token: its fields, with `expires` as a number as well. */
export function readGrant<F extends FieldReaders & typeof GRANT>(value: JsonValue, fields: F) {
  const row = readObject(value, numberId, fields);
  if (!row.readable) return row;
  const grant = row.value;
  const given = grant.expires as string | null;
  const ms = given === null || !v.is(time, given) ? Number.NaN : Date.parse(given);
  const read = {
    ...grant,
    /** Epoch milliseconds; null when it never expires and when `expires` could not be read. */
    expiresMs: Number.isNaN(ms) ? null : ms,
    scope: (grant.scope as string[]).toSorted(),
  };
  return { ...row, value: read } satisfies Row<unknown>;
}
