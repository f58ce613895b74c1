import type { Definitions } from "../list/views/saved-views.ts";
import { ViewsPanel } from "../list/views/views-panel.tsx";
import type { ListName } from "../paths.ts";
import { authorizationCodes } from "../pages/authorization-codes.ts";
import { sourceConnections } from "../pages/source-connections.ts";

const DEFINITIONS: Definitions = {
  "authorization-codes": authorizationCodes.definition,
  "source-connections": sourceConnections.definition,
};

interface AllViewsProps {
  list: ListName;
  plural: string;
  onClose: () => void;
}

/** The views of one list, for a panel that moves those of all. */
export function AllViews(props: AllViewsProps) {
  return <ViewsPanel {...props} definitions={DEFINITIONS} />;
}
