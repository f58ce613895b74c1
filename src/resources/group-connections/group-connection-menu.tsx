import type { SourceConnection } from "../../api/wire/group-connection.ts";
import { objectPath } from "../../paths.ts";
import { useNames } from "../relations/connection-names.ts";
import { sourceConnections } from "./group-connections-resource.ts";
import { useListSearch } from "../../list/state/use-list-search.ts";
import { type RowValue, ValueMenu } from "../../list/menu/value-menu.tsx";

interface SourceConnectionMenuProps {
  connection: SourceConnection;
}

/** What can be done with the values of a connection. */
export function SourceConnectionMenu({ connection }: SourceConnectionMenuProps) {
  const search = useListSearch();
  const { sources, groups } = useNames();
  const { pk, identifier } = connection;
  const to = (step: string) => objectPath("source-connections", pk, step, search);
  const source = sources.get(connection.source) ?? connection.source_obj;
  const group = groups.get(connection.group);
  const values: RowValue[] = [];
  const exclude = { param: "exclude_source", value: connection.source } as const;
  if (source) {
    values.push({
      what: "source",
      text: source.name,
      second: source.slug,
      // The list filters by slug; an id alone leads nowhere.
      only: source.slug === "" ? undefined : { param: "source__slug", value: source.slug },
      exclude,
      open: to("source"),
      copy: { what: "slug", text: source.slug },
    });
  } else if (connection.source !== "") {
    const copy = { what: "ID", text: connection.source };
    values.push({ what: "source", text: connection.source, exclude, copy });
  }
  if (connection.group !== "") {
    values.push({
      what: "group",
      text: group?.name ?? connection.group,
      only: { param: "group", value: connection.group },
      exclude: { param: "exclude_group", value: connection.group },
      open: to("group"),
      copy: group
        ? { what: "name", text: group.name }
        : { what: "group ID", text: connection.group },
    });
  }
  if (identifier !== "") {
    const copy = { what: "identifier", text: identifier };
    values.push({ what: "identifier", text: identifier, copy });
  }
  values.push({
    what: "connection",
    text: String(pk),
    open: to(""),
    copy: { what: "ID", text: String(pk) },
  });
  return <ValueMenu values={values} definition={sourceConnections.definition} />;
}
