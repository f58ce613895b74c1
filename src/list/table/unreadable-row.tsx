import { WarningIcon } from "../../ui/small-icon.tsx";
import type { BadEntry } from "../entry.ts";
import { AcrossRow, type SpannedColumns } from "./across-row.tsx";
import { escaped } from "../../ui/text/invisible.ts";
import { cut } from "../../ui/text/visible.ts";
import styles from "./unreadable-row.module.css";

interface UnreadableRowProps {
  entry: Pick<BadEntry, "problems"> & { raw?: unknown };
  columns: SpannedColumns;
}

/** A row that could not be read: says so in its place, with the raw JSON. */
export function UnreadableRow({ entry, columns }: UnreadableRowProps) {
  return (
    <AcrossRow columns={columns} className={styles["unreadable"]}>
      <details>
        <summary>
          <WarningIcon /> This row could not be read:{" "}
          {entry.problems.map((problem) => `${problem.path} ${problem.message}`).join("; ")}
        </summary>
        <pre>{escaped(cut(JSON.stringify(entry.raw, null, 2), 20_000))}</pre>
      </details>
    </AcrossRow>
  );
}
