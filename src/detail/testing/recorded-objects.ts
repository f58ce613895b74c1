import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, type JsonObject, type JsonValue } from "../../api/wire/json.ts";
import type { ObjectKind } from "../fields/labels.ts";

/** For tests only: one recorded object of an authentik server, and what it is. */
export interface RecordedObject {
  kind: ObjectKind;
  object: JsonObject;
}

/** The fields by which each kind of object is recognised; the first kind that has all of them counts. */
const SIGNS: readonly [ObjectKind, readonly string[]][] = [
  ["grant", ["provider", "user", "is_expired", "scope"]],
  ["provider", ["authorization_flow", "property_mappings", "client_id", "redirect_uris"]],
  ["source", ["slug", "user_matching_mode", "user_path_template"]],
  ["group-connection", ["source", "identifier", "created"]],
  ["user", ["username", "uuid", "attributes"]],
  ["group", ["num_pk", "is_superuser", "attributes"]],
];

/**
 * For tests only: the objects of all recorded answers, in the project and in the folder named by
 * GRANTLENS_RECORDINGS; one of each kind and set of fields. Empty when nothing is recorded.
 */
export function recordedObjects(): RecordedObject[] {
  const found = new Map<string, RecordedObject>();
  const folders = ["src/sandbox/replay/recorded", process.env["GRANTLENS_RECORDINGS"] ?? ""];
  for (const folder of folders) {
    if (folder === "" || !existsSync(folder)) continue;
    for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!path.endsWith(".json")) continue;
      const answer: JsonValue = JSON.parse(readFileSync(join(folder, path), "utf8"));
      collect(answer, found);
    }
  }
  return [...found.values()];
}

/** Sources of one type have further fields at `/sources/<type>/`, which the console does not request. */
function isForeignSource(object: JsonObject): boolean {
  const model = object["meta_model_name"];
  return (
    typeof model === "string" &&
    !["authentik_core.source", "authentik_sources_oauth.oauthsource"].includes(model)
  );
}

function collect(value: JsonValue, found: Map<string, RecordedObject>): void {
  if (Array.isArray(value)) for (const member of value) collect(member, found);
  if (!isObject(value)) return;
  // A recording keeps an answer's body as text.
  const body = value["body"];
  if (typeof body === "string" && /^[[{]/.test(body)) collect(parse(body), found);
  const keys = Object.keys(value);
  const sign = SIGNS.find(([, names]) => names.every((name) => keys.includes(name)));
  const kind = sign?.[0] ?? (keys.toSorted().join() === "name,pk" ? "role" : undefined);
  if (kind !== undefined && !(kind === "source" && isForeignSource(value))) {
    const shape = `${kind} ${keys
      .map((key) => `${key}:${jsonType(value[key])}`)
      .toSorted()
      .join()}`;
    if (!found.has(shape)) found.set(shape, { kind, object: value });
  }
  for (const member of Object.values(value)) collect(member, found);
}

function jsonType(value: JsonValue | undefined): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
