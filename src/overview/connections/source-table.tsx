import { listPath, type ResourceName } from "../../paths.ts";
import { formatCount } from "../../ui/text/format.ts";
import { WarningIcon } from "../../ui/small-icon.tsx";
import { NamePair } from "../../ui/text/name-pair.tsx";
import { ServerText } from "../../ui/text/server-text.tsx";
import type { SourceHealth } from "./source-health.ts";
import { Link } from "../../link.tsx";
import styles from "./connections-section.module.css";

interface SourceTableProps {
  rows: readonly SourceHealth[];
  showUsers: boolean;
}

/** Each source: whether it is enabled, and how many groups and users are connected with it. */
export function SourceTable({ rows, showUsers }: SourceTableProps) {
  // On narrow screens the rows are stacked by `display`, which drops the table roles: so they are given explicitly.
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
          {showUsers && (
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
            {showUsers && (
              <td role="cell" data-label="Users" className={styles["number"]}>
                <Connected list="user-connections" noun="users" row={row} count={row.users ?? 0} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SourceName({ row: { pk, source } }: { row: SourceHealth }) {
  if (source === null) return <ServerText>{pk}</ServerText>;
  // A source nested in a connection has no type.
  const type = source.component ? source.verbose_name : null;
  return <NamePair name={source.name} second={[source.slug, type].filter(Boolean).join(" · ")} />;
}

function State({ row: { source, isDisabledButConnected } }: { row: SourceHealth }) {
  if (source === null) return <span className={styles["muted"]}>not known</span>;
  if (source.enabled) return "enabled";
  if (!isDisabledButConnected) return <span className={styles["muted"]}>disabled</span>;
  return (
    <span className={styles["warning"]}>
      <WarningIcon /> disabled but still connected
    </span>
  );
}

function Groups({ row }: { row: SourceHealth }) {
  const { groups } = row;
  if (groups === null) return <span className={styles["muted"]}>not known</span>;
  return <Connected list="source-connections" noun="groups" row={row} count={groups} />;
}

interface ConnectedProps {
  list: ResourceName;
  noun: string;
  row: SourceHealth;
  count: number;
}

/** A number, with the list of what it counts. */
function Connected({ list, noun, row: { source }, count }: ConnectedProps) {
  if (!source?.slug) return formatCount(count);
  const search = `?${new URLSearchParams({ source__slug: source.slug })}`;
  return (
    <Link to={listPath(list, search)}>
      {formatCount(count)}
      <span className="visually-hidden">
        {" "}
        {noun} of <ServerText>{source.name}</ServerText>
      </span>
    </Link>
  );
}
