import type { JsonFields } from "../../http/json-fields.ts";
import { writeInstant } from "../../rules/instant.ts";
import type { GroupConnectionEntity, UserConnectionEntity } from "../../world/source-entities.ts";
import { writeNestedSource } from "./serialize-source.ts";
import { keep, written, type Writing } from "./writing.ts";

export function writeGroupConnection(writing: Writing, row: GroupConnectionEntity): JsonFields {
  return keep(writing.version, "connection", {
    pk: row.pk,
    group: row.group,
    ...writeLink(writing, row),
  });
}

export function writeUserConnection(writing: Writing, row: UserConnectionEntity): JsonFields {
  return keep(writing.version, "user_connection", {
    pk: row.pk,
    user: row.user,
    ...writeLink(writing, row),
    expires: written(row.expires),
  });
}

/** What all connections to a source have in common. */
function writeLink(
  writing: Writing,
  row: GroupConnectionEntity | UserConnectionEntity,
): JsonFields {
  const entity = writing.facts.sources.get(row.source);
  const source = entity === undefined ? null : writeNestedSource(writing, entity);
  const isNested = writing.version.rules.connection_source === "object" && source !== null;
  return {
    source: isNested ? source : row.source,
    source_obj: source,
    identifier: row.identifier,
    created: writeInstant(row.created),
    last_updated: writeInstant(row.last_updated),
  };
}
