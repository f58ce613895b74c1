import { type RefObject, useEffectEvent, useLayoutEffect } from "react";

interface SheetModalityProps {
  sheet: RefObject<HTMLElement | null>;
  onModal: (isModal: boolean) => void;
}

/**
 * While the sheet covers the page, nothing behind it can be reached, by Tab or by a screen reader. Where there is room
 * the same controls stand in the header, and all stays as it is. Renders nothing.
 */
export function SheetModality({ sheet, onModal }: SheetModalityProps) {
  const tell = useEffectEvent(onModal);
  useLayoutEffect(() => {
    const element = sheet.current;
    if (element === null) return;
    let behind: HTMLElement[] = [];
    function release(): void {
      for (const one of behind) one.inert = false;
      behind = [];
      tell(false);
    }
    function look(): void {
      const covers = element !== null && getComputedStyle(element).position === "fixed";
      if (covers === behind.length > 0) return;
      if (!covers) return release();
      behind = outside(element);
      for (const one of behind) one.inert = true;
      if (!element.contains(document.activeElement)) element.focus();
      tell(true);
    }
    look();
    // A turned phone or a wider window.
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => {
      observer.disconnect();
      release();
    };
  }, [sheet]);
  return null;
}

/** What is beside an element, on all levels; dialogs that it opens come later, and are not among these. */
function outside(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let at = element; at.parentElement !== null && at !== document.body; at = at.parentElement) {
    for (const other of at.parentElement.children) {
      if (other !== at && other instanceof HTMLElement && !other.inert) found.push(other);
    }
  }
  return found;
}
