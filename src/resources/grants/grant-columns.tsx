import { createColumnHelper } from "@tanstack/react-table";
import { use } from "react";
import type { Grant } from "../../api/wire/grant.ts";
import type { Entry } from "../../list/entry.ts";
import type { Columns } from "../../list/table/list-table.tsx";
import { CellLink, RowLink } from "../../list/table/row-link.tsx";
import type { Features } from "../../list/table/table-features.ts";
import { LazyValueMenu } from "../../list/lazy-list-parts.tsx";
import { objectPath, type ResourceName } from "../../paths.ts";
import { formatDateTime, formatMoment } from "../../ui/text/format.ts";
import { type Highlight, HighlightContext } from "../../ui/text/highlight-context.ts";
import { NamePair } from "../../ui/text/name-pair.tsx";
import { Highlighted } from "../../ui/text/server-text.tsx";
import { ExpiresCell, ExpiryStatusCell } from "../../expiring/expiry-cells.tsx";
import { issuedAt, type NotIssued } from "../../model/issued.ts";
import type { GrantResource } from "./grant-resource.ts";
import { RowMenu } from "../../list/menu/row-menu.tsx";
import { ScopeList } from "./scope-list.tsx";
import { useListSearch } from "../../list/state/use-list-search.ts";
import styles from "../../list/table/columns.module.css";

type GrantColumnHelper<T extends Grant> = ReturnType<typeof createColumnHelper<Features, Entry<T>>>;

interface GrantColumnsOptions<T extends Grant> {
  resource: GrantResource<T>;
  /** Columns particular to the resource, before the time of expiry. */
  own?: (column: GrantColumnHelper<T>) => Columns<T>;
}

/** The columns of codes and tokens. Their ids are sort keys: the server’s, or those of a list that is loaded in full. */
export function grantColumns<T extends Grant>({
  resource,
  own = () => [],
}: GrantColumnsOptions<T>): Columns<T> {
  const column = createColumnHelper<Features, Entry<T>>();
  const { expiry: trait, name, noun } = resource;
  return column.columns([
    column.accessor((entry) => entry.value.is_expired, {
      id: "status",
      header: "Status",
      cell: ({ row }) => <StatusCell entry={row.original} resource={resource} />,
      meta: { phone: "start", className: styles["status"] },
    }),
    column.accessor((entry) => entry.value.user?.pk, {
      id: "user",
      header: "User",
      cell: ({ row }) => <UserCell list={name} grant={row.original.value} />,
      meta: { phone: "second", sortNote: "in order of creation", className: styles["user"] },
    }),
    column.accessor((entry) => entry.value.provider?.pk, {
      id: "provider",
      header: "Provider",
      cell: ({ row }) => <ProviderCell list={name} grant={row.original.value} />,
      meta: { phone: "third", sortNote: "in order of creation", className: styles["provider"] },
    }),
    column.accessor((entry) => entry.value.scope, {
      id: "scope",
      header: "Scopes",
      cell: ({ row }) => <ScopeList scope={row.original.value.scope} />,
      meta: { priority: "low", className: styles["scope"] },
    }),
    column.accessor((entry) => entry.value.expires, {
      id: "issued",
      header: "Issued",
      cell: ({ row }) => <IssuedCell entry={row.original} resource={resource} />,
      meta: { priority: "low", className: styles["issued"] },
    }),
    ...own(column),
    column.accessor((entry) => entry.value.expires, {
      id: "expires",
      header: "Expires",
      cell: ({ row }) => (
        <>
          <ExpiresCell entry={row.original} trait={trait} />
          <RowMenu name={`${noun[0]} ${row.original.value.pk}`}>
            <LazyValueMenu resource={resource} entry={row.original} />
          </RowMenu>
        </>
      ),
      meta: { phone: "end", className: styles["expires"] },
    }),
    column.accessor((entry) => entry.value.pk, {
      id: "pk",
      header: "ID",
      cell: ({ row }) => (
        <span className={styles["muted"]}>
          <Highlighted field="id">{String(row.original.value.pk)}</Highlighted>
        </span>
      ),
      meta: { priority: "mid", align: "end", className: styles["pk"] },
    }),
  ]);
}

interface GrantCellProps<T extends Grant> {
  entry: Entry<T>;
  resource: GrantResource<T>;
}

function StatusCell<T extends Grant>({ entry, resource }: GrantCellProps<T>) {
  const search = useListSearch();
  const { pk, user, provider } = entry.value;
  const { name, noun, expiry } = resource;
  return (
    <RowLink
      to={objectPath(name, pk, "", search)}
      description={`${noun[0]} ${pk} for ${user?.name || user?.username || "unknown user"} to ${provider?.name ?? "unknown provider"}`}
    >
      <ExpiryStatusCell entry={entry} trait={expiry} />
    </RowLink>
  );
}

interface RelatedCellProps {
  list: ResourceName;
  grant: Grant;
}

function UserCell({ list, grant }: RelatedCellProps) {
  const search = useListSearch();
  const { user } = grant;
  const highlight = use(HighlightContext);
  if (user === null) return <span className={styles["muted"]}>unreadable</span>;
  const of = (text: string) => ({ field: "user", text });
  const unshown = highlight?.unshown(
    [{ label: "e-mail", ...of(user.email) }],
    [of(user.name), of(user.username)],
  );
  return (
    <CellLink
      to={objectPath(list, grant.pk, "user", search)}
      whole={`${user.name} ${user.username}`}
    >
      <NamePair
        name={user.name || user.username}
        second={unshown ?? (user.name ? user.username : undefined)}
        field="user"
        secondField="user"
      />
    </CellLink>
  );
}

function ProviderCell({ list, grant }: RelatedCellProps) {
  const search = useListSearch();
  const { provider } = grant;
  const highlight = use(HighlightContext);
  if (provider === null) return <span className={styles["muted"]}>unreadable</span>;
  const application = provider.assigned_application_name;
  const unshown = highlight?.unshown(
    [
      { label: "client id", field: "client", text: provider.client_id ?? "" },
      { label: "slug", field: "app", text: provider.assigned_application_slug ?? "" },
    ],
    [
      { field: "provider", text: provider.name },
      { field: "app", text: application ?? "" },
    ],
  );
  return (
    <CellLink
      to={objectPath(list, grant.pk, "provider", search)}
      whole={`${provider.name} ${application ?? "(no application)"}`}
    >
      <NamePair
        name={provider.name}
        second={unshown ?? application ?? "—"}
        field="provider"
        secondField={application === null ? undefined : "app"}
      />
      {highlight && <FoundInHiddenColumns grant={grant} highlight={highlight} />}
    </CellLink>
  );
}

interface FoundInHiddenColumnsProps {
  grant: Grant;
  highlight: Highlight;
}

/** Matches in the columns of scopes and ids, where these are hidden for lack of space. */
function FoundInHiddenColumns({ grant, highlight }: FoundInHiddenColumnsProps) {
  const found = highlight.unshown(
    [
      ...grant.scope.map((text) => ({ label: "scope", field: "scope", text })),
      { label: "id", field: "id", text: String(grant.pk) },
    ],
    [],
  );
  return found && <span className={styles["foundInHidden"]}> {found}</span>;
}

/** Given in full, because a dash alone could mean anything. */
const NOT_ISSUED: Record<NotIssued, string> = {
  "no-end": "it has no end to count back from",
  "no-validity": "the list does not tell its provider's validity",
  unreadable: "its end or its provider's validity could not be read",
};

function IssuedCell<T extends Grant>({ entry, resource }: GrantCellProps<T>) {
  const issued = issuedAt(entry.value, resource.expiry.validityOf(entry.value));
  if (typeof issued !== "number") {
    const why = `not known: ${NOT_ISSUED[issued]}`;
    return (
      <span className={styles["muted"]} title={why}>
        <span aria-hidden="true">—</span>
        <span className="visually-hidden">{why}</span>
      </span>
    );
  }
  return (
    <span
      className={styles["muted"]}
      title={`${formatDateTime(issued)}: about, from the provider's validity of today`}
    >
      <span aria-hidden="true">≈ </span>
      <span className="visually-hidden">about </span>
      {formatMoment(issued, entry.answeredAt)}
    </span>
  );
}
