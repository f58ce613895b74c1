import * as v from "valibot";
import {
  field,
  listOf,
  readObject,
  unlessAbsent,
  type FieldReader,
} from "./readers/field-readers.ts";
import type { JsonValue } from "./json.ts";
import type { ReadValue } from "./page.ts";
import { no, text, textId } from "./readers/value-readers.ts";

const uuids = listOf<string>(field<string | null>(textId, null));
const parent = field(v.nullish(textId, null), null);

const parents: FieldReader<string[]> = (value, note, whole) => {
  if (value !== undefined) return unlessAbsent(uuids, [])(value, note, whole);
  const only = parent(whole["parent"], (message) => note(message), whole);
  return only === null ? [] : [only];
};

/** From `core/groups`, and from a user's `groups_obj`, which has no parents from 2025.12 on. */
export type Group = ReadValue<typeof readGroup>;

/** Reads a group of any version. Its `pk` is a uuid. */
export function readGroup(value: JsonValue) {
  return readObject(value, textId, {
    name: text,
    /** Whether its members are superusers. */
    is_superuser: no,
    /** uuids. A tree with one `parent` up to 2025.10, a graph with `parents` since. */
    parents,
  });
}
