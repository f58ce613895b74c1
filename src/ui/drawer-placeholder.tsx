import { useDrawerWidth } from "./drawer-width.ts";
import styles from "./drawer-placeholder.module.css";

/** The placeholder of the drawer while its lazy chunk loads, so that the list beside it does not shift. */
export function DrawerPlaceholder() {
  const { style } = useDrawerWidth();
  return <div className={styles["room"]} style={style} />;
}
