import type { ReactNode } from "react";
import type { GroupConnection } from "../../api/wire/connections/group-connection.ts";
import { useCaller, useFreshCaller } from "../../feedback/use-caller.ts";
import { RelationFilter } from "../../list/filters/relation-filter.tsx";
import { LookUpRelated } from "../../list/look-up-related.tsx";
import type { Relation } from "../../list/relation.ts";
import type { Resource } from "../../list/resource.ts";
import { useList } from "../../list/state/use-list.ts";
import type { Source } from "../../api/wire/source.ts";
import { listPath } from "../../paths.ts";
import { ActingAs } from "../acting-as.tsx";
import { ConnectionsNotices } from "../connections/connections-notices.tsx";
import { TypeFilter } from "../connections/type-filter.tsx";
import { UnnamedNotice } from "../connections/unnamed-notice.tsx";
import { groupRelation } from "../relations/group-relation.ts";
import { anySourceRelation, sourceRelation } from "../relations/source-relation.ts";
import { lazyDrawer, ResourcePage } from "../resource-page.tsx";
import { columnsFor } from "./group-connection-columns.tsx";
import { groupConnections, sourceConnections } from "./group-connections-resource.ts";
import { Link } from "../../link.tsx";

const drawer = lazyDrawer<GroupConnection, Resource<GroupConnection>>(() =>
  import("../connections/connection-drawers.ts").then((module) => module.GroupConnectionDrawer),
);

/** The connections of groups with sources of all types. */
export function GroupConnectionsPage() {
  return <GroupList resource={groupConnections} ofSource={anySourceRelation} />;
}

/** Those with OAuth sources, at the address that they had before there were others. */
export function SourceConnectionsPage() {
  return (
    <GroupList
      resource={sourceConnections}
      ofSource={sourceRelation}
      aside={
        <>
          Groups, OAuth sources. See also{" "}
          <Link to={listPath("group-connections")}>groups, all types</Link> and{" "}
          <Link to={listPath("user-connections")}>users</Link>.
        </>
      }
    />
  );
}

interface GroupListProps {
  resource: Resource<GroupConnection>;
  ofSource: Relation<Source>;
  aside?: ReactNode;
}

function GroupList({ resource, ofSource, aside }: GroupListProps) {
  const list = useList<GroupConnection, Resource<GroupConnection>>(resource);
  const columns = columnsFor(list.entries);
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
            {aside}
            {me?.original && (
              <>
                {" "}
                <ActingAs me={me} />
              </>
            )}
          </>
        }
        warning={<ConnectionsNotices list={list} columns={columns} />}
        footnote={<UnnamedNotice list={list} />}
        filters={
          <>
            {resource.params && <TypeFilter list={list} />}
            <RelationFilter list={list} relation={ofSource} />
            <RelationFilter list={list} relation={groupRelation} />
          </>
        }
      />
    </LookUpRelated>
  );
}
