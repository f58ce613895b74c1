import { useEffect } from "react";

/** Paper shows the columns that are on screen: what is left out there for lack of space is marked before it is printed. */
export function usePrintedColumns(): void {
  useEffect(() => {
    const onBefore = (): void => {
      for (const table of document.querySelectorAll("table")) {
        const [row] = table.tBodies[0]?.rows ?? [];
        const isHidden = [...(row?.cells ?? [])].map(
          (cell) => getComputedStyle(cell).display === "none",
        );
        for (const { cells } of table.rows) {
          for (const [index, cell] of [...cells].entries())
            if (isHidden[index]) cell.dataset["unprinted"] = "";
        }
      }
    };
    const onAfter = (): void => {
      for (const cell of document.querySelectorAll<HTMLElement>("[data-unprinted]"))
        delete cell.dataset["unprinted"];
    };
    window.addEventListener("beforeprint", onBefore);
    window.addEventListener("afterprint", onAfter);
    return () => {
      window.removeEventListener("beforeprint", onBefore);
      window.removeEventListener("afterprint", onAfter);
    };
  }, []);
}
