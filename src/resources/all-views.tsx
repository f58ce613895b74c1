import type { Definitions } from "../list/views/saved-views.ts";
import { ViewsPanel } from "../list/views/views-panel.tsx";
import type { ResourceName } from "../paths.ts";
import { accessTokens, refreshTokens } from "./tokens/tokens-resources.ts";
import { authorizationCodes } from "./authorization-codes/authorization-codes-resource.ts";
import { signIns } from "./sign-ins/sign-ins-resource.ts";
import { groupConnections } from "./group-connections/group-connections-resource.ts";

const DEFINITIONS: Definitions = {
  "access-tokens": accessTokens.definition,
  "refresh-tokens": refreshTokens.definition,
  "authorization-codes": authorizationCodes.definition,
  "sign-ins": signIns.definition,
  "source-connections": groupConnections.definition,
};

interface AllViewsProps {
  list: ResourceName;
  plural: string;
  onClose: () => void;
}

/** The views of one list; the panel gets all definitions, because it exports and imports the views of all lists. */
export function AllViews(props: AllViewsProps) {
  return <ViewsPanel {...props} definitions={DEFINITIONS} />;
}
