import type { JsonFields } from "../../http/json-fields.ts";
import { writeInstant } from "../../rules/instant.ts";
import type { GroupConnectionEntity } from "../../world/source-entities.ts";
import { writeNestedSource } from "./serialize-source.ts";
import { keep, type Writing } from "./writing.ts";

export function writeConnection(writing: Writing, row: GroupConnectionEntity): JsonFields {
  const { facts, version } = writing;
  const source = facts.sources.get(row.source);
  const nested = version.rules.connection_source === "object" && source !== undefined;
  return keep(version, "connection", {
    pk: row.pk,
    group: row.group,
    source: nested ? writeNestedSource(writing, source) : row.source,
    source_obj: source === undefined ? null : writeNestedSource(writing, source),
    identifier: row.identifier,
    created: writeInstant(row.created),
    last_updated: writeInstant(row.last_updated),
  });
}
