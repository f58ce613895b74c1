import { useEffect, useState } from "react";
import type { Columns } from "./list-table.tsx";
import tableStyles from "./list-table.module.css";
import styles from "../../feedback/state-view.module.css";

interface SkeletonProps<T> {
  columns: Columns<T>;
  rows: number;
}

/** A quick answer is there by then: its rows would only wait for a skeleton that nobody sees; milliseconds. */
const SEEN_AFTER_MS = 100;

/** The skeleton of the first load, in the shape of the rows. Nothing is below it that it could move. */
export function Skeleton<T>({ columns, rows }: SkeletonProps<T>) {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(true), SEEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={tableStyles["scroll"]} role="status" aria-label="Loading">
      <div aria-hidden="true" className={styles["skeletonHead"]} />
      {Array.from({ length: isSeen ? Math.min(rows, 50) : 0 }, (_, row) => (
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
