import { ExportPanel } from "../list/export/export-panel.tsx";
import { AllViews } from "./all-views.tsx";
import type { ToolProps } from "./list-tools.tsx";

/** The dialog of one of a list's tools. */
export function ToolPanel({ tool, list, onClose }: ToolProps) {
  const { name, noun } = list.resource;
  return tool === "Export" ? (
    <ExportPanel list={list} onClose={onClose} />
  ) : (
    <AllViews list={name} plural={noun[1]} onClose={onClose} />
  );
}
