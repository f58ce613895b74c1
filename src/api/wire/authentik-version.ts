import { isObject, type JsonValue } from "./json.ts";
import { redact } from "./redact.ts";

/** `version_current` from the answer of `admin/version/`, such as `2026.2.2`; null when there is none. */
export function readVersion(value: JsonValue): string | null {
  const body = redact(value);
  const version = isObject(body) ? body["version_current"] : null;
  return typeof version === "string" && version !== "" ? version : null;
}
