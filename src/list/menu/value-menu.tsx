import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";
import { objectPath } from "../../paths.ts";
import type { Entry } from "../entry.ts";
import { useLookedUpObjects } from "../related-objects.ts";
import type { Listed, Resource } from "../resource.ts";
import { writeClipboard } from "../../ui/clipboard.ts";
import { NamePair } from "../../ui/text/name-pair.tsx";
import { positionPopover } from "./position-popover.ts";
import { requestDeletion } from "../change/deletion-request.ts";
import { useMayDelete } from "../change/use-may-delete.ts";
import { useOpenMenu } from "./row-menu.tsx";
import { rowValues } from "./row-values.ts";
import { isPlainClick } from "../../ui/plain-click.ts";
import { FilterItems } from "./value-filters.tsx";
import { Link } from "../../link.tsx";
import styles from "./value-menu.module.css";

interface ValueMenuProps<T extends Listed> {
  resource: Resource<T>;
  entry: Entry<T>;
}

/** The menu of a row: filter by, exclude, open or copy each of its values. Rendered in the row's popover. */
export function ValueMenu<T extends Listed>({ resource, entry }: ValueMenuProps<T>) {
  const { label, close } = useOpenMenu();
  const { search } = useLocation();
  const values = rowValues(resource, entry, useLookedUpObjects());
  const mayDelete = useMayDelete(resource) && !("fate" in entry);
  const menu = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState("");

  // Runs after the parent's layout effect, which shows the popover.
  useEffect(() => {
    const popover = menu.current?.parentElement;
    const row = popover?.closest("tr");
    const button = row?.querySelector("[data-row-menu]");
    if (popover && button) positionPopover(popover, button);
    items(menu.current)[0]?.focus({ preventScroll: true });
  }, []);

  async function copy(what: string, text: string): Promise<void> {
    const done = await writeClipboard(text);
    setSaid(done ? `The ${what} is copied.` : "Copying is not possible here.");
  }

  return (
    <>
      <div
        ref={menu}
        role="menu"
        tabIndex={-1}
        aria-label={label}
        className={styles["menu"]}
        onKeyDown={(event) => onMenuKey(event, close)}
        // Releasing the key that opened it may request the browser's own context menu.
        onContextMenu={(event) => event.preventDefault()}
      >
        {values.map((value) => (
          <div
            key={value.what}
            role="group"
            aria-label={value.what}
            className={styles["value"]}
            data-value={value.what}
          >
            <span className={styles["what"]} role="none">
              {value.what}
            </span>
            <span className={styles["text"]} role="none">
              <NamePair name={value.text} second={value.second} />
            </span>
            <span className={styles["actions"]} role="none">
              <FilterItems value={value} definition={resource.definition} onChosen={close} />
              {value.open !== undefined && (
                <Link
                  to={objectPath(resource.name, entry.value.pk, value.open, search)}
                  role="menuitem"
                  tabIndex={-1}
                  className={styles["item"]}
                  onClick={(event) => isPlainClick(event) && close()}
                >
                  Open<span className="visually-hidden"> {value.what}</span>
                </Link>
              )}
              {value.link && (
                <Link
                  to={value.link.to}
                  role="menuitem"
                  tabIndex={-1}
                  className={styles["item"]}
                  onClick={(event) => isPlainClick(event) && close()}
                >
                  {value.link.words}
                </Link>
              )}
              {value.copy && (
                <button
                  type="button"
                  role="menuitem"
                  tabIndex={-1}
                  className={styles["item"]}
                  onClick={() => value.copy && void copy(value.copy.what, value.copy.text)}
                >
                  Copy {value.copy.what}
                </button>
              )}
              {mayDelete && value.open === "" && (
                <>
                  <button
                    type="button"
                    role="menuitem"
                    tabIndex={-1}
                    className={styles["item"]}
                    onClick={() => {
                      const row = menu.current?.closest("tr");
                      close();
                      row?.querySelector<HTMLElement>("[data-select]")?.click();
                    }}
                  >
                    Select
                  </button>
                  <button
                    type="button"
                    role="menuitem"
                    tabIndex={-1}
                    className={styles["item"]}
                    aria-haspopup="dialog"
                    onClick={() => {
                      close();
                      requestDeletion(entry);
                    }}
                  >
                    Delete …
                  </button>
                </>
              )}
            </span>
          </div>
        ))}
      </div>
      <p role="status" className={styles["said"]}>
        {said}
      </p>
    </>
  );
}

function items(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
}

/** Arrow keys cycle through all items, Home and End go to the first and last, Tab and Escape close the menu. */
function onMenuKey(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  const all = items(event.currentTarget);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: -1,
  };
  const step = steps[event.key];
  if (step !== undefined) all.at(step % all.length)?.focus();
  else if (event.key === " ") all[at]?.click();
  else if (event.key === "Tab" || event.key === "Escape") close();
  else return;
  // Tab keeps its default, starting from the element that the focus was restored to.
  if (event.key !== "Tab") event.preventDefault();
  event.stopPropagation();
}
