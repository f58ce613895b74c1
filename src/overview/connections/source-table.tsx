import { Link } from "react-router";
import { listPath } from "../../paths.ts";
import { formatCount } from "../../ui/text/format.ts";
import { WarningIcon } from "../../ui/icons.tsx";
import { NamePair } from "../../ui/text/name-pair.tsx";
import { ServerText } from "../../ui/text/server-text.tsx";
import type { SourceStanding } from "./source-health.ts";
import styles from "./connections-half.module.css";

interface SourceTableProps {
  rows: readonly SourceStanding[];
  ofUsers: boolean;
}

/** Each source: whether it is enabled, and how many are connected with it. */
export function SourceTable({ rows, ofUsers }: SourceTableProps) {
  // The roles are lost where the rows are stacked.
  return (
    <table role="table" className={styles["table"]} aria-labelledby="overview-connections">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            Source
          </th>
          <th role="columnheader" scope="col">
            State
          </th>
          <th role="columnheader" scope="col" className={styles["number"]}>
            Groups
          </th>
          {ofUsers && (
            <th role="columnheader" scope="col" className={styles["number"]}>
              Users
            </th>
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row" key={row.pk}>
            <th role="rowheader" scope="row">
              <SourceName row={row} />
            </th>
            <td role="cell">
              <State row={row} />
            </td>
            <td role="cell" data-label="Groups" className={styles["number"]}>
              <Groups row={row} />
            </td>
            {ofUsers && (
              <td role="cell" data-label="Users" className={styles["number"]}>
                {formatCount(row.users ?? 0)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SourceName({ row: { pk, source } }: { row: SourceStanding }) {
  if (source === null) return <ServerText>{pk}</ServerText>;
  // A nested source does not tell its type.
  const type = source.component ? source.verbose_name : null;
  return <NamePair name={source.name} second={[source.slug, type].filter(Boolean).join(" · ")} />;
}

function State({ row: { source, odd } }: { row: SourceStanding }) {
  if (source === null) return <span className={styles["muted"]}>not known</span>;
  if (source.enabled) return "enabled";
  if (!odd) return <span className={styles["muted"]}>disabled</span>;
  return (
    <span className={styles["odd"]}>
      <WarningIcon /> disabled but still connected
    </span>
  );
}

function Groups({ row: { source, groups } }: { row: SourceStanding }) {
  if (groups === null) return <span className={styles["muted"]}>not known</span>;
  if (!source?.slug) return formatCount(groups);
  const search = `?${new URLSearchParams({ source__slug: source.slug })}`;
  return (
    <Link to={listPath("source-connections", search)}>
      {formatCount(groups)}
      <span className="visually-hidden">
        {" "}
        groups of <ServerText>{source.name}</ServerText>
      </span>
    </Link>
  );
}
