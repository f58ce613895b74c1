import type { Listed } from "../resource.ts";
import type { Columns } from "../table/list-table.tsx";

/** In a layout, among the columns: rows are less high. */
export const COMPACT = "compact";

/**
 * A list's columns as a layout has them: "compact,status,user:220,expires" are ids in order, with widths in pixels.
 * Columns with the row's link are never left out; those that a reader chose are not hidden for lack of space.
 */
export function arrange<T extends Listed>(columns: Columns<T>, layout: string): Columns<T> {
  const widths = new Map(
    layout.split(",").map((part): [id: string, width: string] => {
      const [id = "", width = ""] = part.split(":");
      return [id, width];
    }),
  );
  const isChosen = ({ id = "" }: Columns<T>[number]) => widths.has(id);
  if (!columns.some(isChosen)) return columns;
  const order = [...widths.keys()];
  const shown = columns
    .filter((column) => isChosen(column) || column.meta?.phone === "start")
    .toSorted(({ id: a = "" }, { id: b = "" }) => order.indexOf(a) - order.indexOf(b));
  const hasMenu = shown.some(({ meta }) => meta?.hasMenu);
  return shown.map((column) => {
    const { priority: _, ...meta } = column.meta ?? {};
    const width = Number(widths.get(column.id ?? ""));
    const isFirst = meta.phone === "start";
    return {
      ...column,
      meta: {
        ...meta,
        ...(width > 0 && { width: `${Math.min(width, 2000) / 16}rem` }),
        ...(isFirst && !hasMenu && { hasMenu: true }),
      },
    };
  });
}
