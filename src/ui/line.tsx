import type { ComponentProps } from "react";
import styles from "./line.module.css";

/** A line above the rows, of what is told of all of them. */
export function Line({ className = "", ...props }: ComponentProps<"div">) {
  return <div className={`${styles["line"]} ${className}`} {...props} />;
}

/** Keeps the place of a line while its code is on its way, so that the rows do not move. */
export function LinePlaceholder() {
  return <div className={styles["placeholder"]} />;
}
