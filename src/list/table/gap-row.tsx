import { formatCount } from "../../ui/text/format.ts";
import { WarningIcon } from "../../ui/small-icon.tsx";
import type { GapEntry } from "../entry.ts";
import { AcrossRow, type SpannedColumns } from "./across-row.tsx";
import styles from "./unreadable-row.module.css";

/** Rendered in place of rows that the server fails on. */
export function GapRow({ entry, columns }: { entry: GapEntry; columns: SpannedColumns }) {
  const { place, count } = entry.gap;
  const rows =
    count === 1
      ? `Row ${formatCount(place)}`
      : `Rows ${formatCount(place)} to ${formatCount(place + count - 1)}`;
  return (
    <AcrossRow columns={columns} className={styles["unreadable"]}>
      <WarningIcon /> {rows} cannot be shown: the server fails on {count === 1 ? "it" : "them"}{" "}
      (500).
    </AcrossRow>
  );
}
