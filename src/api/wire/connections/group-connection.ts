import * as v from "valibot";
import {
  field,
  nested,
  readObject,
  unlessAbsent,
  type FieldReader,
} from "../readers/field-readers.ts";
import { isObject, type JsonValue } from "../json.ts";
import type { ReadValue } from "../page.ts";
import { readSource, type Source } from "../source.ts";
import { numberId, text, textId, time } from "../readers/value-readers.ts";

/** 2024.8 and 2024.10 send the whole source where later versions send its uuid. */
const sourceId: FieldReader<string> = (value, note, whole) => {
  const object = isObject(value) ? value : value ? null : whole["source_obj"];
  const id = isObject(object) ? object["pk"] : value;
  return field(textId, "")(id, note, whole);
};

const sourceObject: FieldReader<Source | null> = (value, note, whole) => {
  const object = isObject(whole["source"]) ? whole["source"] : value;
  return unlessAbsent(nested(readSource), null)(object, note, whole);
};

/** What connections of groups and users have in common. */
export const LINK_FIELDS = {
  /** The source's uuid; empty when it could not be read. */
  source: sourceId,
  /** The source itself: sent up to 2024.10; of groups missing from 2024.12 to at least 2026.5. */
  source_obj: sourceObject,
  identifier: text,
  created: field(v.nullish(time, null), null),
  /** undefined: this version has none (before 2025.4). */
  last_updated: field(v.optional(time), null),
};

/** A group's connection to a source. */
export type GroupConnection = ReadValue<typeof readGroupConnection>;

/** Reads a row of `sources/group_connections/…`, any version. */
export function readGroupConnection(value: JsonValue) {
  return readObject(value, numberId, {
    ...LINK_FIELDS,
    /** The group's uuid; empty when it could not be read. The row does not have its name. */
    group: field(textId, ""),
  });
}
