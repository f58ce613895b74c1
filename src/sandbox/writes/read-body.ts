import { ErrorAnswer, errorDetail } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { isFields, type Json, type JsonFields } from "../http/json-fields.ts";
import { message } from "../http/messages.ts";

/**
 * The fields that a request sends.
 * @throws ErrorAnswer 415 for a content type other than JSON, 400 for malformed JSON or another value than an object
 */
export async function readBody(call: Call): Promise<JsonFields> {
  const data = await parse(call);
  if (isFields(data)) return data;
  const error = message("no-dictionary", call.language, typeName(data));
  throw new ErrorAnswer(400, { non_field_errors: [error] });
}

async function parse(call: Call): Promise<Json> {
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
export function typeName(value: Json): string {
  if (value === null) return "NoneType";
  if (Array.isArray(value)) return "list";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  return typeof value === "string" ? "str" : "dict";
}
