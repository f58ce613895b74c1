import { useId } from "react";
import { sortKey } from "../state/list-state.ts";
import { isSortable, sortNoteOf } from "./sort-note.ts";
import type { Columns } from "./list-table.tsx";
import type { List } from "../state/use-list.ts";
import styles from "./sort-select.module.css";
import type { Listed } from "../resource.ts";

interface SortSelectProps<T extends Listed> {
  list: List<T>;
  columns: Columns<T>;
}

/** The sort order as a native select, for widths without clickable headers. */
export function SortSelect<T extends Listed>({ list, columns }: SortSelectProps<T>) {
  const id = useId();
  const choices = columns.filter(
    (column) => column.id !== undefined && isSortable(list, column.id),
  );
  return (
    <label htmlFor={id} className={styles["sort"]}>
      Sort
      <select
        id={id}
        value={list.question.sort}
        onChange={(event) => list.change({ sort: event.target.value })}
      >
        {choices.map((column) => {
          const key = sortKey(column.id ?? "");
          const header = typeof column.header === "string" ? column.header : key;
          const note = sortNoteOf(list, column);
          const name = note === undefined ? header : `${header}, ${note}`;
          return [
            <option key={key} value={key}>{`${name} ↑`}</option>,
            <option key={`-${key}`} value={`-${key}`}>{`${name} ↓`}</option>,
          ];
        })}
      </select>
    </label>
  );
}
