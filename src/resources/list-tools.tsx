import { useState } from "react";
import { lazyComponent } from "../feedback/lazy-component.tsx";
import type { Listed } from "../list/resource.ts";
import type { List } from "../list/state/use-list.ts";
import { Button } from "../ui/button.tsx";

const Panel = lazyComponent(() => import("./tool-panel.tsx").then((module) => module.ToolPanel));

const TOOLS = ["Views", "Export"] as const;

export interface ToolProps {
  tool: (typeof TOOLS)[number];
  /** Of whatever kind its rows are. */
  list: List<Listed>;
  onClose: () => void;
}

/** The buttons for what can be done with a list as a whole; their dialogs are a lazy chunk. */
export function ListTools({ list }: Pick<ToolProps, "list">) {
  // Each opening is another one: a dialog tells that it was closed only after the button may have been pressed again.
  const [open, setOpen] = useState<{ tool: ToolProps["tool"]; turn: number }>();
  const close = () => setOpen((now) => (now === open ? undefined : now));
  return (
    <>
      {TOOLS.map((tool) => (
        <Button
          key={tool}
          data-command=""
          aria-haspopup="dialog"
          onClick={() => setOpen({ tool, turn: (open?.turn ?? 0) + 1 })}
        >
          {tool}
        </Button>
      ))}
      {open && <Panel key={open.turn} tool={open.tool} list={list} onClose={close} />}
    </>
  );
}
