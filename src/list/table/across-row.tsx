import type { ReactNode } from "react";
import type { ColumnMeta } from "./table-features.ts";
import styles from "./list-table.module.css";

/** What is asked of the columns of any list. */
export type SpannedColumns = readonly { meta?: ColumnMeta }[];

interface AcrossRowProps {
  columns: SpannedColumns;
  className?: string | undefined;
  children: ReactNode;
}

const GIVE_WAY = ["mid", "low"] as const;

/**
 * A row of one cell. Columns that give way in a narrow table have empty cells of their own: a cell that went across
 * them would hold their room when they are gone.
 */
export function AcrossRow({ columns, className, children }: AcrossRowProps) {
  const countOf = (priority: string) =>
    columns.filter(({ meta }) => meta?.priority === priority).length;
  return (
    <tr role="row" className={className}>
      <td role="cell" colSpan={columns.length - countOf("mid") - countOf("low")}>
        {children}
      </td>
      {GIVE_WAY.filter(countOf).map((priority) => (
        <td key={priority} role="cell" className={styles[priority]} colSpan={countOf(priority)} />
      ))}
    </tr>
  );
}
