import type { Entry } from "../entry.ts";
import type { Listed, Resource } from "../resource.ts";
import type { Columns } from "../table/list-table.tsx";
import { RowLink } from "../table/row-link.tsx";
import type { CellAttributes } from "../table/table-features.ts";
import { visible } from "../../ui/text/visible.ts";
import type { GoneEntry } from "./live-rows.ts";
import styles from "./live.module.css";

/**
 * A list's columns, for rows of which some are gone: these are struck through, and their first and last cell on a phone
 * say what became of them instead of what they were.
 */
export function liveColumns<T extends Listed>(
  { noun }: Resource<T>,
  columns: Columns<T>,
): Columns<T> {
  return columns.map((column): Columns<T>[number] => {
    const { cell, meta } = column;
    return {
      ...column,
      cell(context) {
        const gone = goneOf(context.row.original);
        if (gone && meta?.phone === "start") return <WordOf gone={gone} one={noun[0]} />;
        if (gone && meta?.phone === "end")
          return <span className={styles["fate"]}>{gone.fate.detail}</span>;
        return typeof cell === "function" ? cell(context) : (cell ?? context.renderValue());
      },
      meta: {
        ...meta,
        attributes: (entry: Entry<T>): CellAttributes =>
          goneOf(entry)
            ? { "data-live": "gone" }
            : ((meta?.attributes?.(entry as never) as CellAttributes | undefined) ?? {}),
      },
    };
  });
}

function goneOf<T>(entry: Entry<T>): GoneEntry<T> | undefined {
  return "fate" in entry ? (entry as GoneEntry<T>) : undefined;
}

interface WordProps {
  gone: GoneEntry<Listed>;
  one: string;
}

function WordOf({ gone: { value, fate }, one }: WordProps) {
  return (
    <RowLink
      pk={value.pk}
      label={visible(`${fate.word} ${one} ${value.pk}`)}
      className={styles["fate"] ?? ""}
      data-tone={fate.tone}
    >
      {fate.word}
    </RowLink>
  );
}
