import type { Grant } from "../../api/wire/grant.ts";
import { useFold } from "../../expiring/fold/use-fold.tsx";
import { LazyCounts, LazyReadSnapshot } from "../../expiring/lazy-expiring-parts.tsx";
import { RangeFilter } from "../../expiring/range/range-filter.tsx";
import { StatusFilter } from "../../expiring/status-filter.tsx";
import { Timeline } from "../../expiring/timeline/timeline.tsx";
import { RelationFilter } from "../../list/filters/relation-filter.tsx";
import { LazyFilterSuggestions } from "../../list/lazy-list-parts.tsx";
import { useList } from "../../list/state/use-list.ts";
import { useRowsPainted } from "../../list/use-rows-painted.ts";
import type { Columns } from "../../list/table/list-table.tsx";
import { Button } from "../../ui/button.tsx";
import { Line } from "../../ui/line.tsx";
import { providerRelation } from "../relations/provider-relation.ts";
import { userRelation } from "../relations/user-relation.ts";
import { lazyDrawer, type ResourceDrawer, ResourcePage } from "../resource-page.tsx";
import type { GrantResource } from "./grant-resource.ts";
import { useVisibilityScope } from "./visibility-scope.tsx";

/** A lazy component cannot have the generic row type of `GrantDrawer`: it is cast where it is used. */
const drawer = lazyDrawer<Grant, GrantResource<Grant>>(() =>
  import("./grant-drawer.tsx").then((module) => module.GrantDrawer),
);

interface GrantsPageProps<T extends Grant> {
  resource: GrantResource<T>;
  columns: Columns<T>;
}

/** The list page of codes or tokens, expired ones first. */
export function GrantsPage<T extends Grant>({ resource, columns }: GrantsPageProps<T>) {
  const list = useList<T, GrantResource<T>>(resource);
  const { aside, scope } = useVisibilityScope(list);
  const { search, expiry } = list.state;
  const painted = useRowsPainted(list.answer !== undefined);
  return (
    <ResourcePage
      list={{ ...list, entries: useFold(list) }}
      columns={columns}
      drawer={drawer as unknown as ResourceDrawer<T, GrantResource<T>>}
      aside={aside}
      scope={scope}
      filters={
        <>
          <RelationFilter list={list} relation={providerRelation} />
          <RelationFilter list={list} relation={userRelation} />
          <StatusFilter list={list} />
          <RangeFilter list={list} />
        </>
      }
      actions={
        list.question.sort === "expires" || expiry?.status ? undefined : (
          <Button onClick={() => list.change({ sort: "expires" })}>Expired first</Button>
        )
      }
      above={
        <>
          {painted && list.snapshotComes && <LazyReadSnapshot list={list} />}
          {painted ? <LazyCounts list={list} of={scope?.of ?? ""} /> : <Line />}
          <Timeline list={list} isDue={painted} />
          {search !== "" && <LazyFilterSuggestions list={list} />}
        </>
      }
    />
  );
}
