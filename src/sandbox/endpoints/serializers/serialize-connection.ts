import type { JsonFields } from "../../http/json-fields.ts";
import { writeInstant } from "../../rules/instant.ts";
import type { GroupConnectionEntity, UserConnectionEntity } from "../../world/source-entities.ts";
import { writeNestedSource } from "./serialize-source.ts";
import { keepKnownFields, writeOptionalInstant, type WriteContext } from "./write-context.ts";

export function writeGroupConnection(
  context: WriteContext,
  row: GroupConnectionEntity,
): JsonFields {
  return keepKnownFields(context.version, "connection", {
    pk: row.pk,
    group: row.group,
    ...writeLink(context, row),
  });
}

/** A row of the list of its kind. Only an OAuth source's access token expires. */
export function writeUserConnection(context: WriteContext, row: UserConnectionEntity): JsonFields {
  return keepKnownFields(context.version, "user_connection", {
    pk: row.pk,
    user: row.user,
    ...writeLink(context, row),
    ...(row.kind === "oauth" && { expires: writeOptionalInstant(row.expires) }),
  });
}

/** A row of the list of all kinds. */
export function writeAnyUserConnection(
  context: WriteContext,
  row: UserConnectionEntity,
): JsonFields {
  return keepKnownFields(context.version, "any_user_connection", {
    pk: row.pk,
    user: row.user,
    ...writeLink(context, row),
  });
}

/** The fields that group and user connections share. */
function writeLink(
  context: WriteContext,
  row: GroupConnectionEntity | UserConnectionEntity,
): JsonFields {
  const entity = context.worldIndex.sources.get(row.source);
  const source = entity === undefined ? null : writeNestedSource(context, entity);
  const isNested = context.version.rules.connection_source === "object" && source !== null;
  return {
    source: isNested ? source : row.source,
    source_obj: source,
    identifier: row.identifier,
    created: writeInstant(row.created),
    last_updated: writeInstant(row.last_updated),
  };
}
