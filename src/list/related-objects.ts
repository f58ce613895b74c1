import { useQueries, type UseQueryResult } from "@tanstack/react-query";
import { createContext, use, useCallback, useMemo } from "react";
import type { Selection } from "../api/list-answer.ts";
import { failureIn } from "../api/retry.ts";
import type { AnyRelation, Relation } from "./relation.ts";
import type { Listed } from "./resource.ts";
import type { RelationName } from "./state/list-state.ts";
import type { List } from "./state/use-list.ts";

/** How a look-up stands that a row's name waits for. */
export type LookUpStatus = "unasked" | "loading" | "ready" | "forbidden" | "failed";

interface LookedUp<R> {
  byId: ReadonlyMap<string, R>;
  status: LookUpStatus;
  /** There are more than are looked up. */
  more: boolean;
}

/** The objects behind the ids of rows, by relation: of those whose rows have only ids. */
export type LookedUpObjects = Readonly<Partial<Record<RelationName, LookedUp<unknown>>>>;

/** For the rows of a list and for what is open beside them. */
export const RelatedObjects = createContext<LookedUpObjects>({});

const NOT_LOOKED_UP: LookedUp<unknown> = { byId: new Map(), status: "loading", more: false };

/** All that is known of the objects behind ids. */
export function useLookedUpObjects(): LookedUpObjects {
  return use(RelatedObjects);
}

/** What is known of the objects of one relation. */
export function useLookedUp<R>({ name }: Relation<R>): LookedUp<R> {
  // Put there by the relation of the same name.
  return (use(RelatedObjects)[name] ?? NOT_LOOKED_UP) as LookedUp<R>;
}

/** One request a relation for all rows, mostly; none before the rows are there, none per row, none for no rows. */
export function useRelatedObjects<T extends Listed>(list: List<T>): LookedUpObjects {
  const { answer, failure, resource } = list;
  const enabled = answer !== undefined && answer.rows.length > 0;
  // As long as the list itself is on its way, its names are.
  const isComing = enabled || (answer === undefined && failure === undefined);
  const named = useMemo(
    () =>
      resource.relations.flatMap(({ relation }) =>
        relation.all ? [{ relation, query: relation.all() }] : [],
      ),
    [resource],
  );
  // Stable, so that cells are told only of what changed.
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
    byId: new Map(data?.items.map((item) => [idOf(item), item])),
    status: statusOf(query, isComing),
    more: data?.more === true,
  };
}

/** Why an id stands where a name would: for its place in a row, where little room is. */
export const WHY_UNNAMED: Record<LookUpStatus, string> = {
  unasked: "its name is looked up with the list’s rows",
  loading: "its name is on its way",
  ready: "its name is not among those looked up",
  forbidden: "you may not look up its name",
  failed: "looking up its name failed",
};

function statusOf(query: UseQueryResult, isComing: boolean): LookUpStatus {
  if (query.data !== undefined) return "ready";
  const failure = failureIn(query);
  if (failure === undefined) return isComing ? "loading" : "unasked";
  return failure.kind === "forbidden" && !failure.unconfirmed ? "forbidden" : "failed";
}
