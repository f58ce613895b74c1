import { createColumnHelper } from "@tanstack/react-table";
import { use } from "react";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import type { Entry } from "../../list/entry.ts";
import type { Columns } from "../../list/table/list-table.tsx";
import { CellLink, RowLink } from "../../list/table/row-link.tsx";
import type { Features } from "../../list/table/table-features.ts";
import { objectPath } from "../../paths.ts";
import { formatDateTime, formatMoment } from "../../ui/text/format.ts";
import { type Highlight, HighlightContext } from "../../ui/text/highlight-context.ts";
import { NamePair } from "../../ui/text/name-pair.tsx";
import { Highlighted } from "../../ui/text/server-text.tsx";
import { ExpiresCell, ExpiryStatusCell } from "../../expiring/expiry-cells.tsx";
import { issuedAt, type NotIssued } from "../../model/issued.ts";
import { lazyComponent } from "../../feedback/lazy-component.tsx";
import { RowMenu } from "../../list/menu/row-menu.tsx";
import { ScopeList } from "../relations/scope-list.tsx";
import { useListSearch } from "../../list/state/use-list-search.ts";
import styles from "../../list/table/columns.module.css";

const Menu = lazyComponent(() =>
  import("./authorization-code-menu.tsx").then((module) => module.AuthorizationCodeMenu),
);

const column = createColumnHelper<Features, Entry<AuthorizationCode>>();

/** A column's id is the server's ordering key; those it does not honour are display columns. */
export const authorizationCodeColumns: Columns<AuthorizationCode> = column.columns([
  column.display({
    id: "status",
    header: "Status",
    cell: ({ row }) => <StatusCell entry={row.original} />,
    meta: { phone: "start", className: styles["status"] },
  }),
  column.accessor((entry) => entry.value.user?.pk, {
    id: "user",
    header: "User",
    cell: ({ row }) => <UserCell code={row.original.value} />,
    meta: { phone: "second", sortNote: "in order of creation", className: styles["user"] },
  }),
  column.accessor((entry) => entry.value.provider?.pk, {
    id: "provider",
    header: "Provider",
    cell: ({ row }) => <ProviderCell code={row.original.value} />,
    meta: { phone: "third", sortNote: "in order of creation", className: styles["provider"] },
  }),
  column.display({
    id: "scope",
    header: "Scopes",
    cell: ({ row }) => <ScopeList scope={row.original.value.scope} />,
    meta: { priority: "low", className: styles["scope"] },
  }),
  column.display({
    id: "issued",
    header: "Issued",
    cell: ({ row }) => <IssuedCell entry={row.original} />,
    meta: { priority: "low", className: styles["issued"] },
  }),
  column.accessor((entry) => entry.value.expires, {
    id: "expires",
    header: "Expires",
    cell: ({ row }) => (
      <>
        <ExpiresCell entry={row.original} />
        <RowMenu name={`authorization code ${row.original.value.pk}`}>
          <Menu entry={row.original} />
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

function StatusCell({ entry }: { entry: Entry<AuthorizationCode> }) {
  const search = useListSearch();
  const { pk, user, provider } = entry.value;
  return (
    <RowLink
      to={objectPath("authorization-codes", pk, "", search)}
      description={`authorization code ${pk} for ${user?.name || user?.username || "unknown user"} to ${provider?.name ?? "unknown provider"}`}
    >
      <ExpiryStatusCell entry={entry} />
    </RowLink>
  );
}

function UserCell({ code }: { code: AuthorizationCode }) {
  const search = useListSearch();
  const { user } = code;
  const marking = use(HighlightContext);
  if (user === null) return <span className={styles["muted"]}>unreadable</span>;
  const of = (text: string) => ({ field: "user", text });
  const unshown = marking?.unshown(
    [{ label: "e-mail", ...of(user.email) }],
    [of(user.name), of(user.username)],
  );
  return (
    <CellLink
      to={objectPath("authorization-codes", code.pk, "user", search)}
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

function ProviderCell({ code }: { code: AuthorizationCode }) {
  const search = useListSearch();
  const { provider } = code;
  const marking = use(HighlightContext);
  if (provider === null) return <span className={styles["muted"]}>unreadable</span>;
  const application = provider.assigned_application_name;
  const unshown = marking?.unshown(
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
      to={objectPath("authorization-codes", code.pk, "provider", search)}
      whole={`${provider.name} ${application ?? "(no application)"}`}
    >
      <NamePair
        name={provider.name}
        second={unshown ?? application ?? "—"}
        field="provider"
        secondField={application === null ? undefined : "app"}
      />
      {marking && <FoundInHiddenColumns code={code} marking={marking} />}
    </CellLink>
  );
}

interface FoundInHiddenColumnsProps {
  code: AuthorizationCode;
  marking: Highlight;
}

/** Where there is no room for the columns of scopes and ids: what was found in them. */
function FoundInHiddenColumns({ code, marking }: FoundInHiddenColumnsProps) {
  const found = marking.unshown(
    [
      ...code.scope.map((text) => ({ label: "scope", field: "scope", text })),
      { label: "id", field: "id", text: String(code.pk) },
    ],
    [],
  );
  return found && <span className={styles["foundInHidden"]}> {found}</span>;
}

/** Said in full, because a bare dash could mean anything. */
const NOT_ISSUED: Record<NotIssued, string> = {
  "no-end": "it has no end to count back from",
  "no-validity": "the list does not tell its provider's validity",
  unreadable: "its end or its provider's validity could not be read",
};

function IssuedCell({ entry }: { entry: Entry<AuthorizationCode> }) {
  const issued = issuedAt(entry.value);
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
