import styles from "./drawer-placeholder.module.css";

/** The placeholder of the drawer while its lazy chunk loads, so that the list beside it does not shift. */
export function DrawerPlaceholder() {
  return <div className={styles["room"]} />;
}
