import styles from "./code-search-room.module.css";

/** Keeps the place of the suggestions while their code is on its way, so that the rows do not move. */
export function CodeSearchRoom() {
  return <div className={styles["room"]} />;
}
