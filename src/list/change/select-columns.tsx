import { useSyncExternalStore } from "react";
import { visible } from "../../ui/text/visible.ts";
import type { Entry } from "../entry.ts";
import type { Listed, Resource } from "../resource.ts";
import type { Columns } from "../table/list-table.tsx";
import type { RowSelection } from "./row-selection.ts";
import styles from "./change.module.css";

/**
 * A list's columns with boxes to select rows by. They stand in the margin before the row, where there is room: nothing
 * moves when they come. They belong to the cell of the row's link, which is never hidden.
 */
export function selectColumns<T extends Listed>(
  { noun }: Resource<T>,
  columns: Columns<T>,
  selection: RowSelection<T>,
): Columns<T> {
  return columns.map((column, index): Columns<T>[number] => {
    const lead = <SelectPage many={noun[1]} selection={selection} />;
    const meta = index === 0 ? { ...column.meta, lead } : column.meta;
    if (meta?.phone !== "start") return { ...column, ...(meta && { meta }) };
    return {
      ...column,
      meta: {
        ...meta,
        // After the status, with which the row's name is to begin.
        beside: (entry: Entry<T>) =>
          "fate" in entry ? null : <SelectBox one={noun[0]} entry={entry} selection={selection} />,
      },
    };
  });
}

interface SelectBoxProps<T extends Listed> {
  one: string;
  entry: Entry<T>;
  selection: RowSelection<T>;
}

/** Not a tab stop: there would be one more for each row. With the focus on the row's link, Space does the same. */
function SelectBox<T extends Listed>({ one, entry, selection }: SelectBoxProps<T>) {
  const isOn = useSyncExternalStore(selection.subscribe, () => selection.isOn(entry.key));
  return (
    <input
      type="checkbox"
      data-select=""
      tabIndex={-1}
      className={styles["box"]}
      title="Select (Space), or up to here (Shift)"
      aria-label={visible(`Select ${one} ${entry.value.pk}`)}
      checked={isOn}
      onChange={({ nativeEvent }) =>
        selection.toggle(entry.key, (nativeEvent as MouseEvent).shiftKey === true)
      }
      // The row is followed by a click anywhere else in it.
      onClick={(event) => event.stopPropagation()}
      onAuxClick={(event) => event.stopPropagation()}
    />
  );
}

interface SelectPageProps<T> {
  many: string;
  selection: RowSelection<T>;
}

function SelectPage<T>({ many, selection }: SelectPageProps<T>) {
  const page = useSyncExternalStore(selection.subscribe, selection.page);
  return (
    <input
      type="checkbox"
      className={`${styles["box"]} ${styles["page"]}`}
      title={`Select the ${many} of this page`}
      aria-label={`Select the ${many} of this page`}
      ref={(box) => {
        if (box) box.indeterminate = page === "some";
      }}
      checked={page === "all"}
      onChange={selection.togglePage}
    />
  );
}
