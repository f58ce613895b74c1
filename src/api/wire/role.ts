import { readObject } from "./readers/field-readers.ts";
import type { JsonValue } from "./json.ts";
import type { ReadValue } from "./page.ts";
import { text, textId } from "./readers/value-readers.ts";

/** As in a user's `roles_obj`, from 2025.12 on. */
export type Role = ReadValue<typeof readRole>;

/** Reads a role nested in a user or group. Its `pk` is a uuid. */
export function readRole(value: JsonValue) {
  return readObject(value, textId, { name: text });
}
