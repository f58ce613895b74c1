import { useEffect, useState } from "react";

/** The rows of the list, and what is around them in the table. */
const TABLE = "[data-list] table";

/** Whether the pointer is over the table or the focus is in it: its rows must not move then. */
export function useHeld(): boolean {
  const [isOver, setIsOver] = useState(() => document.querySelector(`${TABLE}:hover`) !== null);
  const [isFocused, setIsFocused] = useState(() => isInTable(document.activeElement));
  useEffect(() => {
    const onOver = ({ target }: Event) => setIsOver(isInTable(target));
    // Where the pointer leaves the window, nothing is entered.
    const onOut = ({ relatedTarget }: PointerEvent) => setIsOver(isInTable(relatedTarget));
    const onFocusIn = ({ target }: Event) => setIsFocused(isInTable(target));
    const onFocusOut = ({ relatedTarget }: FocusEvent) => setIsFocused(isInTable(relatedTarget));
    document.addEventListener("pointerover", onOver);
    document.addEventListener("pointerout", onOut);
    document.addEventListener("focusin", onFocusIn);
    document.addEventListener("focusout", onFocusOut);
    return () => {
      document.removeEventListener("pointerover", onOver);
      document.removeEventListener("pointerout", onOut);
      document.removeEventListener("focusin", onFocusIn);
      document.removeEventListener("focusout", onFocusOut);
    };
  }, []);
  return isOver || isFocused;
}

function isInTable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TABLE) !== null;
}
