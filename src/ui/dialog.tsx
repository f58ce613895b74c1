import {
  createContext,
  type ReactNode,
  type RefObject,
  use,
  useEffect,
  useId,
  useRef,
} from "react";
import { createPortal } from "react-dom";
import { Button } from "./button.tsx";
import styles from "./dialog.module.css";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** Asked when a dialog is closed: whether it has to stay. */
const StaysOpen = createContext<RefObject<(() => boolean) | undefined> | null>(null);

/**
 * A modal dialog, open as long as it is rendered. The browser restores the focus when it closes: see `closeDialog`. In
 * the body: where it is opened from may be out of sight in a window that was made narrower meanwhile.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const staysOpen = useRef<() => boolean>(undefined);

  // The browser closes a dialog by Escape whether it may or not.
  function closed(): void {
    if (staysOpen.current?.()) dialog.current?.showModal();
    else onClose();
  }

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  return createPortal(
    <dialog ref={dialog} className={styles["dialog"]} aria-labelledby={heading} onClose={closed}>
      <div className={styles["head"]}>
        <h2 id={heading} tabIndex={-1}>
          {title}
        </h2>
        <Button onClick={() => dialog.current?.close()}>Close</Button>
      </div>
      <StaysOpen value={staysOpen}>{children}</StaysOpen>
    </dialog>,
    document.body,
  );
}

/** Closes the dialog that an element is in, as its button does. */
export function closeDialog(inside: Element): void {
  inside.closest("dialog")?.close();
}

/** Keeps the dialog around it open, however it is closed, as long as `staysOpen` says so when that is done. */
export function useStaysOpen(staysOpen: () => boolean): void {
  const askedRef = use(StaysOpen);
  useEffect(() => {
    if (askedRef) askedRef.current = staysOpen;
  }, [askedRef, staysOpen]);
}
