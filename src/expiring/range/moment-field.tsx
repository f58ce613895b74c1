import type { Draft } from "./moment-draft.ts";
import styles from "./range-form.module.css";

interface MomentFieldProps {
  /** "From" */
  name: string;
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** One end of a range: the kind of moment, and the inputs for it. */
export function MomentField({ name, draft, onChange }: MomentFieldProps) {
  const { how, amount, unit, local } = draft;
  return (
    <fieldset className={styles["moment"]}>
      <legend>{name}</legend>
      <select
        aria-label={name}
        value={how}
        onChange={(event) => onChange({ ...draft, how: event.target.value as Draft["how"] })}
      >
        <option value="open">no limit</option>
        <option value="now">now</option>
        <option value="ago">before now</option>
        <option value="ahead">after now</option>
        <option value="at">at a time</option>
      </select>
      {(how === "ago" || how === "ahead") && (
        <>
          <input
            type="number"
            aria-label={`${name}, how much`}
            min="1"
            max="99999"
            step="1"
            required
            value={amount}
            onChange={(event) => onChange({ ...draft, amount: event.target.value })}
          />
          <select
            aria-label={`${name}, unit`}
            value={unit}
            onChange={(event) => onChange({ ...draft, unit: event.target.value })}
          >
            <option value="s">seconds</option>
            <option value="m">minutes</option>
            <option value="h">hours</option>
            <option value="d">days</option>
          </select>
        </>
      )}
      {how === "at" && (
        <input
          type="datetime-local"
          aria-label={`${name}, date and time`}
          step="1"
          required
          value={local}
          onChange={(event) => onChange({ ...draft, local: event.target.value })}
        />
      )}
    </fieldset>
  );
}
