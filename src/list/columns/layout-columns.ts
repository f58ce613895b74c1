import { COMPACT } from "./arrange.ts";

/** A column in a layout: where it stands, and its width in pixels, if the reader set one. */
export interface LaidOut {
  id: string;
  isShown: boolean;
  width: string;
}

export interface LayoutDraft {
  isCompact: boolean;
  columns: readonly LaidOut[];
}

/** A layout to be changed: its columns in order, then the others. Without one, what is on the screen. */
export function readLayout(layout: string, ids: readonly string[]): LayoutDraft {
  const parts = layout.split(",").map((part) => part.split(":"));
  const chosen = parts.filter(([id = ""]) => ids.includes(id));
  const shown = chosen.length > 0 ? chosen : onScreen(ids).map((id): string[] => [id]);
  const columns = shown.map(([id = "", width = ""]) => ({ id, isShown: true, width }));
  const rest = ids.filter((id) => !columns.some((column) => column.id === id));
  return {
    isCompact: parts.some(([id]) => id === COMPACT),
    columns: [...columns, ...rest.map((id) => ({ id, isShown: false, width: "" }))],
  };
}

export function writeLayout({ isCompact, columns }: LayoutDraft): string {
  const shown = columns.filter((column) => column.isShown);
  const parts = shown.map(({ id, width }) => (width === "" ? id : `${id}:${width}`));
  return [...(isCompact ? [COMPACT] : []), ...parts].join(",");
}

/** Those that there is room for; on a phone, where rows have no columns, all. */
function onScreen(ids: readonly string[]): readonly string[] {
  const seen = ids.filter((id) => {
    const head = document.querySelector(`th[data-column="${CSS.escape(id)}"]`);
    return head?.checkVisibility() === true;
  });
  return seen.length > 0 ? seen : ids;
}
