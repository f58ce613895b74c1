import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { Link } from "react-router";
import { consoleConfigQuery } from "../api/endpoints/console-config.ts";
import { adminHref } from "../detail/admin-links.ts";
import { useNow } from "../feedback/use-now.ts";
import { listPath } from "../paths.ts";
import { formatCount, formatMoment } from "../ui/text/format.ts";
import { ServerText } from "../ui/text/server-text.tsx";
import type { Application } from "./applications.ts";
import type { Overview } from "./load-overview.ts";
import { apart, Idle, Notes } from "./notes.tsx";
import styles from "./application-table.module.css";

interface ApplicationTableProps {
  overview: Overview;
  fetching: boolean;
  onCountAll: () => void;
}

/** Each application's codes, worst first; those without any, and what was left out, below. */
export function ApplicationTable({ overview, fetching, onCountAll }: ApplicationTableProps) {
  const { applications, findings, done } = overview;
  if (applications === undefined) {
    return <p className={styles["note"]}>{fetching ? "Looking at the applications …" : ""}</p>;
  }
  const { busy, idle } = apart(applications, findings);
  return (
    <div className={styles["room"]}>
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
            {busy.map((one) => (
              <ApplicationRow key={one.pk} one={one} pending={!done && fetching} />
            ))}
          </tbody>
        </table>
      )}
      <Idle applications={idle} />
      <Notes overview={overview} onCountAll={onCountAll} />
    </div>
  );
}

function ApplicationRow({ one, pending }: { one: Application; pending: boolean }) {
  const base = useQuery(consoleConfigQuery()).data?.authentikUrl ?? null;
  const { pk, known, unredeemed, kept, oldestMs, newestMs } = one;
  const href = pk === null ? null : adminHref(base, { kind: "provider", pk });
  const label = one.application ?? one.name;
  const unknown = <span className={styles["muted"]}>{pending ? "…" : "not counted"}</span>;
  const absent =
    (known === "more" || known === "counted") && unredeemed > 0 ? (
      <span className={styles["muted"]}>not read</span>
    ) : (
      "–"
    );
  return (
    <tr role="row" data-bad={unredeemed > 0 || undefined}>
      <th role="rowheader" scope="row">
        {label === null ? "Provider not readable" : <ServerText>{label}</ServerText>}
        {one.application !== null && one.name !== null && one.name !== one.application && (
          <ServerText className={styles["under"]}>{one.name}</ServerText>
        )}
        {href !== null && (
          <a className={styles["under"]} href={href} target="_blank" rel="noreferrer">
            Open provider in authentik
          </a>
        )}
      </th>
      <Cell label="Unredeemed">
        {known === "unknown" ? (
          unknown
        ) : known === "more" && unredeemed === 0 ? (
          <span className={styles["muted"]}>not known</span>
        ) : (
          <To one={one} status="expired" count={unredeemed}>
            {formatCount(unredeemed)}
            {known === "more" && " or more"}
          </To>
        )}
        {known === "more" && one.inAll !== null && (
          <span className={styles["under"]}>of {formatCount(one.inAll)} in all</span>
        )}
        {kept > 0 && (
          <span className={styles["under"]}>
            and {formatCount(kept)}
            {known === "more" && " or more"} kept, not called expired
          </span>
        )}
      </Cell>
      <Cell label="In flight">
        {one.inFlight === null ? (
          unknown
        ) : (
          <To one={one} status="valid" count={one.inFlight}>
            {formatCount(one.inFlight)}
          </To>
        )}
      </Cell>
      <Cell label="Oldest">{oldestMs === null ? absent : <Moment ms={oldestMs} />}</Cell>
      <Cell label="Newest">{newestMs === null ? absent : <Moment ms={newestMs} />}</Cell>
      <Cell label="Users affected">
        <Users one={one} />
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

interface ToProps {
  one: Application;
  status: "expired" | "valid";
  count: number;
  children: ReactNode;
}

/** A number, and the way to what it counts. */
function To({ one: { pk, application, name }, status, count, children }: ToProps) {
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
  const words = useNow((now) => formatMoment(ms, now));
  return <time dateTime={new Date(ms).toISOString()}>{words}</time>;
}

const NAMED = 3;

function Users({ one: { known, unredeemed, users, unknownUsers } }: { one: Application }) {
  if (unredeemed === 0) return "–";
  const part = known !== "exact";
  if (part && users.length === 0) return <span className={styles["muted"]}>not read</span>;
  return (
    <>
      {formatCount(users.length)}
      {part && " or more"}
      <span className={styles["under"]}>
        {users.slice(0, NAMED).map(({ pk, name }, at) => (
          <Fragment key={pk}>
            <span className={styles["user"]}>
              <ServerText>{name}</ServerText>
              {at < Math.min(users.length, NAMED) - 1 ? "," : users.length > NAMED && "\u00a0…"}
            </span>{" "}
          </Fragment>
        ))}
        {unknownUsers > 0 && `${formatCount(unknownUsers)} rows without a readable user`}
      </span>
    </>
  );
}
