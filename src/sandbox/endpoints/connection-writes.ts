import { ErrorAnswer, ServerFault, errorDetail, type Answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { isFields, type Json } from "../http/json-fields.ts";
import { message, type MessageName } from "../http/messages.ts";
import type { GroupConnectionEntity } from "../world/source-entities.ts";
import { readUuid } from "../http/query-params.ts";
import { writeGroupConnection } from "./serializers/serialize-connection.ts";

const FIELDS = ["group", "source", "identifier"] as const;

type Fields = Partial<Record<(typeof FIELDS)[number], string>>;

/** POST. Versions without connection writes crash, but only after parsing the body. */
export async function createConnection(call: Call): Promise<Answer> {
  const data = await readBody(call);
  if (!call.version.rules.connection_writes) throw new ServerFault();
  const { group = "", source = "", identifier = "" } = validated(call, data, false);
  refuseDuplicate(call, group, source, null);
  const row: GroupConnectionEntity = {
    pk: call.state.nextConnection(),
    group,
    source,
    identifier,
    created: call.at,
    last_updated: call.at,
  };
  call.worldIndex.connections.set(row.pk, row);
  return { status: 201, cost: 50, body: writeGroupConnection(call, row) };
}

/** PUT and PATCH. Versions without connection writes return 200 and change nothing. */
export async function changeConnection(call: Call, row: GroupConnectionEntity): Promise<Answer> {
  const data = await readBody(call);
  let changed = row;
  if (call.version.rules.connection_writes) {
    const fields = validated(call, data, call.request.method === "PATCH");
    changed = { ...row, ...fields, last_updated: call.at };
    refuseDuplicate(call, changed.group, changed.source, row.pk);
    call.worldIndex.connections.set(row.pk, changed);
  }
  return { status: 200, cost: 50, body: writeGroupConnection(call, changed) };
}

/** @throws ErrorAnswer 415 for a content type other than JSON, 400 for malformed JSON */
async function readBody(call: Call): Promise<Json> {
  const text = await call.request.text();
  if (text === "") return {};
  const type = call.request.headers.get("content-type") ?? "";
  if (type.split(";")[0]?.trim().toLowerCase() !== "application/json") {
    throw errorDetail(415, "media-type", call.language, type);
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    const lines = text.split("\n");
    const at = `line ${lines.length} column ${(lines.at(-1) ?? "").length + 1}`;
    throw new ErrorAnswer(400, {
      detail: `JSON parse error - unexpected end of data: ${at} (char ${text.length})`,
    });
  }
}

/** The value's type name in Python. */
function typeName(value: Json): string {
  if (value === null) return "NoneType";
  if (Array.isArray(value)) return "list";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  return typeof value === "string" ? "str" : "dict";
}

/**
 * @param partial whether fields may be missing
 * @throws ErrorAnswer 400 with errors keyed by field
 */
function validated(call: Call, data: Json, partial: boolean): Fields {
  const { worldIndex, language } = call;
  if (!isFields(data)) {
    const error = message("no-dictionary", language, typeName(data));
    throw new ErrorAnswer(400, { non_field_errors: [error] });
  }
  const fields: Fields = {};
  const errors: Record<string, Json> = {};
  for (const name of FIELDS) {
    const value = data[name];
    let read: ReadResult;
    if (value === undefined) {
      if (partial) continue;
      read = { problem: "required" };
    } else if (name === "identifier") read = readText(value);
    else read = readRelation(value, name === "group" ? worldIndex.groups : worldIndex.sources);
    if ("problem" in read) errors[name] = [message(read.problem, language, read.value)];
    else fields[name] = read.text;
  }
  if (Object.keys(errors).length > 0) throw new ErrorAnswer(400, errors);
  return fields;
}

type ReadResult =
  | { readonly text: string }
  | { readonly problem: MessageName; readonly value?: string };

function readText(value: Json): ReadResult {
  if (value === null) return { problem: "not-null" };
  if (typeof value !== "string" && typeof value !== "number") return { problem: "not-a-string" };
  const text = String(value).trim();
  if (text === "") return { problem: "not-blank" };
  return text.includes("\0") ? { problem: "nul" } : { text };
}

function readRelation(value: Json, known: ReadonlyMap<string, unknown>): ReadResult {
  if (value === null || value === "") return { problem: "not-null" };
  if (typeof value === "number" && Number.isInteger(value)) {
    // The server parses an integer as a uuid, and no object has one that small.
    return { problem: "no-object", value: String(value) };
  }
  if (typeof value !== "string") return { problem: "wrong-pk-type", value: typeName(value) };
  const uuid = readUuid(value);
  if (uuid === null) return { problem: "not-a-uuid", value };
  return known.has(uuid) ? { text: uuid } : { problem: "no-object", value };
}

function refuseDuplicate(call: Call, group: string, source: string, except: number | null): void {
  for (const row of call.worldIndex.connections.values()) {
    if (row.pk !== except && row.group === group && row.source === source) {
      const error = message("not-unique", call.language, "group, source");
      throw new ErrorAnswer(400, { non_field_errors: [error] });
    }
  }
}
