/**
 * Entities as an authentik version writes them. Each writer makes the fullest object there ever
 * was; `keep` then drops the fields that the version does not have (see `version-fields.ts`).
 */
import type { Facts } from "../../world/world-index.ts";
import { writeInstant, type Instant } from "../../rules/instant.ts";
import type { JsonFields } from "../../http/json-fields.ts";
import type { ObjectName } from "../../versions/version-fields.ts";
import type { Version } from "../../versions/known-versions.ts";

/** What a serializer needs beside the row. */
export interface Writing {
  readonly facts: Facts;
  readonly version: Version;
  /** The moment of the answer. */
  readonly at: Instant;
  /** The `include_…` parameters that were given: whether each says `true`. */
  readonly include: ReadonlyMap<string, boolean>;
}

/** Leaves out the fields that the version does not have. */
export function keep(version: Version, object: ObjectName, fields: JsonFields): JsonFields {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => version.has(object, field)));
}

/** Those that are there. */
export function present<Entity>(entities: readonly (Entity | undefined)[]): Entity[] {
  return entities.filter((entity) => entity !== undefined);
}

export function written(at: Instant | null): string | null {
  return at === null ? null : writeInstant(at);
}
