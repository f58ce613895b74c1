import { ViewTabs } from "../list/views/view-tabs.tsx";
import { ViewsPanel } from "../list/views/views-panel.tsx";
import type { ResourceName } from "../paths.ts";
import { DEFINITIONS } from "./all-resources.ts";

interface AllViewsProps {
  list: ResourceName;
  plural: string;
  onClose: () => void;
}

/** The views of one list; the panel gets all definitions, because it exports and imports the views of all lists. */
export function AllViews(props: AllViewsProps) {
  return <ViewsPanel {...props} definitions={DEFINITIONS} />;
}

export function AllViewTabs({ list }: Pick<AllViewsProps, "list">) {
  return <ViewTabs list={list} definitions={DEFINITIONS} />;
}
