import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { Link } from "react-router";
import { consoleConfigQuery } from "../api/endpoints/console-config.ts";
import { adminHref } from "../detail/admin-links.ts";
import { useNow } from "../feedback/use-now.ts";
import { listPath } from "../paths.ts";
import { formatCount, formatMoment } from "../ui/text/format.ts";
import { ServerText } from "../ui/text/server-text.tsx";
import type { CountedApplication } from "./counted-applications.ts";
import type { Overview } from "./load-overview.ts";
import { IdleApplications, Notes, splitByActivity } from "./notes.tsx";
import styles from "./application-table.module.css";

interface ApplicationTableProps {
  overview: Overview;
  fetching: boolean;
  onCountAll: () => void;
}

/** Each application's codes, worst first. Below: applications without any, and notes on what was left out. */
export function ApplicationTable({ overview, fetching, onCountAll }: ApplicationTableProps) {
  const { applications, findings, done } = overview;
  if (applications === undefined) {
    return <p className={styles["note"]}>{fetching ? "Looking at the applications …" : ""}</p>;
  }
  const { busy, idle } = splitByActivity(applications, findings);
  return (
    <div className={styles["applications"]}>
      {busy.length > 0 && (
        <table role="table">
          <caption className="visually-hidden">Codes by application, worst first</caption>
          <thead role="rowgroup">
            <tr role="row">
              {["Application", "Unredeemed", "In flight", "Oldest", "Newest", "Users affected"].map(
                (name) => (
                  <th key={name} role="columnheader" scope="col">
                    {name}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {busy.map((application) => (
              <ApplicationRow key={application.pk} row={application} pending={!done && fetching} />
            ))}
          </tbody>
        </table>
      )}
      <IdleApplications applications={idle} />
      <Notes overview={overview} onCountAll={onCountAll} />
    </div>
  );
}

function ApplicationRow({ row, pending }: { row: CountedApplication; pending: boolean }) {
  const base = useQuery(consoleConfigQuery()).data?.authentikUrl ?? null;
  const { pk, precision, unredeemed, kept, oldestMs, newestMs } = row;
  const href = pk === null ? null : adminHref(base, { kind: "provider", pk });
  const label = row.application ?? row.name;
  const uncounted = <span className={styles["muted"]}>{pending ? "…" : "not counted"}</span>;
  const missingTime =
    (precision === "at-least" || precision === "counted") && unredeemed > 0 ? (
      <span className={styles["muted"]}>not read</span>
    ) : (
      "–"
    );
  return (
    <tr role="row" data-bad={unredeemed > 0 || undefined}>
      <th role="rowheader" scope="row">
        {label === null ? "Provider not readable" : <ServerText>{label}</ServerText>}
        {row.application !== null && row.name !== null && row.name !== row.application && (
          <ServerText className={styles["secondary"]}>{row.name}</ServerText>
        )}
        {href !== null && (
          <a className={styles["secondary"]} href={href} target="_blank" rel="noreferrer">
            Open provider in authentik
          </a>
        )}
      </th>
      <Cell label="Unredeemed">
        {precision === "unknown" ? (
          uncounted
        ) : precision === "at-least" && unredeemed === 0 ? (
          <span className={styles["muted"]}>not known</span>
        ) : (
          <CountLink row={row} status="expired" count={unredeemed}>
            {formatCount(unredeemed)}
            {precision === "at-least" && " or more"}
          </CountLink>
        )}
        {precision === "at-least" && row.total !== null && (
          <span className={styles["secondary"]}>of {formatCount(row.total)} in all</span>
        )}
        {kept > 0 && (
          <span className={styles["secondary"]}>
            and {formatCount(kept)}
            {precision === "at-least" && " or more"} kept, not called expired
          </span>
        )}
      </Cell>
      <Cell label="In flight">
        {row.inFlight === null ? (
          uncounted
        ) : (
          <CountLink row={row} status="valid" count={row.inFlight}>
            {formatCount(row.inFlight)}
          </CountLink>
        )}
      </Cell>
      <Cell label="Oldest">{oldestMs === null ? missingTime : <Moment ms={oldestMs} />}</Cell>
      <Cell label="Newest">{newestMs === null ? missingTime : <Moment ms={newestMs} />}</Cell>
      <Cell label="Users affected">
        <Users row={row} />
      </Cell>
    </tr>
  );
}

function Cell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <td role="cell" data-label={label}>
      <span>{children}</span>
    </td>
  );
}

interface CountLinkProps {
  row: CountedApplication;
  status: "expired" | "valid";
  count: number;
  children: ReactNode;
}

/** A number that links to the list of what it counts. */
function CountLink({ row: { pk, application, name }, status, count, children }: CountLinkProps) {
  if (pk === null || count === 0) return children;
  return (
    <Link to={listPath("authorization-codes", `?provider=${pk}&status=${status}`)}>
      {children}
      <span className="visually-hidden">
        {status === "expired" ? " unredeemed codes of " : " codes in flight of "}
        <ServerText>{application ?? name ?? String(pk)}</ServerText>
      </span>
    </Link>
  );
}

function Moment({ ms }: { ms: number }) {
  const text = useNow((now) => formatMoment(ms, now));
  return <time dateTime={new Date(ms).toISOString()}>{text}</time>;
}

const MAX_NAMES = 3;

function Users({
  row: { precision, unredeemed, users, unknownUsers },
}: {
  row: CountedApplication;
}) {
  if (unredeemed === 0) return "–";
  const isPartial = precision !== "exact";
  if (isPartial && users.length === 0) return <span className={styles["muted"]}>not read</span>;
  return (
    <>
      {formatCount(users.length)}
      {isPartial && " or more"}
      <span className={styles["secondary"]}>
        {users.slice(0, MAX_NAMES).map(({ pk, name }, index) => (
          <Fragment key={pk}>
            <span className={styles["user"]}>
              <ServerText>{name}</ServerText>
              {index < Math.min(users.length, MAX_NAMES) - 1
                ? ","
                : users.length > MAX_NAMES && "\u00a0…"}
            </span>{" "}
          </Fragment>
        ))}
        {unknownUsers > 0 && `${formatCount(unknownUsers)} rows without a readable user`}
      </span>
    </>
  );
}
