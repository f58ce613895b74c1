import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { createContext, use, useMemo } from "react";
import { allGroupsQuery } from "../../api/endpoints/groups.ts";
import { failureIn } from "../../api/retry.ts";
import { allSourcesQuery } from "../../api/endpoints/sources.ts";
import type { Group } from "../../api/wire/group.ts";
import type { SourceConnection } from "../../api/wire/group-connection.ts";
import type { Source } from "../../api/wire/source.ts";
import type { List } from "../../list/state/use-list.ts";

/** How a look-up stands that a row's name waits for. */
export type LookUpStatus = "unasked" | "loading" | "ready" | "forbidden" | "failed";

interface Names {
  sources: ReadonlyMap<string, Source>;
  sourceStanding: LookUpStatus;
  groups: ReadonlyMap<string, Group>;
  groupStanding: LookUpStatus;
  /** There are more than are looked up. */
  moreSources: boolean;
  moreGroups: boolean;
}

const NOTHING: Names = {
  sources: new Map(),
  sourceStanding: "loading",
  groups: new Map(),
  groupStanding: "loading",
  moreSources: false,
  moreGroups: false,
};

/** The names behind a connection's ids, for its cells: rows carry ids only. */
export const ConnectionNames = createContext<Names>(NOTHING);

/** The names behind a connection's ids. */
export function useNames(): Names {
  return use(ConnectionNames);
}

/** Two requests for all rows, mostly; none before the rows are there, none per row, none for no rows. */
export function useConnectionNames(list: List<SourceConnection>): Names {
  const enabled = list.answer !== undefined && list.answer.rows.length > 0;
  const sources = useQuery({ ...allSourcesQuery(), enabled });
  const groups = useQuery({ ...allGroupsQuery(), enabled });
  // As long as the list itself is on its way, its names are.
  const coming = enabled || (list.answer === undefined && list.failure === undefined);
  const sourceStanding = standing(sources, coming);
  const groupStanding = standing(groups, coming);
  return useMemo(
    () => ({
      sources: byPk(sources.data?.items),
      sourceStanding,
      moreSources: sources.data?.more === true,
      groups: byPk(groups.data?.items),
      groupStanding,
      moreGroups: groups.data?.more === true,
    }),
    [sources.data, sourceStanding, groups.data, groupStanding],
  );
}

/** Why an id stands where a name would: for its place in a row, where little room is. */
export const WHY_UNNAMED: Record<LookUpStatus, string> = {
  unasked: "its name is looked up with the list’s rows",
  loading: "its name is on its way",
  ready: "its name is not among those looked up",
  forbidden: "you may not look up its name",
  failed: "looking up its name failed",
};

function standing(query: UseQueryResult, coming: boolean): LookUpStatus {
  if (query.data !== undefined) return "ready";
  const failure = failureIn(query);
  if (failure === undefined) return coming ? "loading" : "unasked";
  return failure.kind === "forbidden" && !failure.unconfirmed ? "forbidden" : "failed";
}

function byPk<T extends { pk: string }>(items: readonly T[] | undefined): ReadonlyMap<string, T> {
  return new Map(items?.map((item) => [item.pk, item]));
}
