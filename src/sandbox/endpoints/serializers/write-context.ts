/**
 * How serializers work: each one makes an object with every field that any version has, and
 * `keepKnownFields` then drops those that this version lacks (see `version-fields.ts`).
 */
import type { WorldIndex } from "../../world/world-index.ts";
import { writeInstant, type Instant } from "../../rules/instant.ts";
import type { JsonFields } from "../../http/json-fields.ts";
import type { ObjectName } from "../../versions/version-fields.ts";
import type { Version } from "../../versions/known-versions.ts";

/** What a serializer needs to know besides the row. */
export interface WriteContext {
  readonly worldIndex: WorldIndex;
  readonly version: Version;
  /** When the answer is given. */
  readonly at: Instant;
  /** The `include_…` parameters of the request, and whether each says `true`. */
  readonly include: ReadonlyMap<string, boolean>;
}

/** Drops the fields that the version does not have. */
export function keepKnownFields(
  version: Version,
  object: ObjectName,
  fields: JsonFields,
): JsonFields {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => version.has(object, field)));
}

/** Drops what is undefined. */
export function withoutMissing<Entity>(entities: readonly (Entity | undefined)[]): Entity[] {
  return entities.filter((entity) => entity !== undefined);
}

export function writeOptionalInstant(at: Instant | null): string | null {
  return at === null ? null : writeInstant(at);
}
