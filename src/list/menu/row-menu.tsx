import { createContext, type ReactNode, use, useLayoutEffect, useRef, useState } from "react";
import { visible } from "../../ui/text/visible.ts";
import styles from "./row-menu.module.css";

interface RowMenuProps {
  /** The row: "authorization code 42". */
  name: string;
  /** The menu itself, which exists only while it is open. */
  children: ReactNode;
}

interface OpenMenu {
  /** What it is for: "Actions for authorization code 42". */
  label: string;
  /** Closes it; the focus goes back to where it came from. */
  close: () => void;
}

const OpenMenu = createContext<OpenMenu>({ label: "", close: () => {} });

/** The open menu that a component stands in. */
export function useOpenMenu(): OpenMenu {
  return use(OpenMenu);
}

/** One button a row, in the margin at its end, and what opens at it. */
export function RowMenu({ name, children }: RowMenuProps) {
  const [open, setOpen] = useState(false);
  // A press on the button of an open menu closes it on its way down already, and must not open it again.
  const pressedOpen = useRef(false);
  const popover = useRef<HTMLDivElement>(null);
  const label = `Actions for ${visible(name)}`;

  useLayoutEffect(() => {
    // Missing in what is older than 2024: there it stands in its place without being on top.
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
