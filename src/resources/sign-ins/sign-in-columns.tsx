import { createColumnHelper } from "@tanstack/react-table";
import { use } from "react";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import type { Entry } from "../../list/entry.ts";
import type { Columns } from "../../list/table/list-table.tsx";
import { RowLink } from "../../list/table/row-link.tsx";
import type { Features } from "../../list/table/table-features.ts";
import { createdMs } from "../../outcome/facts-of-rows.ts";
import { formatDateTime, formatInColumn, formatMoment } from "../../ui/text/format.ts";
import { Highlighted, ServerText } from "../../ui/text/server-text.tsx";
import { visible } from "../../ui/text/visible.ts";
import { ScopeList } from "../grants/scope-list.tsx";
import { OutcomeMark } from "../outcomes/outcome-mark.tsx";
import { redeemedAfter } from "../outcomes/outcome-words.ts";
import { OutcomesContext, useOutcome } from "./use-outcomes.ts";
import table from "../../list/table/columns.module.css";
import styles from "./sign-ins.module.css";

const column = createColumnHelper<Features, Entry<AuthentikEvent>>();

/** The columns of sign-ins. Their ids are the server's sort keys, where it has one. */
export const signInColumns: Columns<AuthentikEvent> = column.columns([
  column.accessor(({ value }) => value.created, {
    id: "created",
    header: "Time",
    cell: ({ row }) => <TimeCell entry={row.original} />,
    meta: { phone: "start", isTime: true, className: styles["time"] },
  }),
  column.accessor(({ value }) => value.user?.username, {
    id: "user",
    header: "User",
    cell: ({ row }) => <UserCell event={row.original.value} />,
    meta: { phone: "second" },
    enableSorting: false,
  }),
  column.accessor(({ value }) => value.context.application?.name, {
    id: "application",
    header: "Application",
    cell: ({ row }) => <ApplicationCell event={row.original.value} />,
    meta: { phone: "third" },
    enableSorting: false,
  }),
  column.accessor(({ value }) => value.pk, {
    id: "outcome",
    header: "Outcome",
    cell: ({ row }) => <OutcomeCell event={row.original.value} />,
    meta: { phone: "end", className: styles["outcome"], hasMenu: true },
    enableSorting: false,
  }),
  column.accessor(({ value }) => value.pk, {
    id: "after",
    header: "Redeemed after",
    cell: ({ row }) => <AfterCell event={row.original.value} />,
    meta: { priority: "mid", className: styles["after"], align: "end" },
    enableSorting: false,
  }),
  column.accessor(({ value }) => value.context.scopes, {
    id: "scope",
    header: "Scopes",
    cell: ({ row }) => <ScopeList scope={row.original.value.context.scopes} />,
    meta: {
      priority: "low",
      className: table["scope"],
      attributes: ({ value }: Entry<AuthentikEvent>) => ({
        title: visible(value.context.scopes.join(" ")),
      }),
    },
    enableSorting: false,
  }),
  column.accessor(({ value }) => value.client_ip, {
    id: "client_ip",
    header: "From",
    cell: ({ row }) => (
      <span className={table["mono"]}>
        <Highlighted field="address">{row.original.value.client_ip ?? "—"}</Highlighted>
      </span>
    ),
    meta: { priority: "low", className: styles["address"] },
  }),
]);

interface CellProps {
  event: AuthentikEvent;
}

function TimeCell({ entry }: { entry: Entry<AuthentikEvent> }) {
  const { pk, user, context, created } = entry.value;
  const at = createdMs(entry.value);
  const of = `sign-in of ${user?.username ?? "unknown user"} to ${context.application?.name ?? "unknown application"}`;
  return (
    <RowLink
      pk={pk}
      label={visible(
        `${at === null ? "unreadable time" : formatMoment(at, entry.answeredAt)}, ${of}`,
      )}
    >
      {at === null ? (
        "unreadable"
      ) : (
        <time dateTime={created ?? undefined} title={formatDateTime(at)}>
          {formatInColumn(at, entry.answeredAt)}
        </time>
      )}
    </RowLink>
  );
}

function UserCell({ event: { user } }: CellProps) {
  if (user === null) return "unreadable";
  return (
    <ServerText field="user" title={visible(`${user.username} ${user.email}`)}>
      {user.username}
    </ServerText>
  );
}

function ApplicationCell({ event: { context } }: CellProps) {
  const { application, request } = context;
  if (application === null) return "unreadable";
  return (
    <ServerText
      field="application"
      title={visible(
        request?.clientId ? `${application.name} (${request.clientId})` : application.name,
      )}
    >
      {application.name}
    </ServerText>
  );
}

function OutcomeCell({ event }: CellProps) {
  const outcome = useOutcome(event);
  const { isPending, failure } = use(OutcomesContext);
  if (outcome) return <OutcomeMark outcome={outcome} />;
  if (failure) return <span className={table["muted"]}>Not read</span>;
  return <span className={table["muted"]}>{isPending ? "…" : "—"}</span>;
}

function AfterCell({ event }: CellProps) {
  const outcome = useOutcome(event);
  return outcome ? redeemedAfter(outcome, createdMs(event)) : null;
}
