import { useId } from "react";
import { MAX_SECONDS } from "../list/state/filter-values.ts";
import type { ExpiringList, ExpiringRow } from "./expiring-row.ts";
import styles from "./status-filter.module.css";

interface StatusFilterProps<T extends ExpiringRow> {
  list: ExpiringList<T>;
}

/** Filters rows by status: a native select, and an input for how soon "expiring" is. */
export function StatusFilter<T extends ExpiringRow>({ list }: StatusFilterProps<T>) {
  const { status = "", within = "" } = list.state.expiry ?? {};
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="visually-hidden">
        Status
      </label>
      <select
        id={id}
        className={styles["select"]}
        data-set={status !== "" || undefined}
        value={status}
        onChange={({ target: { value } }) =>
          list.change({ expiry: { status: value || null, within: null } })
        }
      >
        <option value="">Any status</option>
        <option value="valid">Valid</option>
        <option value="expiring">Expiring</option>
        <option value="expired">Expired</option>
        <option value="never">Never expires</option>
      </select>
      {status === "expiring" && (
        <Within
          key={within}
          value={within}
          onChange={(seconds) => list.change({ expiry: { within: seconds } })}
        />
      )}
    </>
  );
}

interface WithinProps {
  /** Seconds, in canonical form. */
  value: string;
  onChange: (seconds: string) => void;
}

/** Applied on Enter or blur. */
function Within({ value, onChange }: WithinProps) {
  function apply(input: HTMLInputElement): void {
    if (input.value !== "" && input.value !== value && input.reportValidity()) {
      onChange(String(Number(input.value)));
    }
  }
  return (
    <label className={styles["within"]}>
      within
      <input
        type="number"
        min="1"
        max={MAX_SECONDS}
        step="1"
        defaultValue={value}
        onBlur={(event) => apply(event.currentTarget)}
        onKeyDown={(event) => {
          if (event.key === "Enter") apply(event.currentTarget);
        }}
      />
      s
    </label>
  );
}
