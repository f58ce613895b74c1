import type { JsonObject } from "../../api/wire/json.ts";
import { EVENT_FIELDS } from "./event-fields.ts";
import { GRANT_FIELDS } from "./grant-fields.ts";
import { GROUP_CONNECTION_FIELDS } from "./group-connection-fields.ts";
import { GROUP_FIELDS } from "./group-fields.ts";
import { PROVIDER_FIELDS } from "./provider-fields.ts";
import { ROLE_FIELDS } from "./role-fields.ts";
import { SOURCE_FIELDS } from "./source-fields.ts";
import { USER_FIELDS } from "./user-fields.ts";
import type { Field, FieldTable } from "./field-table.ts";

export type ObjectKind =
  | "grant"
  | "provider"
  | "user"
  | "group"
  | "role"
  | "source"
  | "group-connection"
  | "event";

export interface NamedField extends Field {
  /** The API's own name. */
  name: string;
}

export interface FieldGroup {
  title: string;
  fields: NamedField[];
}

/** The group of fields that are in no table. */
export const OTHER = "Other";

/** One flat, ordered table per kind; a Map, because field names come from outside ("constructor"). */
const TABLES: Readonly<Record<ObjectKind, ReadonlyMap<string, Field>>> = {
  grant: flat(GRANT_FIELDS),
  provider: flat(PROVIDER_FIELDS),
  user: flat(USER_FIELDS),
  group: flat(GROUP_FIELDS),
  role: flat(ROLE_FIELDS),
  source: flat(SOURCE_FIELDS),
  "group-connection": flat(GROUP_CONNECTION_FIELDS),
  event: flat(EVENT_FIELDS),
};

function flat(table: FieldTable): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const [group, members] of Object.entries(table)) {
    for (const [name, [label, kind]] of Object.entries(members)) {
      fields.set(name, { label, group, kind });
    }
  }
  return fields;
}

/** Label, group and renderer of one field; an unknown one is "Other", labelled with its own name. */
export function describeField(kind: ObjectKind, name: string): NamedField {
  const known = TABLES[kind].get(name);
  return known === undefined
    ? { name, label: name, group: OTHER, kind: "json" }
    : { name, ...known };
}

/**
 * Every field of an object, each once, in labelled groups: known groups and fields in the table's order,
 * then the unknown ones in the order they came.
 */
export function fieldGroups(kind: ObjectKind, object: JsonObject): FieldGroup[] {
  const names = Object.keys(object);
  const known = [...TABLES[kind].keys()].filter((name) => Object.hasOwn(object, name));
  const unknown = names.filter((name) => !TABLES[kind].has(name));
  const groups = new Map<string, NamedField[]>();
  for (const name of [...known, ...unknown]) {
    const field = describeField(kind, name);
    const members = groups.get(field.group);
    if (members === undefined) groups.set(field.group, [field]);
    else members.push(field);
  }
  return [...groups].map(([title, fields]) => ({ title, fields }));
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ["hashed_user_id", "Hashed user ID"],
  ["user_id", "User ID"],
  ["user_uuid", "User UUID"],
  ["user_email", "E-mail"],
  ["user_upn", "UPN"],
  ["per_provider", "One a provider"],
  ["global", "The same for all"],
  ["frontchannel", "Front channel"],
  ["backchannel", "Back channel"],
  ["any", "Any"],
  ["all", "All"],
  ["email_link", "By e-mail, linking"],
  ["email_deny", "By e-mail, denying"],
  ["username_link", "By username, linking"],
  ["username_deny", "By username, denying"],
  ["name_link", "By name, linking"],
  ["name_deny", "By name, denying"],
]);

/** The label of an enum value: "service_account" is "Service account". */
export function enumWords(value: string): string {
  const known = WORDS.get(value);
  if (known !== undefined) return known;
  if (!/^[a-z][a-z0-9_-]*$/.test(value)) return value;
  const words = value.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
