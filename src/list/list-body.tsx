import { Button } from "../ui/button.tsx";
import { formatCount } from "../ui/text/format.ts";
import { ListTable, type Columns } from "./table/list-table.tsx";
import { Skeleton } from "./table/skeleton.tsx";
import { FailureView, StateView } from "../feedback/state-view.tsx";
import type { List } from "./state/use-list.ts";
import { ServerText } from "../ui/text/server-text.tsx";

/** What the caller is shown, where that is not everything there is. */
export interface VisibilityScope {
  /** Goes after the objects' name: " of your own"; empty where it is not known. */
  of: string;
  /** What an empty list does not mean. */
  note: string;
}

interface ListBodyProps<T extends { pk: string | number }> {
  title: string;
  list: List<T>;
  columns: Columns<T>;
  reach?: VisibilityScope | undefined;
  selected: string | undefined;
}

/** The table, or what stands in its place. */
export function ListBody<T extends { pk: string | number }>(props: ListBodyProps<T>) {
  const { list, columns } = props;
  const { answer, failure, params, resource: kind } = list;

  if (failure && (answer === undefined || list.isPlaceholder)) {
    // Past the end is being put right by the list itself.
    if (failure.kind === "past-end") return <Skeleton columns={columns} rows={params.page_size} />;
    const refused = failure.kind === "invalid" ? Object.keys(failure.fields) : [];
    return (
      <FailureView
        failure={failure}
        what={kind.plural}
        onRetry={list.refresh}
        actions={refused
          .filter((param) => params.filters[param] !== undefined)
          .map((param) => (
            <Button key={param} onClick={() => list.change({ filters: { [param]: null } })}>
              Remove this filter ({param})
            </Button>
          ))}
      />
    );
  }
  const isComing = answer?.report?.done === false && list.fetching && list.entries.length === 0;
  if (answer === undefined || isComing) {
    return <Skeleton columns={columns} rows={params.page_size} />;
  }
  if (answer.count === 0 && list.entries.length === 0 && !list.isPlaceholder)
    return <Empty list={list} reach={props.reach} />;

  return (
    <ListTable
      label={props.title}
      columns={columns}
      entries={list.entries}
      ordering={params.ordering}
      onOrdering={(ordering) => list.change({ ordering })}
      selected={props.selected}
      question={JSON.stringify(params)}
      busy={list.isPlaceholder}
    />
  );
}

interface EmptyProps<T extends { pk: string | number }> {
  list: List<T>;
  reach: VisibilityScope | undefined;
}

function Empty<T extends { pk: string | number }>({ list, reach }: EmptyProps<T>) {
  const { params, answer, resource: kind } = list;
  const plural = list.resource.plural + (reach?.of ?? "");
  const filters = Object.keys(params.filters);
  if (filters.length === 0 && params.search === "") {
    return (
      <StateView
        title={`No ${plural}`}
        actions={<Button onClick={list.refresh}>Look again</Button>}
      >
        <p>{reach?.note ?? "authentik lists none at the moment."}</p>
      </StateView>
    );
  }
  return (
    <StateView
      title={`No ${plural} match`}
      actions={
        <Button
          onClick={() =>
            list.change({
              search: "",
              filters: Object.fromEntries(filters.map((param) => [param, null])),
            })
          }
        >
          {params.search === "" ? "Remove all filters" : "Remove search and filters"}
        </Button>
      }
    >
      <p role="status">
        Nothing is listed for{" "}
        {params.search !== "" && (
          <>
            “<ServerText>{params.search}</ServerText>”
          </>
        )}
        {params.search !== "" && filters.length > 0 && " with "}
        {filters.length > 0 && (filters.length === 1 ? "this filter" : "these filters")}.
        {answer?.report?.how === "scan" && answer.report.read < answer.report.of && (
          <>
            {" "}
            {formatCount(answer.report.read)} of {formatCount(answer.report.of)} {kind.plural} were{" "}
            {params.search === "" ? "read" : "searched"}.
          </>
        )}
        {answer?.report?.emptyRange && (
          <>
            {" "}
            The range of times is empty: it ends before it begins, or asks for an end of what has
            none.
          </>
        )}
      </p>
      {reach && <p>{reach.note}</p>}
    </StateView>
  );
}
