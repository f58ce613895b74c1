import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "../../ui/button.tsx";
import { LazySheetModality } from "../lazy-list-parts.tsx";
import styles from "../list-page.module.css";

interface ControlsSheetProps {
  isOpen: boolean;
  onClose: () => void;
  /** What closes it: "Show 12". */
  done: string;
  children: ReactNode;
}

/** The controls of a list: in its header, or in a narrow pane a sheet at the lower edge, opened by the button before it. */
export function ControlsSheet({ isOpen, onClose, done, children }: ControlsSheetProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [isModal, setModal] = useState(false);

  function close(): void {
    // At once: while the sheet is open, nothing outside can have the focus.
    flushSync(onClose);
    (ref.current?.previousElementSibling as HTMLElement | null)?.focus();
  }

  function closeByEscape(event: KeyboardEvent): void {
    if (!isOpen || event.key !== "Escape" || event.defaultPrevented) return;
    // A dialog has its own; in a field it clears what was typed.
    if ((event.target as Element).closest("dialog, input")) return;
    event.preventDefault();
    close();
  }

  return (
    <div
      ref={ref}
      role="presentation"
      {...(isModal && { role: "dialog", "aria-modal": true, "aria-label": "Filters" })}
      tabIndex={isOpen ? -1 : undefined}
      className={styles["sheet"]}
      data-open={isOpen || undefined}
      onKeyDown={closeByEscape}
    >
      {isOpen && <LazySheetModality sheet={ref} onModal={setModal} />}
      {isOpen && <div className={styles["backdrop"]} role="presentation" onClick={close} />}
      {children}
      {isOpen && (
        <Button className={styles["done"]} onClick={close}>
          {done}
        </Button>
      )}
    </div>
  );
}
