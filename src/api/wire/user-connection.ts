import * as v from "valibot";
import { field, readObject } from "./field-readers.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Row } from "./page.ts";
import { sourceId } from "./group-connection.ts";
import { numberId } from "./value-readers.ts";

/** A user's connection to a source: as much of it as is counted. Its tokens are never read. */
export interface UserConnection {
  pk: number;
  /** The user's id; null when it could not be read. */
  user: number | null;
  /** The source's uuid; empty when it could not be read. */
  source: string;
  raw: JsonObject;
}

/** Reads a row of `sources/user_connections/…`, any version. */
export function readUserConnection(value: JsonValue): Row<UserConnection> {
  return readObject(value, numberId, {
    user: field(v.nullable(numberId), null),
    source: sourceId,
  });
}
