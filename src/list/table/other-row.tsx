import type { AnyEntry } from "../entry.ts";
import { GapRow } from "./gap-row.tsx";
import { UnreadableRow } from "./unreadable-row.tsx";

interface OtherRowProps {
  entry: AnyEntry<unknown>;
  columns: number;
}

/** A row of the table that is not one of the list's objects. */
export function OtherRow({ entry, columns }: OtherRowProps) {
  if ("gap" in entry) return <GapRow entry={entry} columns={columns} />;
  if (!("line" in entry)) return <UnreadableRow entry={entry} columns={columns} />;
  return (
    <tr role="row">
      <td role="cell" colSpan={columns}>
        {entry.line}
      </td>
    </tr>
  );
}
