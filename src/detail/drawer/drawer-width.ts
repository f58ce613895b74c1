import type { CSSProperties } from "react";
import { useStoredText } from "../../ui/preference.ts";

interface DrawerWidth {
  /** As chosen, pixels; undefined for the usual one. */
  width: number | undefined;
  style: CSSProperties | undefined;
  setWidth: (width: number | undefined) => void;
}

/** The width of the drawer, kept in this browser. */
export function useDrawerWidth(): DrawerWidth {
  const [stored, setStored] = useStoredText("drawer");
  const width = /^\d{3,4}$/.test(stored) ? Number(stored) : undefined;
  return {
    width,
    style: width === undefined ? undefined : ({ "--width": `${width}px` } as CSSProperties),
    setWidth: (next) => setStored(String(next ?? "")),
  };
}
