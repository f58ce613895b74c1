import * as v from "valibot";
import { field, listOf, nested, readObject, unlessAbsent } from "./field-readers.ts";
import { readGroup, type Group } from "./group.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Row } from "./page.ts";
import { readRole, type Role } from "./role.ts";
import { no, numberId, text, textId, textOrNull, yes } from "./value-readers.ts";

/** From `core/users`, and inside a code's or token's row. */
export interface User {
  pk: number;
  username: string;
  /** May be empty. */
  name: string;
  /** May be empty. */
  email: string;
  is_active: boolean;
  is_superuser: boolean;
  /** `internal`, `external`, `service_account`, `internal_service_account`. */
  type: string | null;
  /** A URL, a path, or a `data:` image. */
  avatar: string | null;
  uuid: string | null;
  /** uuids of the groups. */
  groups: string[];
  /** null when the request left them out with `include_groups=false`. */
  groups_obj: Group[] | null;
  /** uuids of the roles; none before 2025.12. */
  roles: string[];
  /** null before 2025.12, and when left out with `include_roles=false`. */
  roles_obj: Role[] | null;
  raw: JsonObject;
}

const uuids = listOf<string>(field<string | null>(textId, null));

/** Reads a user of any version. */
export function readUser(value: JsonValue): Row<User> {
  return readObject(value, numberId, {
    username: text,
    name: text,
    email: field(v.nullish(v.string(), ""), ""),
    is_active: yes,
    is_superuser: no,
    type: textOrNull,
    avatar: textOrNull,
    uuid: textOrNull,
    groups: unlessAbsent(uuids, []),
    groups_obj: unlessAbsent(listOf(nested(readGroup)), null),
    roles: unlessAbsent(uuids, []),
    roles_obj: unlessAbsent(listOf(nested(readRole)), null),
  });
}
