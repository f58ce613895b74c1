import { useEffect, useRef } from "react";

/** Focus restoration: closing the drawer moves the focus to its row, or to the heading when the row is gone. */
export function useFocusReturn(selected: string | undefined): void {
  const last = useRef<string>(undefined);
  useEffect(() => {
    if (selected !== undefined) {
      last.current = selected;
      return;
    }
    if (last.current === undefined) return;
    const row = `tr[data-pk="${CSS.escape(last.current)}"] [data-row-link]`;
    last.current = undefined;
    const target = document.querySelector<HTMLElement>(row);
    (target ?? document.querySelector<HTMLElement>("[data-list] h1"))?.focus();
  }, [selected]);
}
