import { useId } from "react";
import { PAGE_SIZES } from "../state/list-state.ts";
import styles from "./pager.module.css";

interface PageSizeSelectProps {
  /** The size in force, read from the answer: a server may give fewer rows than asked for. */
  pageSize: number;
  /** The size the URL asks for. */
  askedPageSize: number;
  onPageSize: (size: number) => void;
}

/** How many rows a page has. Says so when the server gives fewer than were asked for. */
export function PageSizeSelect({ pageSize, askedPageSize, onPageSize }: PageSizeSelectProps) {
  const id = useId();
  const sizes = PAGE_SIZES.includes(pageSize)
    ? PAGE_SIZES
    : [...PAGE_SIZES, pageSize].toSorted((a, b) => a - b);
  const clamped = pageSize < askedPageSize;
  return (
    <div className={styles["rows"]}>
      <label htmlFor={id}>Rows</label>
      <select
        id={id}
        className={styles["select"]}
        value={pageSize}
        aria-describedby={clamped ? `${id}-limit` : undefined}
        onChange={(event) => onPageSize(Number(event.target.value))}
      >
        {sizes.map((size) => (
          // A size of the server's own can be shown as what is, but not be asked for.
          <option key={size} value={size} disabled={!PAGE_SIZES.includes(size)}>
            {size}
          </option>
        ))}
      </select>
      {clamped && <span id={`${id}-limit`}>the server’s limit</span>}
    </div>
  );
}
