import type { ReactNode } from "react";
import { ServerText } from "./server-text.tsx";
import styles from "./name-pair.module.css";

interface NamePairProps {
  name: string;
  /** What tells namesakes apart; nothing where there is none. */
  second?: ReactNode;
  /** The fields of a search that look at the name, and at the second. */
  field?: string;
  secondField?: string | undefined;
}

/** A name and, muted, what tells it from its namesakes; texts of any direction keep to themselves. */
export function NamePair({ name, second, field, secondField }: NamePairProps) {
  return (
    <>
      <ServerText className={styles["name"]} field={field}>
        {name}
      </ServerText>
      {second !== undefined && second !== "" && (
        <>
          {" "}
          {typeof second === "string" ? (
            <ServerText className={styles["second"]} field={secondField}>
              {second}
            </ServerText>
          ) : (
            <bdi className={styles["second"]}>{second}</bdi>
          )}
        </>
      )}
    </>
  );
}
