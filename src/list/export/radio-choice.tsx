import { useId } from "react";
import styles from "./export-panel.module.css";

interface ChoiceProps<Value extends string> {
  legend: string;
  value: Value;
  onChange: (value: Value) => void;
  disabled: boolean;
  options: readonly (readonly [Value, label: string])[];
}

/** One of a few options, all of them on show. */
export function RadioChoice<Value extends string>(props: ChoiceProps<Value>) {
  const { legend, value, onChange, disabled, options } = props;
  const name = useId();
  return (
    <fieldset className={styles["choice"]} disabled={disabled}>
      <legend>{legend}</legend>
      {options.map(([option, label]) => (
        <label key={option}>
          <input
            type="radio"
            name={name}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
