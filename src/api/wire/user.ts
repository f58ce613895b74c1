import * as v from "valibot";
import { field, listOf, nested, readObject, unlessAbsent } from "./readers/field-readers.ts";
import { readGroup } from "./group.ts";
import type { JsonValue } from "./json.ts";
import type { ReadValue } from "./page.ts";
import { readRole } from "./role.ts";
import { no, numberId, text, textId, textOrNull, yes } from "./readers/value-readers.ts";

const uuids = listOf<string>(field<string | null>(textId, null));

/** From `core/users`, and nested in a code's or token's row. */
export type User = ReadValue<typeof readUser>;

/** Reads a user of any version. */
export function readUser(value: JsonValue) {
  return readObject(value, numberId, {
    username: text,
    /** May be empty, as may `email`. */
    name: text,
    email: field(v.nullish(v.string(), ""), ""),
    is_active: yes,
    is_superuser: no,
    /** `internal`, `external`, `service_account`, `internal_service_account`. */
    type: textOrNull,
    /** A URL, a path, or a `data:` image. */
    avatar: textOrNull,
    uuid: textOrNull,
    /** uuids of the groups. */
    groups: unlessAbsent(uuids, []),
    /** null when the request left them out with `include_groups=false`. */
    groups_obj: unlessAbsent(listOf(nested(readGroup)), null),
    /** uuids of the roles; none before 2025.12. */
    roles: unlessAbsent(uuids, []),
    /** null before 2025.12, and when left out with `include_roles=false`. */
    roles_obj: unlessAbsent(listOf(nested(readRole)), null),
  });
}
