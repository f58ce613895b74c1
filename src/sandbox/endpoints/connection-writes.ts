import { Refusal, ServerFault, detail, type Answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import type { Json, JsonFields } from "../http/json-fields.ts";
import { message, type MessageName } from "../http/messages.ts";
import type { GroupConnectionEntity } from "../world/source-entities.ts";
import { readUuid } from "../http/query-params.ts";
import { writeGroupConnection } from "./serializers/serialize-connection.ts";

const FIELDS = ["group", "source", "identifier"] as const;

type Fields = Partial<Record<(typeof FIELDS)[number], string>>;

/** POST. Versions that cannot write connections break on it, once they have read the body. */
export async function createConnection(call: Call): Promise<Answer> {
  const data = await readBody(call);
  if (!call.version.rules.connection_writes) throw new ServerFault();
  const { group = "", source = "", identifier = "" } = validated(call, data, false);
  refuseDuplicate(call, group, source, null);
  const row: GroupConnectionEntity = {
    pk: call.installation.nextConnection(),
    group,
    source,
    identifier,
    created: call.at,
    last_updated: call.at,
  };
  call.facts.connections.set(row.pk, row);
  return { status: 201, cost: 50, body: writeGroupConnection(call, row) };
}

/** PUT and PATCH. Versions that cannot write connections answer as if all were well. */
export async function changeConnection(call: Call, row: GroupConnectionEntity): Promise<Answer> {
  const data = await readBody(call);
  let changed = row;
  if (call.version.rules.connection_writes) {
    const fields = validated(call, data, call.request.method === "PATCH");
    changed = { ...row, ...fields, last_updated: call.at };
    refuseDuplicate(call, changed.group, changed.source, row.pk);
    call.facts.connections.set(row.pk, changed);
  }
  return { status: 200, cost: 50, body: writeGroupConnection(call, changed) };
}

/** @throws Refusal 415 for anything but JSON, 400 for what cannot be parsed */
async function readBody(call: Call): Promise<Json> {
  const text = await call.request.text();
  if (text === "") return {};
  const type = call.request.headers.get("content-type") ?? "";
  if (type.split(";")[0]?.trim().toLowerCase() !== "application/json") {
    throw detail(415, "media-type", call.language, type);
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    const lines = text.split("\n");
    const at = `line ${lines.length} column ${(lines.at(-1) ?? "").length + 1}`;
    throw new Refusal(400, {
      detail: `JSON parse error - unexpected end of data: ${at} (char ${text.length})`,
    });
  }
}

function isFields(data: Json): data is JsonFields {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** Python's word for the type of a value. */
function typeName(value: Json): string {
  if (value === null) return "NoneType";
  if (Array.isArray(value)) return "list";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  return typeof value === "string" ? "str" : "dict";
}

/**
 * @param partial whether what is missing stays as it is
 * @throws Refusal 400 with the complaints field by field
 */
function validated(call: Call, data: Json, partial: boolean): Fields {
  const { facts, language } = call;
  if (!isFields(data)) {
    const complaint = message("no-dictionary", language, typeName(data));
    throw new Refusal(400, { non_field_errors: [complaint] });
  }
  const fields: Fields = {};
  const complaints: Record<string, Json> = {};
  for (const name of FIELDS) {
    const value = data[name];
    let read: Read;
    if (value === undefined) {
      if (partial) continue;
      read = { wrong: "required" };
    } else if (name === "identifier") read = readText(value);
    else read = readRelation(value, name === "group" ? facts.groups : facts.sources);
    if ("wrong" in read) complaints[name] = [message(read.wrong, language, read.value)];
    else fields[name] = read.text;
  }
  if (Object.keys(complaints).length > 0) throw new Refusal(400, complaints);
  return fields;
}

type Read = { readonly text: string } | { readonly wrong: MessageName; readonly value?: string };

function readText(value: Json): Read {
  if (value === null) return { wrong: "not-null" };
  if (typeof value !== "string" && typeof value !== "number") return { wrong: "not-a-string" };
  const text = String(value).trim();
  if (text === "") return { wrong: "not-blank" };
  return text.includes("\0") ? { wrong: "nul" } : { text };
}

function readRelation(value: Json, known: ReadonlyMap<string, unknown>): Read {
  if (value === null || value === "") return { wrong: "not-null" };
  if (typeof value === "number" && Number.isInteger(value)) {
    // A whole number is taken for a uuid, of which there is none so small.
    return { wrong: "no-object", value: String(value) };
  }
  if (typeof value !== "string") return { wrong: "wrong-pk-type", value: typeName(value) };
  const uuid = readUuid(value);
  if (uuid === null) return { wrong: "not-a-uuid", value };
  return known.has(uuid) ? { text: uuid } : { wrong: "no-object", value };
}

function refuseDuplicate(call: Call, group: string, source: string, except: number | null): void {
  for (const row of call.facts.connections.values()) {
    if (row.pk !== except && row.group === group && row.source === source) {
      const complaint = message("not-unique", call.language, "group, source");
      throw new Refusal(400, { non_field_errors: [complaint] });
    }
  }
}
