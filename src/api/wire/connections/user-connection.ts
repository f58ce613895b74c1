import * as v from "valibot";
import { field, readObject } from "../readers/field-readers.ts";
import type { JsonValue } from "../json.ts";
import type { ReadValue } from "../page.ts";
import { sourceId } from "./group-connection.ts";
import { numberId } from "../readers/value-readers.ts";

/** A user's connection to a source: only the fields that are counted. Its tokens are never read. */
export type UserConnection = ReadValue<typeof readUserConnection>;

/** Reads a row of `sources/user_connections/…`, any version. */
export function readUserConnection(value: JsonValue) {
  return readObject(value, numberId, {
    /** The user's id; null when it could not be read. */
    user: field(v.nullable(numberId), null),
    /** The source's uuid; empty when it could not be read. */
    source: sourceId,
  });
}
