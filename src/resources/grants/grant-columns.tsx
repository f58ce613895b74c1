import { createColumnHelper } from "@tanstack/react-table";
import { type ReactNode, use } from "react";
import type { Grant } from "../../api/wire/grant.ts";
import type { Entry } from "../../list/entry.ts";
import type { Columns } from "../../list/table/list-table.tsx";
import { CellLink, RowLink } from "../../list/table/row-link.tsx";
import type { CellAttributes, Features } from "../../list/table/table-features.ts";
import { formatDateTime, formatInColumn, formatMoment } from "../../ui/text/format.ts";
import { type Highlight, HighlightContext } from "../../ui/text/highlight-context.ts";
import { Highlighted, isolated, marked } from "../../ui/text/server-text.tsx";
import { isSameName, visible } from "../../ui/text/visible.ts";
import { ExpiresCell, useStatusMark } from "../../expiring/expiry-cells.tsx";
import { issuedAt, type NotIssued } from "../../model/issued.ts";
import type { GrantResource } from "./grant-resource.ts";
import { ScopeList } from "./scope-list.tsx";
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
      cell: ({ row }) => <UserCell grant={row.original.value} />,
      meta: { phone: "second", sortNote: "in order of creation", className: styles["user"] },
    }),
    column.accessor((entry) => entry.value.provider?.pk, {
      id: "provider",
      header: "Provider",
      cell: ({ row }) => <ProviderCell grant={row.original.value} />,
      meta: { phone: "third", sortNote: "in order of creation", className: styles["provider"] },
    }),
    column.accessor((entry) => entry.value.scope, {
      id: "scope",
      header: "Scopes",
      cell: ({ row }) => <ScopeList scope={row.original.value.scope} />,
      meta: {
        priority: "low",
        className: styles["scope"],
        attributes: ({ value }: Entry<Grant>) => ({ title: visible(value.scope.join(" ")) }),
      },
    }),
    column.accessor((entry) => entry.value.expires, {
      id: "issued",
      header: "Issued",
      cell: ({ row }) => issued(row.original, resource),
      meta: {
        priority: "low",
        isTime: true,
        className: styles["issued"],
        attributes: (entry: Entry<T>) => issuedAttributes(entry, resource),
      },
    }),
    ...own(column),
    column.accessor((entry) => entry.value.expires, {
      id: "expires",
      header: "Expires",
      cell: ({ row }) => <ExpiresCell entry={row.original} trait={resource.expiry} />,
      meta: { phone: "end", isTime: true, className: styles["expires"], hasMenu: true },
    }),
    column.accessor((entry) => entry.value.pk, {
      id: "pk",
      header: "ID",
      cell: ({ row }) => <Highlighted field="id">{String(row.original.value.pk)}</Highlighted>,
      meta: { priority: "low", align: "end", className: styles["pk"] },
    }),
  ]);
}

interface GrantCellProps<T extends Grant> {
  entry: Entry<T>;
  resource: GrantResource<T>;
}

function StatusCell<T extends Grant>({ entry, resource }: GrantCellProps<T>) {
  const { pk, user, provider } = entry.value;
  const { noun, expiry } = resource;
  const { word, mark } = useStatusMark(entry, expiry);
  const of = `${noun[0]} ${pk} for ${user?.name || user?.username || "unknown user"} to ${provider?.name ?? "unknown provider"}`;
  return (
    <RowLink {...mark} pk={pk} label={visible(`${word} ${of}`)}>
      {word}
    </RowLink>
  );
}

function UserCell({ grant }: { grant: Grant }) {
  const highlight = use(HighlightContext);
  const { user } = grant;
  if (user === null) return "unreadable";
  const { name, username, email } = user;
  const of = (text: string) => ({ field: "user", text });
  const unshown = highlight?.unshown([{ label: "e-mail", ...of(email) }], [of(name), of(username)]);
  const shown = name || username;
  const second =
    unshown ?? (name && !isSameName(name, username) && marked(highlight, "user", username));
  return (
    <CellLink pk={grant.pk} below="user" whole={`${name} ${username}`}>
      {isolated(shown, marked(highlight, "user", shown))}
      {second && distinguished(second)}
    </CellLink>
  );
}

function ProviderCell({ grant }: { grant: Grant }) {
  const highlight = use(HighlightContext);
  const { provider } = grant;
  if (provider === null) return "unreadable";
  const { name, client_id, assigned_application_name: application } = provider;
  const unshown = highlight?.unshown(
    [
      { label: "client id", field: "client", text: client_id ?? "" },
      { label: "slug", field: "app", text: provider.assigned_application_slug ?? "" },
    ],
    [
      { field: "provider", text: name },
      { field: "app", text: application ?? "" },
    ],
  );
  const second = unshown ?? (application === null ? "—" : marked(highlight, "app", application));
  // Twice the same name would only be longer; a search may have found it as the application's.
  const isRepeated = application !== null && isSameName(application, name);
  const field = isRepeated && highlight?.isIn("app", name) ? "app" : "provider";
  return (
    <CellLink pk={grant.pk} below="provider" whole={`${name} ${application ?? "(no application)"}`}>
      {isolated(name, marked(highlight, field, name))}
      {(unshown || !isRepeated) && distinguished(second)}
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

/** What tells an object from others of its name, muted, after that. */
function distinguished(second: ReactNode): ReactNode {
  return (
    <>
      {" "}
      <bdi className={styles["muted"]}>{second}</bdi>
    </>
  );
}

/** Given in full, because a dash alone could mean anything. */
const NOT_ISSUED: Record<NotIssued, string> = {
  "no-end": "it never expires",
  "no-validity": "the list lacks its provider’s validity",
  unreadable: "its expiry time or its provider’s validity could not be read",
};

/** "≈ 12:04:31", from its provider's validity of today. */
function issued<T extends Grant>({ value, answeredAt }: Entry<T>, resource: GrantResource<T>) {
  const time = issuedAt(value, resource.expiry.validityOf(value));
  if (typeof time === "number") return `≈ ${formatInColumn(time, answeredAt)}`;
  const why = `not known: ${NOT_ISSUED[time]}`;
  return (
    <span role="img" aria-label={why} title={why}>
      —
    </span>
  );
}

/** The sign is read as "almost equal to", or not at all. */
function issuedAttributes<T extends Grant>(
  { value, answeredAt }: Entry<T>,
  resource: GrantResource<T>,
): CellAttributes {
  const time = issuedAt(value, resource.expiry.validityOf(value));
  if (typeof time !== "number") return {};
  return {
    "aria-label": `about ${formatMoment(time, answeredAt)}`,
    title: `${formatDateTime(time)}: approximate, from the provider’s current validity`,
  };
}
