import * as v from "valibot";
import { isObject } from "../json.ts";

/*
 * Schemas of the domain types as declared, for checks at run time. No field is optional, and no other is allowed: a
 * mismatch means that a reader's value does not have its declared type.
 */

const raw = v.custom(isObject);
const id = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const uuid = v.pipe(v.string(), v.nonEmpty());
const textOrNull = v.nullable(v.string());

const Problem = v.strictObject({ path: v.string(), message: v.pipe(v.string(), v.nonEmpty()) });

const Group = v.strictObject({
  pk: uuid,
  name: v.string(),
  is_superuser: v.boolean(),
  parents: v.array(uuid),
  raw,
});

const Role = v.strictObject({ pk: uuid, name: v.string(), raw });

const User = v.strictObject({
  pk: id,
  username: v.string(),
  name: v.string(),
  email: v.string(),
  is_active: v.boolean(),
  is_superuser: v.boolean(),
  type: textOrNull,
  avatar: textOrNull,
  uuid: textOrNull,
  groups: v.array(uuid),
  groups_obj: v.nullable(v.array(Group)),
  roles: v.array(uuid),
  roles_obj: v.nullable(v.array(Role)),
  raw,
});

const Provider = v.strictObject({
  pk: id,
  name: v.string(),
  assigned_application_name: textOrNull,
  assigned_application_slug: textOrNull,
  access_code_validity: textOrNull,
  access_token_validity: textOrNull,
  refresh_token_validity: textOrNull,
  client_id: textOrNull,
  client_type: textOrNull,
  meta_model_name: textOrNull,
  verbose_name: textOrNull,
  redirect_uris: v.array(
    v.strictObject({ url: v.string(), matching_mode: textOrNull, redirect_uri_type: textOrNull }),
  ),
  raw,
});

const Source = v.strictObject({
  pk: uuid,
  name: v.string(),
  slug: v.string(),
  enabled: v.boolean(),
  verbose_name: textOrNull,
  component: textOrNull,
  meta_model_name: textOrNull,
  raw,
});

const AuthorizationCode = v.strictObject({
  pk: id,
  provider: v.nullable(Provider),
  user: v.nullable(User),
  is_expired: v.boolean(),
  expires: textOrNull,
  expiresMs: v.nullable(v.pipe(v.number(), v.finite())),
  scope: v.array(v.string()),
  raw,
});

const SourceConnection = v.strictObject({
  pk: id,
  source: v.string(),
  source_obj: v.nullable(Source),
  group: v.string(),
  identifier: v.string(),
  created: textOrNull,
  last_updated: v.union([v.undefined(), v.null(), v.string()]),
  raw,
});

const Person = v.strictObject({
  pk: id,
  username: v.string(),
  name: v.string(),
  is_superuser: v.boolean(),
  avatar: textOrNull,
  raw,
});

/** The schema of each reader's values, by the name of its object. */
export const SHAPES = { AuthorizationCode, SourceConnection, Provider, User, Group, Source };

export const MeShape = v.nullable(v.strictObject({ user: Person, original: v.nullable(Person) }));

/** One row: readable, or not and with its problems. */
export function rowShape(value: v.GenericSchema) {
  return v.variant("readable", [
    v.strictObject({ readable: v.literal(true), value, raw, problems: v.array(Problem) }),
    v.strictObject({
      readable: v.literal(false),
      raw: v.any(),
      problems: v.pipe(v.array(Problem), v.nonEmpty()),
    }),
  ]);
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const ordinal = v.pipe(count, v.minValue(1));

/** One page with consistent numbers. */
export function pageShape(value: v.GenericSchema) {
  return v.pipe(
    v.strictObject({
      rows: v.array(rowShape(value)),
      count,
      page: ordinal,
      pages: ordinal,
      pageSize: ordinal,
      start: count,
      end: count,
      next: v.nullable(ordinal),
      previous: v.nullable(ordinal),
    }),
    v.check(({ rows, start, end }) => rows.length === (end === 0 ? 0 : end - start + 1)),
    v.check(({ start, end, count }) => start <= end && end <= count),
    v.check(({ page, next }) => next === null || next === page + 1),
    v.check(({ rows, pageSize }) => rows.length <= pageSize),
  );
}
