import type { AnyEntry } from "../entry.ts";
import { GapRow } from "./gap-row.tsx";
import { AcrossRow, type SpannedColumns } from "./across-row.tsx";
import { UnreadableRow } from "./unreadable-row.tsx";

interface OtherRowProps {
  entry: AnyEntry<unknown>;
  columns: SpannedColumns;
}

/** A row of the table that is not one of the list's objects. */
export function OtherRow({ entry, columns }: OtherRowProps) {
  if ("gap" in entry) return <GapRow entry={entry} columns={columns} />;
  if (!("line" in entry)) return <UnreadableRow entry={entry} columns={columns} />;
  return <AcrossRow columns={columns}>{entry.line}</AcrossRow>;
}
