import type { Columns } from "./list-table.tsx";
import tableStyles from "./list-table.module.css";
import styles from "../../feedback/state-view.module.css";

interface SkeletonProps<T> {
  columns: Columns<T>;
  rows: number;
}

/** The skeleton of the first load, in the shape of the rows, to avoid a layout shift. */
export function Skeleton<T>({ columns, rows }: SkeletonProps<T>) {
  return (
    <div className={tableStyles["scroll"]} role="status" aria-label="Loading">
      <div aria-hidden="true" className={styles["skeletonHead"]} />
      {Array.from({ length: Math.min(rows, 50) }, (_, row) => (
        <div key={row} aria-hidden="true" className={styles["skeletonRow"]}>
          {columns.slice(0, 5).map((column, index) => (
            <span
              key={column.id ?? index}
              className={styles["skeleton"]}
              style={{ "--width": `${45 + ((row * 7 + index * 23) % 40)}%` } as React.CSSProperties}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
