import { normalise } from "../../find/text/normalise.ts";

/** Something that the palette offers. */
export interface PaletteItem {
  group: string;
  label: string;
  /** What distinguishes it, or where it leads. */
  detail?: string;
  run: () => void;
}

/** Whether each word typed is in the label, the detail or the group's name. */
export function hasTyped({ group, label, detail = "" }: PaletteItem, typed: string): boolean {
  const text = normalise(`${group} ${label} ${detail}`);
  return normalise(typed)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
