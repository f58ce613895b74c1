import type { CSSProperties, ReactNode } from "react";
import { ClearButton } from "../../ui/clear-button.tsx";
import styles from "./filter-combobox.module.css";

interface FilterFieldProps {
  name: string;
  isSet: boolean;
  onClear: () => void;
  children: ReactNode;
}

/** The frame around a filter's input, the same for the plain input and the complete combobox. */
export function FilterField({ name, isSet, onClear, children }: FilterFieldProps) {
  const width = { "--name-width": `${name.length}ch` } as CSSProperties;
  return (
    <div className={styles["field"]} data-set={isSet || undefined} style={width}>
      {isSet && (
        <span className={styles["name"]} aria-hidden="true">
          {name}
        </span>
      )}
      {children}
      {isSet ? (
        <ClearButton
          className={styles["clear"]}
          label={`Remove filter ${name}`}
          onClick={onClear}
        />
      ) : (
        <span className={styles["chevron"]} aria-hidden="true" />
      )}
    </div>
  );
}
