import type { ReactNode } from "react";
import { ServerText } from "./server-text.tsx";
import { isSameName } from "./visible.ts";
import styles from "./name-pair.module.css";

interface NamePairProps {
  name: string;
  /** Distinguishes objects of the same name; left out where it is the same. */
  second?: ReactNode;
  /** The search fields that look at the name, and at the second. */
  field?: string;
  secondField?: string | undefined;
}

/** A name and, muted, what distinguishes it from others like it; each text is isolated from the other's direction. */
export function NamePair({ name, second, field, secondField }: NamePairProps) {
  const isRepeated = typeof second === "string" && isSameName(name, second);
  return (
    <>
      <ServerText className={styles["name"]} field={field}>
        {name}
      </ServerText>
      {second !== undefined && second !== "" && !isRepeated && (
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
