import { useEffect, useId } from "react";
import { usePreference } from "../ui/preference.ts";
import styles from "./foot.module.css";

/** Light, dark, or the system's theme; stored. The page's head applies it before the first paint. */
export function ThemeSelect() {
  const [theme, setTheme] = usePreference("theme", ["system", "light", "dark"]);
  const id = useId();
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  return (
    <div className={styles["theme"]}>
      <label htmlFor={id}>Theme</label>
      <select
        id={id}
        value={theme}
        onChange={(event) => setTheme(event.target.value as typeof theme)}
      >
        <option value="system">System</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </div>
  );
}
