import styles from "./exclusions-room.module.css";

/** Keeps the place of what is excluded while its code is on its way, so that the rows do not move. */
export function ExclusionsRoom() {
  return <div className={styles["room"]} />;
}
