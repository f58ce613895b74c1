import { readLayout, writeLayout } from "./layout-columns.ts";

/** The narrowest column, CSS pixels. */
const NARROWEST = 60;

/**
 * Follows the pointer from the edge of a column's head, and sets the column's width when it is let go; Escape and a lost
 * pointer leave it as it was.
 *
 * @param ids those of all columns.
 */
export function resizeColumn(
  edge: HTMLElement,
  startX: number,
  layout: string,
  ids: readonly string[],
  onLayout: (layout: string) => void,
): void {
  const head = edge.closest("th");
  if (head === null) return;
  const before = head.getBoundingClientRect().width;
  const set = { sized: head.dataset["sized"], width: head.style.getPropertyValue("--width") };
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const toEnd = getComputedStyle(head).direction === "rtl" ? -1 : 1;
  let width = before;
  const end = new AbortController();
  const { signal } = end;

  function undo(): void {
    end.abort();
    if (head === null) return;
    if (set.sized === undefined) delete head.dataset["sized"];
    head.style.setProperty("--width", set.width);
  }

  document.addEventListener(
    "pointermove",
    ({ clientX, buttons }) => {
      // It was let go before this was loaded.
      if (buttons === 0) return undo();
      width = Math.max(NARROWEST, before + toEnd * (clientX - startX));
      head.dataset["sized"] ??= "";
      head.style.setProperty("--width", `${width}px`);
    },
    { signal },
  );
  document.addEventListener(
    "pointerup",
    () => {
      end.abort();
      if (width === before) return;
      const draft = readLayout(layout, ids);
      const px = String(Math.round((width / rem) * 16));
      const columns = draft.columns.map((column) =>
        column.id === head.dataset["column"] ? { ...column, width: px } : column,
      );
      onLayout(writeLayout({ ...draft, columns }));
    },
    { signal },
  );
  document.addEventListener("pointercancel", undo, { signal });
  // Likewise: this is the next time that a button is pressed.
  document.addEventListener("pointerdown", undo, { signal });
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      // It would close the open object, too.
      event.stopImmediatePropagation();
      undo();
    },
    { signal, capture: true },
  );
}
