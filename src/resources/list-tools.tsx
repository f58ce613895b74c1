import { useState } from "react";
import { lazyComponent } from "../feedback/lazy-component.tsx";
import type { RowSelection } from "../list/change/row-selection.ts";
import type { Listed } from "../list/resource.ts";
import type { List } from "../list/state/use-list.ts";
import type { Columns } from "../list/table/list-table.tsx";
import { Button } from "../ui/button.tsx";

const Panel = lazyComponent(() => import("./tool-panel.tsx").then((module) => module.ToolPanel));

export interface ToolProps {
  tool: "Columns" | "Views" | "Export";
  /** Of whatever kind its rows are. */
  list: List<Listed>;
  columns: Columns<Listed>;
  /** Of its rows, where some can be selected. */
  selection?: RowSelection<Listed> | undefined;
  onClose: () => void;
}

interface ListToolsProps extends Pick<ToolProps, "list" | "columns" | "selection"> {
  tools: readonly ToolProps["tool"][];
}

/** The buttons for what can be done with a list as a whole; their dialogs are a lazy chunk. */
export function ListTools({ tools, ...props }: ListToolsProps) {
  // Each opening is another one: a dialog tells that it was closed only after the button may have been pressed again.
  const [open, setOpen] = useState<{ tool: ToolProps["tool"]; turn: number }>();
  const close = () => setOpen((now) => (now === open ? undefined : now));
  return (
    <>
      {tools.map((tool) => (
        <Button
          key={tool}
          data-command=""
          aria-haspopup="dialog"
          onClick={() => setOpen({ tool, turn: (open?.turn ?? 0) + 1 })}
        >
          {tool}
        </Button>
      ))}
      {open && <Panel key={open.turn} tool={open.tool} {...props} onClose={close} />}
    </>
  );
}
