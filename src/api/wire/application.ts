import type { JsonValue } from "./json.ts";
import type { ReadValue } from "./page.ts";
import { readObject } from "./readers/field-readers.ts";
import { text, textId } from "./readers/value-readers.ts";

/** From `core/applications`. */
export type Application = ReadValue<typeof readApplication>;

/** Reads an application of any version. */
export function readApplication(value: JsonValue) {
  return readObject(value, textId, { name: text, slug: text });
}
