import type { ComponentProps } from "react";
import styles from "./line.module.css";

/** A line above the rows with information on all of them. */
export function Line({ className = "", ...props }: ComponentProps<"div">) {
  return <div className={`${styles["line"]} ${className}`} {...props} />;
}

/** The placeholder of a line while its lazy chunk loads, so that the rows do not shift. */
export function LinePlaceholder() {
  return <div className={styles["placeholder"]} />;
}
