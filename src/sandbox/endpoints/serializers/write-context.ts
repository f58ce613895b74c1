/**
 * How serializers work: each builds an object with the fields of all versions, and `keepKnownFields` then drops those
 * that the version lacks (see `version-fields.ts`).
 */
import type { WorldIndex } from "../../world/world-index.ts";
import { writeInstant, type Instant } from "../../rules/instant.ts";
import type { JsonFields } from "../../http/json-fields.ts";
import type { ObjectName } from "../../versions/version-fields.ts";
import type { Version } from "../../versions/known-versions.ts";

/** What a serializer needs besides the row. */
export interface WriteContext {
  readonly worldIndex: WorldIndex;
  readonly version: Version;
  /** The time of the response. */
  readonly at: Instant;
  /** The request's `include_…` parameters, and whether each is `true`. */
  readonly include: ReadonlyMap<string, boolean>;
}

/** Drops the fields that the version lacks. */
export function keepKnownFields(
  version: Version,
  object: ObjectName,
  fields: JsonFields,
): JsonFields {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => version.has(object, field)));
}

export function withoutMissing<Entity>(entities: readonly (Entity | undefined)[]): Entity[] {
  return entities.filter((entity) => entity !== undefined);
}

export function writeOptionalInstant(at: Instant | null): string | null {
  return at === null ? null : writeInstant(at);
}
