import * as v from "valibot";
import { field, nested, readObject } from "./readers/field-readers.ts";
import { isObject, type JsonValue } from "./json.ts";
import type { ReadValue } from "./page.ts";
import { no, numberId, text, textOrNull } from "./readers/value-readers.ts";

type Person = ReadValue<typeof readPerson>;

/** The caller, from `core/users/me/`. */
export interface Me {
  user: Person;
  /** The real user while impersonating `user`, else null. */
  original: Person | null;
}

/** Reads the answer of `core/users/me/`; null when it has no readable user. */
export function readMe(value: JsonValue): Me | null {
  if (!isObject(value)) return null;
  const person = nested(readPerson);
  const ignore = () => {};
  const user = person(value["user"], ignore, value);
  return user === null ? null : { user, original: person(value["original"], ignore, value) };
}

function readPerson(value: JsonValue) {
  return readObject(value, numberId, {
    username: text,
    name: field(v.nullish(v.string(), ""), ""),
    is_superuser: no,
    avatar: textOrNull,
  });
}
