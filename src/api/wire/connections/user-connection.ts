import * as v from "valibot";
import { field, readObject } from "../readers/field-readers.ts";
import type { JsonValue } from "../json.ts";
import type { ReadValue } from "../page.ts";
import { LINK_FIELDS } from "./group-connection.ts";
import { numberId } from "../readers/value-readers.ts";

/** A user's connection to a source. Its tokens are never read. */
export type UserConnection = ReadValue<typeof readUserConnection>;

/** Reads a row of `sources/user_connections/…`, any version. */
export function readUserConnection(value: JsonValue) {
  return readObject(value, numberId, {
    ...LINK_FIELDS,
    /** The user's id; null when it could not be read. */
    user: field(v.nullable(numberId), null),
  });
}
