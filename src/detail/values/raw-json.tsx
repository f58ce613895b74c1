import { useMemo } from "react";
import type { JsonValue } from "../../api/wire/json.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { CutText } from "../../ui/text/cut-text.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { escaped } from "../../ui/text/invisible.ts";
import styles from "./raw-json.module.css";

interface RawJsonProps {
  /** Redacted, like all answers that reach the page. */
  value: JsonValue;
}

/** The raw object, pretty-printed when opened, with invisible characters escaped; can be copied without opening. */
export function RawJson({ value }: RawJsonProps) {
  return (
    <div className={styles["raw"]}>
      <Disclosure summary="Raw JSON">{() => <Printed value={value} />}</Disclosure>
      <span className={styles["copy"]}>
        <CopyButton label="raw JSON" look="plain" value={() => JSON.stringify(value, null, 2)} />
      </span>
    </div>
  );
}

function Printed({ value }: RawJsonProps) {
  const text = useMemo(() => JSON.stringify(value, null, 2), [value]);
  return (
    // Scrollable, so it must be focusable.
    <pre className={styles["printed"]} tabIndex={0} role="region" aria-label="Raw JSON">
      <CutText text={text} limit={20_000} show={escaped} />
    </pre>
  );
}
