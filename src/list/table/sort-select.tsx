import { useId } from "react";
import { orderingKey } from "../state/list-params.ts";
import type { Columns } from "./list-table.tsx";
import type { List } from "../state/use-list.ts";
import styles from "../list-page.module.css";

interface SortSelectProps<T extends { pk: string | number }> {
  list: List<T>;
  columns: Columns<T>;
}

/** The order of the list where there are no headers to press: a native select. */
export function SortSelect<T extends { pk: string | number }>({
  list,
  columns,
}: SortSelectProps<T>) {
  const id = useId();
  const choices = columns.filter(
    (column) => column.id !== undefined && list.resource.definition.orderings.includes(column.id),
  );
  return (
    <label htmlFor={id} className={styles["sortSelect"]}>
      Sort
      <select
        id={id}
        value={list.params.ordering}
        onChange={(event) => list.change({ ordering: event.target.value })}
      >
        {choices.map((column) => {
          const key = orderingKey(column.id ?? "");
          const header = typeof column.header === "string" ? column.header : key;
          const note = column.meta?.sortNote;
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
