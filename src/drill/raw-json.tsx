import { useMemo } from "react";
import type { JsonValue } from "../api/wire/json.ts";
import { CopyButton } from "./copy-button.tsx";
import { CutText } from "./cut-text.tsx";
import { Disclosure } from "./disclosure.tsx";
import styles from "./raw-json.module.css";

interface RawJsonProps {
  /** Redacted, as all answers are that reach the page. */
  value: JsonValue;
}

/** The object as it came, pretty-printed when opened, and copied without opening. */
export function RawJson({ value }: RawJsonProps) {
  return (
    <div className={styles["raw"]}>
      <Disclosure summary="Raw JSON">{() => <Printed value={value} />}</Disclosure>
      <span className={styles["copy"]}>
        <CopyButton label="raw JSON" look="plain" value={() => print(value)} />
      </span>
    </div>
  );
}

function Printed({ value }: RawJsonProps) {
  const text = useMemo(() => print(value), [value]);
  return (
    // Scrolls, so it can be reached by keyboard.
    <pre className={styles["printed"]} tabIndex={0} role="region" aria-label="Raw JSON">
      <CutText text={text} limit={20_000} />
    </pre>
  );
}

function print(value: JsonValue): string {
  return JSON.stringify(value, null, 2);
}
