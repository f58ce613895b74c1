import { readObject } from "./readers/field-readers.ts";
import type { JsonValue } from "./json.ts";
import type { ReadValue } from "./page.ts";
import { text, textId, textOrNull, yes } from "./readers/value-readers.ts";

/**
 * From `sources/all`, `sources/oauth`, and nested in connections. A nested one has the values of the base class:
 * `component` is "", `verbose_name` "source", and `meta_model_name` is useless; `sources/all` has the real ones.
 */
export type Source = ReadValue<typeof readSource>;

/** Reads a source of any type and version. Its `pk` is a uuid. */
export function readSource(value: JsonValue) {
  return readObject(value, textId, {
    name: text,
    slug: text,
    enabled: yes,
    verbose_name: textOrNull,
    component: textOrNull,
    meta_model_name: textOrNull,
  });
}
