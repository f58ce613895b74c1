import type { ReactNode } from "react";
import styles from "./name-pair.module.css";

interface NamePairProps {
  name: ReactNode;
  /** What tells namesakes apart; nothing where there is none. */
  second?: ReactNode;
}

/** A name and, muted, what tells it from its namesakes; texts of any direction keep to themselves. */
export function NamePair({ name, second }: NamePairProps) {
  return (
    <>
      <bdi className={styles["name"]}>{name}</bdi>
      {second !== undefined && second !== "" && (
        <>
          {" "}
          <bdi className={styles["second"]}>{second}</bdi>
        </>
      )}
    </>
  );
}
