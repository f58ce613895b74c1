import { readObject } from "./field-readers.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Row } from "./page.ts";
import { text, textId, textOrNull, yes } from "./value-readers.ts";

/**
 * From `sources/all`, `sources/oauth`, and inside connections. A nested one comes from the base class: `component` is
 * "", `verbose_name` "source", and `meta_model_name` says nothing; `sources/all` knows better.
 */
export interface Source {
  /** uuid */
  pk: string;
  name: string;
  slug: string;
  enabled: boolean;
  verbose_name: string | null;
  component: string | null;
  meta_model_name: string | null;
  raw: JsonObject;
}

/** Reads a source of any type and version. */
export function readSource(value: JsonValue): Row<Source> {
  return readObject(value, textId, {
    name: text,
    slug: text,
    enabled: yes,
    verbose_name: textOrNull,
    component: textOrNull,
    meta_model_name: textOrNull,
  });
}
