import type { ServerParam } from "../api/list-request.ts";
import { Button } from "../ui/button.tsx";
import type { Listed } from "./resource.ts";
import { filterCount, NO_FILTERS } from "./state/list-state.ts";
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

interface ListBodyProps<T extends Listed> {
  list: List<T>;
  columns: Columns<T>;
  scope?: VisibilityScope | undefined;
  selected: string | undefined;
}

/** The table, or what stands in its place. */
export function ListBody<T extends Listed>(props: ListBodyProps<T>) {
  const { list, columns } = props;
  const { answer, failure, state, resource } = list;

  if (failure && (answer === undefined || list.isPlaceholder)) {
    // Past the end is being put right by the list itself.
    if (failure.kind === "past-end") return <Skeleton columns={columns} rows={state.page_size} />;
    const refused = failure.kind === "invalid" ? Object.keys(failure.fields) : [];
    const isSet = (param: string): param is ServerParam => Object.hasOwn(state.server, param);
    return (
      <FailureView
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
    return <Empty list={list} scope={props.scope} />;

  return <ListTable list={list} columns={columns} selected={props.selected} />;
}

interface EmptyProps<T extends Listed> {
  list: List<T>;
  scope: VisibilityScope | undefined;
}

function Empty<T extends Listed>({ list, scope }: EmptyProps<T>) {
  const { state, answer, resource } = list;
  const plural = resource.noun[1] + (scope?.of ?? "");
  const filters = filterCount(state);
  if (filters === 0 && state.search === "") {
    return (
      <StateView
        title={`No ${plural}`}
        actions={<Button onClick={list.refresh}>Look again</Button>}
      >
        <p>{scope?.note ?? "authentik lists none at the moment."}</p>
      </StateView>
    );
  }
  return (
    <StateView
      title={`No ${plural} match`}
      actions={
        <Button onClick={() => list.change({ search: "", ...NO_FILTERS })}>
          {state.search === "" ? "Remove all filters" : "Remove search and filters"}
        </Button>
      }
    >
      <p role="status">
        Nothing is listed for{" "}
        {state.search !== "" && (
          <>
            “<ServerText>{state.search}</ServerText>”
          </>
        )}
        {state.search !== "" && filters > 0 && " with "}
        {filters > 0 && (filters === 1 ? "this filter" : "these filters")}.
        {answer?.report?.how === "scan" && answer.report.read < answer.report.of && (
          <>
            {" "}
            {formatCount(answer.report.read)} of {formatCount(answer.report.of)} {resource.noun[1]}{" "}
            were {state.search === "" ? "read" : "searched"}.
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
      {scope && <p>{scope.note}</p>}
    </StateView>
  );
}
