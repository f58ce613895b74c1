import { readObject } from "./field-readers.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Row } from "./page.ts";
import { text, textId } from "./value-readers.ts";

/** As in a user's `roles_obj`, from 2025.12 on. */
export interface Role {
  /** uuid */
  pk: string;
  name: string;
  raw: JsonObject;
}

/** Reads a role as it stands inside a user or group. */
export function readRole(value: JsonValue): Row<Role> {
  return readObject(value, textId, { name: text });
}
