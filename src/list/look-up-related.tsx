import { useQueries, type UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useCallback, useMemo } from "react";
import type { Selection } from "../api/list-answer.ts";
import { failureIn } from "../api/retry.ts";
import {
  type LookedUp,
  type LookedUpObjects,
  type LookUpStatus,
  NOT_LOOKED_UP,
  RelatedObjects,
} from "./related-objects.ts";
import type { AnyRelation } from "./relation.ts";
import type { Listed } from "./resource.ts";
import type { List } from "./state/use-list.ts";

interface LookUpRelatedProps<T extends Listed> {
  list: List<T>;
  children: ReactNode;
}

/** Looks up the objects behind the ids of a list’s rows and provides them to everything inside. */
export function LookUpRelated<T extends Listed>({ list, children }: LookUpRelatedProps<T>) {
  return <RelatedObjects value={useRelatedObjects(list)}>{children}</RelatedObjects>;
}

/** Mostly one request per relation, for all rows together; none before the rows are loaded, or for no rows. */
function useRelatedObjects<T extends Listed>(list: List<T>): LookedUpObjects {
  const { answer, failure, resource } = list;
  const enabled = answer !== undefined && answer.rows.length > 0;
  // While the list itself is loading, so are its names.
  const isComing = enabled || (answer === undefined && failure === undefined);
  const named = useMemo(
    () =>
      resource.relations.flatMap(({ relation }) =>
        relation.all ? [{ relation, query: relation.all() }] : [],
      ),
    [resource],
  );
  const combine = useCallback(
    (results: UseQueryResult<Selection<unknown>>[]): LookedUpObjects =>
      Object.fromEntries(
        named.map(({ relation }, index) => [
          relation.name,
          lookedUp(relation, results[index], isComing),
        ]),
      ),
    [named, isComing],
  );
  return useQueries({ queries: named.map(({ query }) => ({ ...query, enabled })), combine });
}

function lookedUp(
  { idOf }: AnyRelation,
  query: UseQueryResult<Selection<unknown>> | undefined,
  isComing: boolean,
): LookedUp<unknown> {
  if (query === undefined) return NOT_LOOKED_UP;
  const { data } = query;
  return {
    byId: data === undefined ? NOT_LOOKED_UP.byId : mapOf(data, idOf),
    status: statusOf(query, isComing),
    more: data?.more === true,
  };
}

/** Memoised: the same map for the same answer, so that cells rerender only for changes. */
const maps = new WeakMap<Selection<unknown>, ReadonlyMap<string, unknown>>();

function mapOf(
  selection: Selection<unknown>,
  idOf: AnyRelation["idOf"],
): ReadonlyMap<string, unknown> {
  const known = maps.get(selection);
  if (known) return known;
  const made = new Map(selection.items.map((item) => [idOf(item), item]));
  maps.set(selection, made);
  return made;
}

function statusOf(query: UseQueryResult, isComing: boolean): LookUpStatus {
  if (query.data !== undefined) return "ready";
  const failure = failureIn(query);
  if (failure === undefined) return isComing ? "loading" : "unasked";
  return failure.kind === "forbidden" && !failure.unconfirmed ? "forbidden" : "failed";
}
