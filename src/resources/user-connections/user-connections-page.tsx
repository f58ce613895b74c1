import type { UserConnection } from "../../api/wire/connections/user-connection.ts";
import type { Me } from "../../api/wire/caller.ts";
import { useCaller, useFreshCaller } from "../../feedback/use-caller.ts";
import type { VisibilityScope } from "../../list/empty-list.tsx";
import { RelationFilter } from "../../list/filters/relation-filter.tsx";
import { LookUpRelated } from "../../list/look-up-related.tsx";
import type { Resource } from "../../list/resource.ts";
import { type List, useList } from "../../list/state/use-list.ts";
import { ActingAs } from "../acting-as.tsx";
import { ConnectionsNotices } from "../connections/connections-notices.tsx";
import { TypeFilter } from "../connections/type-filter.tsx";
import { UnnamedNotice } from "../connections/unnamed-notice.tsx";
import { anySourceRelation } from "../relations/source-relation.ts";
import { connectedUserRelation } from "../relations/connected-user-relation.ts";
import { lazyDrawer, ResourcePage } from "../resource-page.tsx";
import { userConnectionColumns } from "./user-connection-columns.tsx";
import { userConnections } from "./user-connections-resource.ts";

const drawer = lazyDrawer<UserConnection, Resource<UserConnection>>(() =>
  import("../connections/connection-drawers.ts").then((module) => module.UserConnectionDrawer),
);

/** The connections of users with sources of all types. */
export function UserConnectionsPage() {
  const list = useList<UserConnection, Resource<UserConnection>>(userConnections);
  const columns = userConnectionColumns(list.entries);
  const { me } = useCaller();
  useFreshCaller(list);
  const mayBeOwn = me !== undefined && !me.user.is_superuser && !hasOthers(list, me);

  return (
    <LookUpRelated list={list}>
      <ResourcePage
        list={list}
        columns={columns}
        drawer={drawer}
        scope={mayBeOwn ? OWN : undefined}
        aside={
          list.answer !== undefined && (
            <>
              {mayBeOwn && "Maybe only your own: those of others need a permission."}
              {me?.original && (
                <>
                  {" "}
                  <ActingAs me={me} />
                </>
              )}
            </>
          )
        }
        warning={<ConnectionsNotices list={list} columns={columns} />}
        footnote={<UnnamedNotice list={list} />}
        filters={
          <>
            <TypeFilter list={list} />
            <RelationFilter list={list} relation={anySourceRelation} />
            <RelationFilter list={list} relation={connectedUserRelation} />
          </>
        }
      />
    </LookUpRelated>
  );
}

const OWN: VisibilityScope = { of: "", whose: "unsaid" };

function hasOthers(list: List<UserConnection>, me: Me): boolean {
  return list.entries.some(
    (entry) => entry.readable && entry.value.user !== null && entry.value.user !== me.user.pk,
  );
}
