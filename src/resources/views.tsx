import { useState } from "react";
import { Link, useLocation } from "react-router";
import { Notice } from "../feedback/state-view.tsx";
import { listPath, type ResourceName } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { ServerText } from "../ui/text/server-text.tsx";
import { lazyComponent } from "../feedback/lazy-component.tsx";

const Panel = lazyComponent(() => import("./all-views.tsx").then((module) => module.AllViews));

interface ViewsProps {
  list: ResourceName;
  /** "authorization codes". */
  plural: string;
}

/** The button that opens the saved views of a list; the panel is a lazy chunk. */
export function Views({ list, plural }: ViewsProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Views
      </Button>
      {open && <Panel list={list} plural={plural} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Says that the navigation link opened the default view, with a link to the whole list. */
export function DefaultViewNotice({ list }: Pick<ViewsProps, "list">) {
  // Set in the history state by the navigation link only; any later change is a history entry without it.
  const { state } = useLocation();
  const name: unknown = state?.defaultView;
  if (typeof name !== "string") return null;
  return (
    <Notice action={<Link to={listPath(list)}>Show the whole list</Link>}>
      Default view “<ServerText>{name}</ServerText>”.
    </Notice>
  );
}
