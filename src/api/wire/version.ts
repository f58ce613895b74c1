import { isObject, type JsonValue } from "./json.ts";

/** `version_current` from the answer of `admin/version/`, such as `2026.2.2`; null when there is none. */
export function readVersion(value: JsonValue): string | null {
  const version = isObject(value) ? value["version_current"] : null;
  return typeof version === "string" && version !== "" ? version : null;
}
