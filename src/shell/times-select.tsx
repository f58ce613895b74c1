import { useId } from "react";
import { TIMES, useTimes } from "../ui/text/times.ts";
import styles from "./foot.module.css";

const WORDS: Readonly<Record<(typeof TIMES)[number], string>> = {
  relative: "Relative",
  local: "Local",
  utc: "UTC",
  iso: "ISO 8601",
};

/** How times are shown, on all pages; stored. */
export function TimesSelect() {
  const [times, setTimes] = useTimes();
  const id = useId();
  return (
    <div className={styles["theme"]}>
      <label htmlFor={id}>Times</label>
      <select
        id={id}
        value={times}
        onChange={(event) => setTimes(event.target.value as typeof times)}
      >
        {TIMES.map((one) => (
          <option key={one} value={one}>
            {WORDS[one]}
          </option>
        ))}
      </select>
    </div>
  );
}
