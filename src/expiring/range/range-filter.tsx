import { useRef, useState } from "react";
import type { ExpiringList, ExpiringRow } from "../expiring-row.ts";
import { LazyRangeForm, LazyRangeWords } from "../lazy-expiring-parts.tsx";
import { ClearButton } from "../../ui/clear-button.tsx";
import styles from "../status-filter.module.css";

interface RangeFilterProps<T extends ExpiringRow> {
  list: ExpiringList<T>;
}

/** The filter by a range of expiry times: a button that shows the range and opens the form. */
export function RangeFilter<T extends ExpiringRow>({ list }: RangeFilterProps<T>) {
  const { expires_after: after, expires_before: before } = list.state.expiry ?? {};
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const isSet = after !== undefined || before !== undefined;

  function close(): void {
    setOpen(false);
    button.current?.focus();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape from anything inside
    <div
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.stopPropagation();
        close();
      }}
    >
      <div className={styles["rangeBox"]}>
        <button
          ref={button}
          type="button"
          className={styles["rangeButton"]}
          aria-expanded={open}
          data-set={isSet || undefined}
          onClick={() => setOpen(!open)}
        >
          <span className={styles["rangeName"]}>Expiry</span>
          {isSet && (
            <span>
              {" "}
              {/* Not a ticking clock, which would start before the server's time is known. */}
              <LazyRangeWords after={after} before={before} now={list.answer?.asOf} />
            </span>
          )}
        </button>
        {isSet && (
          <ClearButton
            className={styles["clear"]}
            label="Remove filter Expiry"
            onClick={() => {
              list.change({ expiry: { expires_after: null, expires_before: null } });
              button.current?.focus();
            }}
          />
        )}
      </div>
      {open && (
        <div className={styles["panel"]}>
          <LazyRangeForm
            after={after}
            before={before}
            within={list.resource.expiry.within}
            onApply={(next) => {
              if (next) list.change({ expiry: next });
              close();
            }}
          />
        </div>
      )}
    </div>
  );
}
