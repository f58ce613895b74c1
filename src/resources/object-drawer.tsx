import { useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ObjectAnswer } from "../api/list-answer.ts";
import { askAgain, failureIn } from "../api/retry.ts";
import type { Me } from "../api/wire/caller.ts";
import { Drawer, type Crumb } from "../detail/drawer/drawer.tsx";
import { formatPath, type PathStep } from "../detail/path.ts";
import { goneOf } from "../detail/use-object.ts";
import { FailureView } from "../feedback/failure-view.tsx";
import { StateView } from "../feedback/state-view.tsx";
import { useDeletedRows } from "../list/change/deleted-rows.ts";
import { useNeighbours, type Neighbour } from "../list/use-neighbours.ts";
import type { List } from "../list/state/use-list.ts";
import type { Listed } from "../list/resource.ts";
import { listPath, objectPath, type ResourceName } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { useCaller } from "../feedback/use-caller.ts";
import { DeleteAction } from "./delete-action.tsx";
import { useListSearch } from "../list/state/use-list-search.ts";
import { capitalised } from "../ui/text/format.ts";
import { visible } from "../ui/text/visible.ts";

interface ObjectDrawerProps<T extends Listed> {
  list: List<T>;
  pk: string;
  steps: readonly PathStep[];
  /** The query of the object itself; its nested objects are up to the children. */
  query: UseQueryResult<ObjectAnswer<T>>;
  /** Why there may be no such object, depending on the caller: "it …". */
  absent: (caller: Me | undefined) => string;
  /** Shown above a failure, to explain it. */
  because?: ReactNode;
  /** The heading of the step that is open. */
  heading: ReactNode;
  status?: ReactNode;
  children: ReactNode;
}

/** The drawer of a list's object: neighbours, breadcrumbs, loading and failure; the content is given as children. */
export function ObjectDrawer<T extends Listed>(props: ObjectDrawerProps<T>) {
  const { list, pk, steps, query } = props;
  const { name, title } = list.resource;
  const [noun] = list.resource.noun;
  const search = useListSearch();
  const { previous, next } = useNeighbours(list, pk);
  const client = useQueryClient();
  const { me } = useCaller();
  const deleted = useDeletedRows(list.resource).get(pk);
  const failure = failureIn(query);
  // A signed-out request gets a 404, too: it means gone only when the caller is confirmed.
  const gone = failure?.kind === "not-found" && failure.unconfirmed !== true;
  const isId = list.resource.endpoint.readPk(pk) !== null;
  // The first step exists for every object of the list; deeper steps belong to this object only.
  const stay = steps[0] && !("uuid" in steps[0]) ? steps.slice(0, 1) : [];

  function linkTo(neighbour: Neighbour | null | undefined) {
    if (!neighbour) return neighbour;
    return objectPath(name, neighbour.pk, formatPath(stay), neighbour.search);
  }

  return (
    <Drawer
      heading={props.heading}
      breadcrumbs={crumbsOf(title, name, pk, steps, search)}
      focusKey={`${pk}/${formatPath(steps)}`}
      closeTo={listPath(name, search)}
      previous={linkTo(previous)}
      next={linkTo(next)}
      actions={
        query.data && !gone && !deleted && steps.length === 0 ? (
          <DeleteAction resource={list.resource} answer={query.data} />
        ) : undefined
      }
      status={deleted ? `${deleted.fate.word} ${deleted.fate.detail}.` : props.status}
      loading={query.isPending && query.fetchStatus === "fetching" && !failure}
      gone={goneOf(query)}
      error={
        failure && !gone ? (
          <>
            {props.because}
            <FailureView
              failure={failure}
              what={`this ${noun}`}
              level={3}
              onRetry={() => askAgain(client)}
            />
          </>
        ) : undefined
      }
    >
      {!isId ? (
        <StateView title={`“${visible(pk)}” is not an id`} level={3}>
          <p>
            {capitalised(noun)} ids are{" "}
            {list.resource.endpoint.readPk("0") === null ? "UUIDs" : "whole numbers"}, so authentik
            was not asked for this one.
          </p>
        </StateView>
      ) : query.data === undefined && (gone || !query.isFetching) && !(failure && !gone) ? (
        <StateView
          title={`No ${noun} ${visible(pk)}`}
          level={3}
          actions={query.isFetched && <Button onClick={() => askAgain(client)}>Retry</Button>}
        >
          <p>authentik does not show it: {props.absent(me)}.</p>
        </StateView>
      ) : (
        props.children
      )}
    </Drawer>
  );
}

const STEP_WORDS: Record<PathStep["kind"], string> = {
  provider: "Provider",
  user: "User",
  source: "Source",
  group: "Group",
  groups: "Group",
  roles: "Role",
  parents: "Parent group",
  children: "Child group",
  unknown: "Not found",
};

/** A longer key is a uuid, whose beginning tells it from others. */
const LONGEST_KEY = 16;

/** Breadcrumbs: the list, the object, and each step below it; the last is the current location. */
function crumbsOf(
  listTitle: string,
  name: ResourceName,
  pk: string,
  steps: readonly PathStep[],
  search: string,
): Crumb[] {
  const crumbs: Crumb[] = [
    { label: listTitle, to: listPath(name, search) },
    {
      label: pk.length > LONGEST_KEY ? `${pk.slice(0, 8)}…` : pk,
      to: objectPath(name, pk, "", search),
    },
    ...steps.map((step, index) => ({
      label: STEP_WORDS[step.kind],
      to: objectPath(name, pk, formatPath(steps.slice(0, index + 1)), search),
    })),
  ];
  return crumbs.map((crumb, index) =>
    index === crumbs.length - 1 ? { label: crumb.label } : crumb,
  );
}
