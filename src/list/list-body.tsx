import type { ServerParam } from "../api/list-request.ts";
import { Button } from "../ui/button.tsx";
import type { VisibilityScope } from "./empty-list.tsx";
import { LazyEmptyList, LazyFailureView } from "./lazy-list-parts.tsx";
import type { Listed } from "./resource.ts";
import { ListTable, type Columns } from "./table/list-table.tsx";
import { Skeleton } from "./table/skeleton.tsx";
import type { List } from "./state/use-list.ts";

interface ListBodyProps<T extends Listed> {
  list: List<T>;
  columns: Columns<T>;
  scope?: VisibilityScope | undefined;
  selected: string | undefined;
}

/** The table, or in its place the skeleton, the empty state or the failure. */
export function ListBody<T extends Listed>(props: ListBodyProps<T>) {
  const { list, columns } = props;
  const { answer, failure, state, resource } = list;

  if (failure && (answer === undefined || list.isPlaceholder)) {
    // `useList` is about to navigate to the last page.
    if (failure.kind === "past-end") return <Skeleton columns={columns} rows={state.page_size} />;
    const refused = failure.kind === "invalid" ? Object.keys(failure.fields) : [];
    const isSet = (param: string): param is ServerParam => Object.hasOwn(state.server, param);
    return (
      <LazyFailureView
        failure={failure}
        what={resource.noun[1]}
        onRetry={list.refresh}
        actions={refused.filter(isSet).map((param) => (
          <Button key={param} onClick={() => list.change({ server: { [param]: null } })}>
            Remove this filter ({param})
          </Button>
        ))}
      />
    );
  }
  const isComing = answer?.report?.done === false && list.fetching && list.entries.length === 0;
  if (answer === undefined || isComing) {
    return <Skeleton columns={columns} rows={state.page_size} />;
  }
  if (answer.count === 0 && list.entries.length === 0 && !list.isPlaceholder)
    return <LazyEmptyList list={list} scope={props.scope} />;

  return <ListTable list={list} columns={columns} selected={props.selected} />;
}
