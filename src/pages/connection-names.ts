import { useQuery } from "@tanstack/react-query";
import { createContext, use, useMemo } from "react";
import { failureOf } from "../api/errors.ts";
import { allGroupsQuery } from "../api/groups.ts";
import { allSourcesQuery } from "../api/sources.ts";
import type { Group } from "../api/wire/group.ts";
import type { SourceConnection } from "../api/wire/source-connection.ts";
import type { Source } from "../api/wire/source.ts";
import type { List } from "../list/use-list.ts";

/** How a look-up stands that a row's name waits for. */
export type NameStanding = "loading" | "ready" | "forbidden" | "failed";

interface Names {
  sources: ReadonlyMap<string, Source>;
  sourceStanding: NameStanding;
  groups: ReadonlyMap<string, Group>;
  groupStanding: NameStanding;
  /** There are more groups or sources than are looked up. */
  more: boolean;
  /** Looks them up again. */
  retry: () => void;
}

const NOTHING: Names = {
  sources: new Map(),
  sourceStanding: "loading",
  groups: new Map(),
  groupStanding: "loading",
  more: false,
  retry: () => {},
};

/** The names behind a connection's ids, for its cells: rows carry ids only. */
export const ConnectionNames = createContext<Names>(NOTHING);

/** The names behind a connection's ids. */
export function useNames(): Names {
  return use(ConnectionNames);
}

/** Two requests for all rows, mostly; none before the rows are there, none per row. */
export function useConnectionNames(list: List<SourceConnection>): Names {
  const enabled = list.answer !== undefined && list.answer.rows.length > 0;
  const sources = useQuery({ ...allSourcesQuery(), enabled });
  const groups = useQuery({ ...allGroupsQuery(), enabled });
  const sourceStanding = standing(sources.error, sources.data);
  const groupStanding = standing(groups.error, groups.data);
  const more = sources.data?.more === true || groups.data?.more === true;
  const { refetch: sourcesAgain } = sources;
  const { refetch: groupsAgain } = groups;
  return useMemo(
    () => ({
      sources: byPk(sources.data?.items),
      sourceStanding,
      groups: byPk(groups.data?.items),
      groupStanding,
      more,
      retry: () => {
        void sourcesAgain();
        void groupsAgain();
      },
    }),
    [sources.data, sourceStanding, groups.data, groupStanding, more, sourcesAgain, groupsAgain],
  );
}

/** Why an id stands where a name would: for its place in a row, where little room is. */
export const WHY_UNNAMED: Record<NameStanding, string> = {
  loading: "its name is on its way",
  ready: "its name is not among those looked up",
  forbidden: "you may not look up its name",
  failed: "looking up its name failed",
};

function standing(error: Error | null, data: unknown): NameStanding {
  if (data !== undefined) return "ready";
  if (error === null) return "loading";
  return failureOf(error).kind === "forbidden" ? "forbidden" : "failed";
}

function byPk<T extends { pk: string }>(items: readonly T[] | undefined): ReadonlyMap<string, T> {
  return new Map(items?.map((item) => [item.pk, item]));
}
