import * as v from "valibot";
import { field, listOf, readObject, unlessAbsent, type FieldReader } from "./field-readers.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Row } from "./page.ts";
import { no, text, textId } from "./value-readers.ts";

/** From `core/groups`, and from a user's `groups_obj`, which has no parents from 2025.12 on. */
export interface Group {
  /** uuid */
  pk: string;
  name: string;
  /** Whether its members are superusers. */
  is_superuser: boolean;
  /** uuids. A tree with one `parent` up to 2025.10, a graph with `parents` since. */
  parents: string[];
  raw: JsonObject;
}

const uuids = listOf<string>(field<string | null>(textId, null));
const parent = field(v.nullish(textId, null), null);

const parents: FieldReader<string[]> = (value, note, whole) => {
  if (value !== undefined) return unlessAbsent(uuids, [])(value, note, whole);
  const only = parent(whole["parent"], (message) => note(message), whole);
  return only === null ? [] : [only];
};

/** Reads a group of any version. */
export function readGroup(value: JsonValue): Row<Group> {
  return readObject(value, textId, { name: text, is_superuser: no, parents });
}
