import styles from "./line-placeholder.module.css";

/** Keeps the place of a line above the rows while its code is on its way, so that the rows do not move. */
export function LinePlaceholder() {
  return <div className={styles["room"]} />;
}
