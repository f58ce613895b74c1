import { type ReactNode, useEffect, useId, useRef } from "react";
import { createPortal } from "react-dom";
import { Button } from "./button.tsx";
import styles from "./dialog.module.css";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A modal dialog, open as long as it is rendered. The browser restores the focus when it closes: see `closeDialog`. In
 * the body: where it is opened from may be out of sight in a window that was made narrower meanwhile.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  return createPortal(
    <dialog ref={dialog} className={styles["dialog"]} aria-labelledby={heading} onClose={onClose}>
      <div className={styles["head"]}>
        <h2 id={heading} tabIndex={-1}>
          {title}
        </h2>
        <Button onClick={() => dialog.current?.close()}>Close</Button>
      </div>
      {children}
    </dialog>,
    document.body,
  );
}

/** Closes the dialog that an element is in, as its button does. */
export function closeDialog(inside: Element): void {
  inside.closest("dialog")?.close();
}
