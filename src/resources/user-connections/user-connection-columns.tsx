import { createColumnHelper } from "@tanstack/react-table";
import type { UserConnection } from "../../api/wire/connections/user-connection.ts";
import type { AnyEntry, Entry } from "../../list/entry.ts";
import { useLookedUp } from "../../list/related-objects.ts";
import type { Columns } from "../../list/table/list-table.tsx";
import { CellLink } from "../../list/table/row-link.tsx";
import type { Features } from "../../list/table/table-features.ts";
import { NamePair } from "../../ui/text/name-pair.tsx";
import {
  IdentifierCell,
  Moment,
  SourceCell,
  Unresolved,
} from "../group-connections/group-connection-columns.tsx";
import { connectedUserRelation } from "../relations/connected-user-relation.ts";
import styles from "../../list/table/columns.module.css";

const column = createColumnHelper<Features, Entry<UserConnection>>();

const common: Columns<UserConnection> = column.columns([
  column.accessor((entry) => entry.value.source, {
    id: "source",
    header: "Source",
    cell: ({ row }) => <SourceCell connection={row.original.value} />,
    meta: { phone: "second", sortNote: "grouped by source", className: styles["source"] },
  }),
  column.accessor((entry) => entry.value.user, {
    id: "user",
    header: "User",
    cell: ({ row }) => <UserCell connection={row.original.value} />,
    meta: { phone: "third", sortNote: "grouped by user", className: styles["group"] },
  }),
  column.accessor((entry) => entry.value.identifier, {
    id: "identifier",
    header: "Identifier",
    cell: ({ row }) => <IdentifierCell connection={row.original.value} noun="user connection" />,
    meta: { phone: "start", hasMenu: true },
  }),
  column.accessor((entry) => entry.value.created, {
    id: "created",
    header: "Created",
    cell: ({ row }) => <Moment time={row.original.value.created} />,
    meta: { priority: "mid", phone: "end", isTime: true, className: styles["moment"] },
  }),
]);

const withLastUpdated: Columns<UserConnection> = [
  ...common,
  ...column.columns([
    column.accessor((entry) => entry.value.last_updated, {
      id: "last_updated",
      header: "Last updated",
      cell: ({ row }) => <Moment time={row.original.value.last_updated ?? null} />,
      meta: { priority: "low", isTime: true, className: styles["moment"] },
    }),
  ]),
];

/** The columns this authentik has values for, derived from the rows, not from its version. */
export function userConnectionColumns(
  entries: readonly AnyEntry<UserConnection>[],
): Columns<UserConnection> {
  const has = entries.some((entry) => entry.readable && entry.value.last_updated !== undefined);
  return has ? withLastUpdated : common;
}

function UserCell({ connection }: { connection: UserConnection }) {
  const { byId, status } = useLookedUp(connectedUserRelation);
  const id = connection.user === null ? "" : String(connection.user);
  const user = byId.get(id);
  return (
    <CellLink
      pk={connection.pk}
      below="user"
      whole={user ? connectedUserRelation.labelOf(user) : id}
    >
      {user ? (
        <NamePair
          name={connectedUserRelation.labelOf(user)}
          second={connectedUserRelation.secondOf(user)}
          field="user"
        />
      ) : (
        <Unresolved id={id} status={status} />
      )}
    </CellLink>
  );
}
