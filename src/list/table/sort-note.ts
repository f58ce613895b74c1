import { isSortedHere } from "../browser/list-query.ts";
import type { Listed } from "../resource.ts";
import type { List } from "../state/use-list.ts";
import type { ColumnMeta } from "./table-features.ts";

/** What sorting by a column means, where it is not by the text shown; a list loaded in full is sorted by that text. */
export function sortNoteOf<T extends Listed>(
  { snapshot, resource }: List<T>,
  column: { id?: string | undefined; meta?: ColumnMeta | undefined },
): string | undefined {
  const isRead = snapshot !== undefined && resource.wholeSort?.[column.id ?? ""] !== undefined;
  return isRead ? undefined : column.meta?.sortNote;
}

/** Whether the list can be sorted by a column: by the server, or in the browser. */
export function isSortable<T extends Listed>(
  { question, resource: { definition } }: List<T>,
  id: string,
): boolean {
  const { sorts, wholeSorts } = definition;
  return sorts.includes(id) || (isSortedHere(question) && wholeSorts.includes(id));
}
