import styles from "./drawer-placeholder.module.css";

/** Keeps the drawer's place while its code is on its way, so that the list beside it does not move. */
export function DrawerPlaceholder() {
  return <div className={styles["room"]} />;
}
