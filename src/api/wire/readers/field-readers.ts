import * as v from "valibot";
import { isObject, type JsonObject, type JsonValue } from "../json.ts";
import { badRow, type Problem, type Row } from "../page.ts";
import { redact } from "../redact.ts";

/** Reports what could not be read, with its path within the field. */
type Note = (message: string, path?: string) => void;

/** Reads one field. Never throws: it reports what it cannot read, and returns a safe value instead. */
export type FieldReader<T> = (value: JsonValue | undefined, note: Note, whole: JsonObject) => T;

/** A reader for each field of an object. */
export type FieldReaders = Record<string, FieldReader<unknown>>;

type Values<F extends FieldReaders> = {
  [K in keyof F]: F[K] extends FieldReader<infer T> ? T : never;
};

/** A field by a valibot schema; `safe` replaces a value that the schema rejects. */
export function field<T>(schema: v.GenericSchema<unknown, T>, safe: T): FieldReader<T> {
  return (value, note) => {
    const result = v.safeParse(schema, value);
    if (result.success) return result.output;
    for (const issue of result.issues) note(problemText(issue), v.getDotPath(issue) ?? "");
    return safe;
  };
}

/** A list, element by element: one that cannot be read is reported and left out. */
export function listOf<T extends {}>(element: FieldReader<T | null>): FieldReader<T[]> {
  return (value, note, whole) => {
    if (!Array.isArray(value)) {
      note(expectedText("a list", value));
      return [];
    }
    return value.flatMap((item, index) => {
      const read = element(
        item,
        (message, path) => note(message, join(String(index), path)),
        whole,
      );
      return read === null ? [] : [read];
    });
  };
}

/** A field that some versions leave out or send as null: `instead`, without a report. */
export function unlessAbsent<T, U>(present: FieldReader<T>, instead: U): FieldReader<T | U> {
  return (value, note, whole) =>
    value === undefined || value === null ? instead : present(value, note, whole);
}

/** A nested object; null when its id cannot be read. */
export function nested<T>(read: (value: JsonValue) => Row<T>): FieldReader<T | null> {
  return (value, note) => {
    const row = read(value ?? null);
    for (const problem of row.problems) note(problem.message, problem.path);
    return row.readable ? row.value : null;
  };
}

/**
 * Reads an object of any authentik version. Only `pk` is required: without it, the object cannot be identified or
 * linked. Fields without a reader stay in `raw`.
 *
 * @param value redacted here, so that no secret passes, whoever calls.
 */
export function readObject<P extends string | number, F extends FieldReaders>(
  value: JsonValue,
  pk: v.GenericSchema<unknown, P>,
  fields: F,
): Row<{ pk: P; raw: JsonObject } & Values<F>> {
  if (!isObject(value)) {
    return badRow(value, [{ path: "", message: expectedText("an object", value) }]);
  }
  const raw = redact(value) as JsonObject;
  const id = v.safeParse(pk, Object.hasOwn(raw, "pk") ? raw["pk"] : undefined);
  if (!id.success) {
    return badRow(raw, [{ path: "pk", message: problemText(id.issues[0]) }]);
  }
  const problems: Problem[] = [];
  const values = Object.fromEntries(
    Object.entries(fields).map(([name, read]) => {
      const note: Note = (message, path) => problems.push({ path: join(name, path), message });
      const own = Object.hasOwn(raw, name) ? raw[name] : undefined;
      return [name, read(own, note, raw)];
    }),
  ) as Values<F>;
  return { readable: true, value: { pk: id.output, ...values, raw }, raw, problems };
}

function join(name: string, path: string | undefined): string {
  return path ? `${name}.${path}` : name;
}

/** Not valibot's message, which repeats the value. */
function problemText(issue: v.BaseIssue<unknown>): string {
  const expected = issue.expected === null ? "another form" : issue.expected;
  return expectedText(expected, issue.input as JsonValue | undefined);
}

/** `expected a list, received text`. Names the type of the value, never the value. */
export function expectedText(expected: string, value: JsonValue | undefined): string {
  return `expected ${expected}, received ${kindOf(value)}`;
}

function kindOf(value: JsonValue | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return value === "" ? "empty text" : "text";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
