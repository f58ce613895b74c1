import type { Listed } from "../resource.ts";
import type { List } from "../state/use-list.ts";
import type { ColumnMeta } from "./table-features.ts";

/** What an order by a column means, where it is not the one that is read; of a list that is here whole it is. */
export function sortNoteOf<T extends Listed>(
  { snapshot, resource }: List<T>,
  column: { id?: string | undefined; meta?: ColumnMeta | undefined },
): string | undefined {
  const isRead = snapshot !== undefined && resource.sortTexts?.[column.id ?? ""] !== undefined;
  return isRead ? undefined : column.meta?.sortNote;
}
