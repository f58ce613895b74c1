import { createColumnHelper } from "@tanstack/react-table";
import { use } from "react";
import type { GroupConnection } from "../../api/wire/connections/group-connection.ts";
import type { AnyEntry, Entry } from "../../list/entry.ts";
import type { Columns } from "../../list/table/list-table.tsx";
import { CellLink, RowLink } from "../../list/table/row-link.tsx";
import type { Features } from "../../list/table/table-features.ts";
import { formatDateTime } from "../../ui/text/format.ts";
import { formatMinuteInColumn } from "../../ui/text/format-later.ts";
import { HighlightContext } from "../../ui/text/highlight-context.ts";
import { NamePair } from "../../ui/text/name-pair.tsx";
import { type LookUpStatus, useLookedUp } from "../../list/related-objects.ts";
import { WHY_UNNAMED } from "../connections/why-unnamed.ts";
import { groupRelation } from "../relations/group-relation.ts";
import { sourceRelation } from "../relations/source-relation.ts";
import { ServerText } from "../../ui/text/server-text.tsx";
import { isSameName, visible } from "../../ui/text/visible.ts";
import styles from "../../list/table/columns.module.css";

const column = createColumnHelper<Features, Entry<GroupConnection>>();

const common: Columns<GroupConnection> = column.columns([
  column.accessor((entry) => entry.value.source, {
    id: "source",
    header: "Source",
    cell: ({ row }) => <SourceCell connection={row.original.value} />,
    meta: { phone: "second", sortNote: "grouped by source", className: styles["source"] },
  }),
  column.accessor((entry) => entry.value.group, {
    id: "group",
    header: "Group",
    cell: ({ row }) => <GroupCell connection={row.original.value} />,
    meta: { phone: "third", sortNote: "grouped by group", className: styles["group"] },
  }),
  column.accessor((entry) => entry.value.identifier, {
    id: "identifier",
    header: "Identifier",
    cell: ({ row }) => <IdentifierCell connection={row.original.value} noun="source connection" />,
    meta: { phone: "start", hasMenu: true },
  }),
  column.accessor((entry) => entry.value.created, {
    id: "created",
    header: "Created",
    cell: ({ row }) => <Moment time={row.original.value.created} />,
    meta: { priority: "mid", phone: "end", isTime: true, className: styles["moment"] },
  }),
]);

const lastUpdated: Columns<GroupConnection> = column.columns([
  column.accessor((entry) => entry.value.last_updated, {
    id: "last_updated",
    header: "Last updated",
    cell: ({ row }) => <Moment time={row.original.value.last_updated ?? null} />,
    meta: { priority: "low", isTime: true, className: styles["moment"] },
  }),
]);

const withLastUpdated: Columns<GroupConnection> = [...common, ...lastUpdated];

/** The columns this authentik has values for, derived from the rows, not from its version. */
export function columnsFor(
  entries: readonly AnyEntry<GroupConnection>[],
): Columns<GroupConnection> {
  const has = entries.some((entry) => entry.readable && entry.value.last_updated !== undefined);
  return has ? withLastUpdated : common;
}

/** What cells show of the connections of groups and users alike. */
type Link = Pick<GroupConnection, "pk" | "source" | "source_obj" | "identifier">;

export function SourceCell({ connection }: { connection: Link }) {
  const { byId, status } = useLookedUp(sourceRelation);
  // The looked-up source has the type, which a nested one lacks.
  const source = byId.get(connection.source) ?? connection.source_obj;
  if (!source) return <Unresolved id={connection.source} status={status} />;
  const type = source.component ? source.verbose_name : null;
  return (
    <CellLink
      pk={connection.pk}
      below="source"
      whole={[source.name, source.slug, type].filter(Boolean).join(" · ")}
    >
      <NamePair
        name={source.name}
        field="source"
        second={
          <>
            {!source.enabled && <span className={styles["marker"]}>disabled</span>}
            {!isSameName(source.name, source.slug) && (
              <ServerText field="source">{source.slug}</ServerText>
            )}
          </>
        }
      />
    </CellLink>
  );
}

function GroupCell({ connection }: { connection: GroupConnection }) {
  const { byId, status } = useLookedUp(groupRelation);
  const group = byId.get(connection.group);
  return (
    <CellLink pk={connection.pk} below="group" whole={group ? group.name : connection.group}>
      {group ? (
        <NamePair name={group.name} field="group" />
      ) : (
        <Unresolved id={connection.group} status={status} />
      )}
    </CellLink>
  );
}

/** For a name that is not known: the id, with the reason as `title`. */
export function Unresolved({ id, status }: { id: string; status: LookUpStatus }) {
  return (
    <span className={styles["mono"]} title={`${visible(id)}: ${WHY_UNNAMED[status]}`}>
      <ServerText>{id || "unreadable"}</ServerText>
    </span>
  );
}

interface IdentifierCellProps {
  connection: Link;
  /** As in "source connection". */
  noun: string;
}

export function IdentifierCell({ connection, noun }: IdentifierCellProps) {
  const { identifier } = connection;
  const unshown = use(HighlightContext)?.unshown(
    [{ label: "id", field: "id", text: String(connection.pk) }],
    [{ field: "identifier", text: identifier }],
  );
  return (
    <RowLink
      pk={connection.pk}
      label={`${visible(identifier || "(empty)")} ${noun} ${connection.pk}`}
    >
      <ServerText title={visible(identifier)} field="identifier">
        {identifier || "(empty)"}
      </ServerText>
      {unshown && <span className={styles["muted"]}> {unshown}</span>}
    </RowLink>
  );
}

export function Moment({ time }: { time: string | null }) {
  const ms = time === null ? Number.NaN : Date.parse(time);
  if (time === null || Number.isNaN(ms)) return <span className={styles["muted"]}>—</span>;
  return (
    <time className={styles["muted"]} dateTime={time} title={formatDateTime(ms)}>
      {formatMinuteInColumn(ms)}
    </time>
  );
}
