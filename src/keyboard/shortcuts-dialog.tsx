import { Dialog } from "../ui/dialog.tsx";
import { usePreference } from "../ui/preference.ts";
import { paletteKeys } from "./key-of.ts";
import { FURTHER, SHORTCUTS } from "./shortcuts.ts";
import styles from "./keyboard.module.css";

/** How keys are called that have a sign of their own. */
const SIGNS: Readonly<Record<string, string>> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowRight: "→",
  ArrowLeft: "←",
};

/** All shortcuts, and the switch for those that are a single character. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const [singleKeys, setSingleKeys] = usePreference("single-keys", ["on", "off"]);
  const all = [
    { key: paletteKeys(), does: "Commands: pages, views, actions, users, providers, sources" },
    ...SHORTCUTS,
    ...FURTHER,
    { key: "?", does: "This help" },
  ];
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl className={styles["shortcuts"]}>
        {all.map(({ key, does }) => (
          <div key={does}>
            <dt>
              <kbd>{SIGNS[key] ?? key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className={styles["switch"]}>
        <input
          type="checkbox"
          checked={singleKeys === "on"}
          onChange={({ target }) => setSingleKeys(target.checked ? "on" : "off")}
        />
        Shortcuts of a single character (letters, / ? [ ])
      </label>
    </Dialog>
  );
}
