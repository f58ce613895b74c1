import type { GroupConnection } from "../../api/wire/connections/group-connection.ts";
import { OldFaultNotice } from "../../feedback/old-fault-notice.tsx";
import { Notice } from "../../feedback/state-view.tsx";
import { useCaller, useFreshCaller } from "../../feedback/use-caller.ts";
import { RelationFilter } from "../../list/filters/relation-filter.tsx";
import { LookUpRelated } from "../../list/look-up-related.tsx";
import type { Resource } from "../../list/resource.ts";
import { sortKey } from "../../list/state/list-state.ts";
import { useList } from "../../list/state/use-list.ts";
import { Button } from "../../ui/button.tsx";
import { ActingAs } from "../acting-as.tsx";
import { groupRelation } from "../relations/group-relation.ts";
import { sourceRelation } from "../relations/source-relation.ts";
import { lazyDrawer, ResourcePage } from "../resource-page.tsx";
import { columnsFor } from "./group-connection-columns.tsx";
import { groupConnections } from "./group-connections-resource.ts";
import { UnnamedNotice } from "./unnamed-notice.tsx";

const drawer = lazyDrawer<GroupConnection, Resource<GroupConnection>>(() =>
  import("./group-connection-drawer.tsx").then((module) => module.GroupConnectionDrawer),
);

/** The OAuth connections of groups. */
export function GroupConnectionsPage() {
  const list = useList<GroupConnection, Resource<GroupConnection>>(groupConnections);
  const columns = columnsFor(list.entries);
  // The only sort key of this list that older versions lack, and ignore silently.
  const unsorted =
    sortKey(list.state.sort) === "last_updated" &&
    !list.isPlaceholder &&
    list.entries.length > 0 &&
    !columns.some((column) => column.id === "last_updated");
  const { me } = useCaller();
  useFreshCaller(list);

  return (
    <LookUpRelated list={list}>
      <ResourcePage
        list={list}
        columns={columns}
        drawer={drawer}
        aside={
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
        warning={
          <>
            <OldFaultNotice failure={list.failure} />
            {unsorted && (
              <Notice
                action={
                  <Button look="link" onClick={() => list.change({ sort: "-created" })}>
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
        filters={
          <>
            <RelationFilter list={list} relation={sourceRelation} />
            <RelationFilter list={list} relation={groupRelation} />
          </>
        }
      />
    </LookUpRelated>
  );
}
