/** Fields of a request's body, as the server's serializers read them. */
import { ErrorAnswer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { isFields, type Json, type JsonFields } from "../http/json-fields.ts";
import { message, type MessageName } from "../http/messages.ts";
import { readUuid } from "../http/query-params.ts";
import { typeName } from "./read-body.ts";

/** A value, or what is wrong with what was sent. */
export type FieldResult<Value> =
  | { readonly of: Value }
  | { readonly problem: MessageName; readonly value?: string };

export interface BodyField<Value> {
  read(value: Json): FieldResult<Value>;
  /** The value of a field that was not sent; without it, the field is required. */
  readonly fallback?: Value;
}

/** @throws ErrorAnswer 400 with all errors, keyed by field */
export function readFields<Fields extends object>(
  { language }: Call,
  data: JsonFields,
  fields: { readonly [Name in keyof Fields]: BodyField<Fields[Name]> },
): Fields {
  const values: Partial<Fields> = {};
  const errors: Record<string, Json> = {};
  for (const name of Object.keys(fields) as (keyof Fields & string)[]) {
    const { read, fallback } = fields[name];
    const sent = data[name];
    if (sent === undefined && fallback !== undefined) {
      values[name] = fallback;
      continue;
    }
    const result: FieldResult<Fields[typeof name]> =
      sent === undefined ? { problem: "required" } : read(sent);
    if ("problem" in result) errors[name] = [message(result.problem, language, result.value)];
    else values[name] = result.of;
  }
  if (Object.keys(errors).length > 0) throw new ErrorAnswer(400, errors);
  return values as Fields;
}

/** @throws ErrorAnswer 400 if another object has the value already */
export function refuseTaken({ language }: Call, field: string, isTaken: boolean): void {
  if (isTaken) throw new ErrorAnswer(400, { [field]: [message("unique", language)] });
}

/** A text that is not empty, without whitespace around it. */
export function readText(value: Json): FieldResult<string> {
  if (value === null) return { problem: "not-null" };
  if (typeof value !== "string" && typeof value !== "number") return { problem: "not-a-string" };
  const text = String(value).trim();
  if (text === "") return { problem: "not-blank" };
  return text.includes("\0") ? { problem: "nul" } : { of: text };
}

/** A text that may be empty. */
export function readOptionalText(value: Json): FieldResult<string> {
  return value === "" ? { of: "" } : readText(value);
}

/** One of a few words. */
export function readWord<Word extends string>(words: readonly Word[]) {
  return (value: Json): FieldResult<Word> => {
    const word = words.find((each) => each === value);
    return word === undefined ? { problem: "unknown-choice", value: String(value) } : { of: word };
  };
}

export function readFlag(value: Json): FieldResult<boolean> {
  return typeof value === "boolean"
    ? { of: value }
    : { problem: "unknown-choice", value: String(value) };
}

/** The uuid of one of these objects. */
export function readRelation(known: ReadonlyMap<string, unknown>) {
  return (value: Json): FieldResult<string> => {
    if (value === null || value === "") return { problem: "not-null" };
    if (typeof value === "number" && Number.isInteger(value)) {
      // The server parses an integer as a uuid, and no object has one that small.
      return { problem: "no-object", value: String(value) };
    }
    if (typeof value !== "string") return { problem: "wrong-pk-type", value: typeName(value) };
    const uuid = readUuid(value);
    if (uuid === null) return { problem: "not-a-uuid", value };
    return known.has(uuid) ? { of: uuid } : { problem: "no-object", value };
  };
}

/** The same, or null. */
export function readOptionalRelation(known: ReadonlyMap<string, unknown>) {
  const read = readRelation(known);
  return (value: Json): FieldResult<string | null> => (value === null ? { of: null } : read(value));
}

/** A list whose items are read by `read`; the first wrong one is reported. */
export function readList<Value>(read: (value: Json) => FieldResult<Value>) {
  return (value: Json): FieldResult<readonly Value[]> => {
    if (!Array.isArray(value)) return { problem: "not-a-list", value: typeName(value) };
    const items: Value[] = [];
    for (const item of value as readonly Json[]) {
      const result = read(item);
      if ("problem" in result) return result;
      items.push(result.of);
    }
    return { of: items };
  };
}

/** Any JSON object. */
export function readJsonObject(value: Json): FieldResult<JsonFields> {
  return isFields(value) ? { of: value } : { problem: "no-dictionary", value: typeName(value) };
}
