import { useMatch } from "react-router";
import { splitExclusions } from "../../list/state/exclusions.ts";
import { ListPage } from "../../list/list-page.tsx";
import { orderingKey } from "../../list/state/list-params.ts";
import { Notice } from "../../feedback/state-view.tsx";
import { useFocusReturn } from "../../list/use-focus-return.ts";
import { useList } from "../../list/state/use-list.ts";
import { Button } from "../../ui/button.tsx";
import { GroupFilter, SourceFilter } from "./connection-filters.tsx";
import { ConnectionNames, useConnectionNames } from "../relations/connection-names.ts";
import { OldFaultNotice } from "../../feedback/old-fault-notice.tsx";
import { UnnamedNotice } from "./unnamed-notice.tsx";
import { columnsFor } from "./group-connection-columns.tsx";
import { sourceConnections } from "./group-connections-resource.ts";
import { DrawerPlaceholder } from "../../ui/drawer-placeholder.tsx";
import { LinePlaceholder } from "../../ui/line-placeholder.tsx";
import { useCaller, useFreshCaller } from "../../feedback/use-caller.ts";
import { lazyComponent } from "../../feedback/lazy-component.tsx";
import { usePreload } from "../../list/use-preload.ts";
import { DefaultViewNotice, Views } from "../views.tsx";
import { ActingAs } from "../relations/visibility-scope.tsx";

const loadDrawer = () => import("./group-connection-drawer.tsx");
const Drawer = lazyComponent(() => loadDrawer().then((module) => module.SourceConnectionDrawer), {
  fallback: <DrawerPlaceholder />,
});
const Exclusions = lazyComponent(
  () => import("./connection-exclusions.tsx").then((module) => module.ConnectionExclusions),
  { fallback: <LinePlaceholder /> },
);

const loadSearch = () => import("./connection-search-help.tsx");
const searchHelp = {
  Suggestions: lazyComponent(() => loadSearch().then((module) => module.ConnectionSearchAid)),
  Syntax: lazyComponent(() => loadSearch().then((module) => module.ConnectionSyntax)),
  highlight: () => loadSearch().then((module) => module.connectionMarking),
};

/** The OAuth connections of groups. */
export function SourceConnectionsPage() {
  const list = useList(sourceConnections);
  const { pk, "*": below = "" } = useMatch("/source-connections/:pk/*")?.params ?? {};
  const names = useConnectionNames(list);
  const columns = columnsFor(list.entries);
  // The one key of this list that older versions lack, and drop without a word.
  const unsorted =
    orderingKey(list.params.ordering) === "last_updated" &&
    !list.isPlaceholder &&
    list.entries.length > 0 &&
    !columns.some((column) => column.id === "last_updated");
  const { me } = useCaller();
  useFreshCaller(list);

  useFocusReturn(pk);
  usePreload(loadDrawer, list.answer !== undefined);

  return (
    <ConnectionNames value={names}>
      <ListPage
        title="Source connections"
        scope={
          <>
            OAuth, groups. User connections are not shown yet.
            {me?.original && (
              <>
                {" "}
                <ActingAs me={me} />
              </>
            )}
          </>
        }
        list={list}
        columns={columns}
        views={<Views list={list.resource.name} plural={list.resource.plural} />}
        warning={
          <>
            <DefaultViewNotice list={list.resource.name} />
            <OldFaultNotice failure={list.failure} />
            {unsorted && (
              <Notice
                action={
                  <Button look="link" onClick={() => list.change({ ordering: "-created" })}>
                    Newest first
                  </Button>
                }
              >
                This authentik has no “last updated” and ignores an order by it: the rows stand in
                its own order.
              </Notice>
            )}
          </>
        }
        footnote={<UnnamedNotice list={list} />}
        searchHint="Search connections"
        filters={
          <>
            <SourceFilter list={list} />
            <GroupFilter list={list} />
          </>
        }
        searchHelp={searchHelp}
        above={splitExclusions(list.params.filters).without && <Exclusions list={list} />}
        selected={pk}
        drawer={pk !== undefined && <Drawer list={list} pk={pk} below={below} />}
      />
    </ConnectionNames>
  );
}
