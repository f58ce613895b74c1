import { useId } from "react";
import { PAGE_SIZES } from "../state/list-state.ts";
import styles from "./pager.module.css";

interface PageSizeSelectProps {
  /** The effective size, from the answer: the server may clamp it. */
  pageSize: number;
  /** The size the URL asks for. */
  askedPageSize: number;
  onPageSize: (size: number) => void;
}

/** Selects the page size. Says so when the server clamped it. */
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
          // A size that the server chose is shown, but cannot be selected.
          <option key={size} value={size} disabled={!PAGE_SIZES.includes(size)}>
            {size}
          </option>
        ))}
      </select>
      {clamped && <span id={`${id}-limit`}>the server’s limit</span>}
    </div>
  );
}
