import { createContext, type ReactNode, use, useLayoutEffect, useRef, useState } from "react";
import { visible } from "../../ui/text/visible.ts";
import styles from "./row-menu.module.css";

interface RowMenuProps {
  /** The row: "authorization code 42". */
  name: string;
  /** The menu itself, rendered only while it is open. */
  children: ReactNode;
}

interface OpenMenu {
  /** The accessible name: "Actions for authorization code 42". */
  label: string;
  /** Closes it and restores the focus. */
  close: () => void;
}

const OpenMenu = createContext<OpenMenu>({ label: "", close: () => {} });

/** The open menu that contains the component. */
export function useOpenMenu(): OpenMenu {
  return use(OpenMenu);
}

/** The menu button of a row, in the margin at its end, with its popover. */
export function RowMenu({ name, children }: RowMenuProps) {
  const [open, setOpen] = useState(false);
  // Pointer down on the button already dismisses an open popover; the click that follows must not reopen it.
  const pressedOpen = useRef(false);
  const popover = useRef<HTMLDivElement>(null);
  const label = `Actions for ${visible(name)}`;

  useLayoutEffect(() => {
    // Browsers from before 2024 have no popover API: the menu is then rendered in place, not in the top layer.
    if (open) popover.current?.showPopover?.();
  }, [open]);

  function close(): void {
    popover.current?.hidePopover?.();
    setOpen(false);
  }

  return (
    <>
      <button
        type="button"
        className={styles["button"]}
        data-row-menu=""
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerDown={() => {
          pressedOpen.current = open;
        }}
        onClick={() => {
          setOpen(!open && !pressedOpen.current);
          pressedOpen.current = false;
        }}
      />
      {open && (
        <div
          ref={popover}
          popover="auto"
          className={styles["popover"]}
          onToggle={(event) => {
            if (event.newState === "closed") setOpen(false);
          }}
        >
          <OpenMenu value={{ label, close }}>{children}</OpenMenu>
        </div>
      )}
    </>
  );
}
