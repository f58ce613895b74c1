import { ColumnsPanel } from "../list/columns/columns-panel.tsx";
import { ExportPanel } from "../list/export/export-panel.tsx";
import { AllViews } from "./all-views.tsx";
import type { ToolProps } from "./list-tools.tsx";

/** The dialog of one of a list's tools. */
export function ToolPanel({ tool, list, columns, selection, onClose }: ToolProps) {
  const { name, noun } = list.resource;
  if (tool === "Columns") return <ColumnsPanel list={list} columns={columns} onClose={onClose} />;
  return tool === "Export" ? (
    <ExportPanel list={list} selection={selection} onClose={onClose} />
  ) : (
    <AllViews list={name} plural={noun[1]} onClose={onClose} />
  );
}
