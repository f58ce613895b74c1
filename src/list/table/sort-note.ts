import type { Listed } from "../resource.ts";
import type { List } from "../state/use-list.ts";
import type { ColumnMeta } from "./table-features.ts";

/** What sorting by a column means, where it is not by the text shown; a list loaded in full is sorted by that text. */
export function sortNoteOf<T extends Listed>(
  { snapshot, resource }: List<T>,
  column: { id?: string | undefined; meta?: ColumnMeta | undefined },
): string | undefined {
  const isRead = snapshot !== undefined && resource.sortTexts?.[column.id ?? ""] !== undefined;
  return isRead ? undefined : column.meta?.sortNote;
}
