import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { closeDialog, Dialog } from "../../ui/dialog.tsx";
import { formatCountOf } from "../../ui/text/format-later.ts";
import { hasTyped, type PaletteItem } from "./palette-item.ts";
import { useActions } from "./use-actions.ts";
import { useObjects } from "./use-objects.ts";
import { usePlaces } from "./use-places.ts";
import styles from "../keyboard.module.css";

interface PaletteProps {
  onClose: () => void;
  onHelp: () => void;
}

/** Pages, saved views, actions and objects by their names, in a dialog: type, choose with the arrow keys, Enter. */
export function Palette({ onClose, onHelp }: PaletteProps) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  // Those of the page as it was when the palette opened.
  const [actions] = useState(useActions(onHelp));
  const objects = useObjects(typed);
  const fixed = [...usePlaces(), ...actions].filter((item) => hasTyped(item, typed));
  const items = [...fixed, ...objects.items];
  const active = Math.min(at, items.length - 1);

  // After the dialog's own effect, which puts the focus elsewhere.
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);

  function choose(item: PaletteItem | undefined): void {
    if (item === undefined || input.current === null) return;
    closeDialog(input.current);
    item.run();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { key, nativeEvent } = event;
    if (nativeEvent.isComposing) return;
    const last = items.length - 1;
    if (key === "ArrowDown") setAt(active >= last ? 0 : active + 1);
    else if (key === "ArrowUp") setAt(active <= 0 ? last : active - 1);
    else if (key === "Enter") choose(items[active]);
    else return;
    event.preventDefault();
  }

  const groups = [...new Set(items.map(({ group }) => group))];
  return (
    <Dialog title="Commands" onClose={onClose}>
      <input
        ref={input}
        role="combobox"
        aria-label="Page, view, action, or name of a user, provider or source"
        aria-expanded={items.length > 0}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={items.length > 0 ? `${id}-${active}` : undefined}
        className={styles["input"]}
        placeholder="Page, view, action, or a name"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {items.length > 0 && (
        <div id={id} role="listbox" aria-label="Commands" className={styles["items"]}>
          {groups.map((group) => (
            <div key={group} role="group" aria-label={group}>
              <div aria-hidden="true" className={styles["group"]}>
                {group}
              </div>
              {items.map(
                (item, index) =>
                  item.group === group && (
                    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the input's
                    <div
                      key={index}
                      id={`${id}-${index}`}
                      role="option"
                      tabIndex={-1}
                      aria-selected={index === active}
                      className={styles["item"]}
                      onClick={() => choose(item)}
                    >
                      <bdi>{item.label}</bdi>{" "}
                      {item.detail && <bdi className={styles["detail"]}>{item.detail}</bdi>}
                    </div>
                  ),
              )}
            </div>
          ))}
        </div>
      )}
      <p role="status" className={styles["said"]}>
        {[
          items.length === 0 && !objects.isSearching
            ? "Nothing has that name."
            : formatCountOf(items.length, ["entry", "entries"]),
          objects.isSearching && "Searching authentik …",
          ...objects.problems,
        ]
          .filter(Boolean)
          .join(" ")}
      </p>
    </Dialog>
  );
}
