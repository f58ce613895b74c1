import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { failureIn } from "../../api/retry.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import type { AnyRelation } from "../../list/relation.ts";
import type { RelationName } from "../../list/state/list-state.ts";
import { listPath, RESOURCES, type ResourceName } from "../../paths.ts";
import { ALL_RESOURCES } from "../../resources/all-resources.ts";
import { providerRelation } from "../../resources/relations/provider-relation.ts";
import { sourceRelation } from "../../resources/relations/source-relation.ts";
import { userRelation } from "../../resources/relations/user-relation.ts";
import { capitalised } from "../../ui/text/format.ts";
import { visible } from "../../ui/text/visible.ts";
import type { PaletteItem } from "./palette-item.ts";

/** A letter alone would find nearly everything. */
const SHORTEST = 2;
const MOST_OF_A_KIND = 5;
/** From the last key to the request, milliseconds. */
const PAUSE_MS = 200;

interface Objects {
  items: PaletteItem[];
  isSearching: boolean;
  /** Why some are missing, a sentence each. */
  problems: string[];
}

/** Users, providers and sources by name, found by the server's own search; each leads to its rows. */
export function useObjects(typed: string): Objects {
  const search = useSettled(typed.trim());
  const found = [
    useKind(userRelation, search),
    useKind(providerRelation, search),
    useKind(sourceRelation, search),
  ];
  return {
    items: found.flatMap(({ items }) => items),
    isSearching:
      typed.trim().length >= SHORTEST &&
      (search !== typed.trim() || found.some(({ isSearching }) => isSearching)),
    problems: found.flatMap(({ problem }) => problem ?? []),
  };
}

function useKind(relation: AnyRelation, search: string) {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const enabled = search.length >= SHORTEST;
  const query = useQuery({
    ...relation.options({ search }),
    enabled,
    placeholderData: keepPreviousData,
  });
  const group = capitalised(relation.plural);
  const list = listOf(relation.name, pathname);
  const failure = enabled ? failureIn(query) : undefined;
  const own = ALL_RESOURCES[list].relations.find((one) => one.relation.name === relation.name);
  const shown = enabled && failure === undefined ? (query.data?.items ?? []) : [];
  return {
    isSearching: enabled && query.isFetching,
    problem: failure && `${group}: ${failureMessage(failure, relation.plural).title}.`,
    items: shown.slice(0, MOST_OF_A_KIND).flatMap((object): PaletteItem[] => {
      const param = own?.relation.paramOf(relation.idOf(object), object) ?? "";
      if (own === undefined || param === "") return [];
      const detail = [relation.detailOf(object), `in ${ALL_RESOURCES[list].title}`];
      return [
        {
          group,
          label: visible(relation.labelOf(object)),
          detail: visible(detail.filter(Boolean).join(" · ")),
          run: () =>
            void navigate(
              listPath(list, `?${new URLSearchParams({ [own.relation.param]: param })}`),
            ),
        },
      ];
    }),
  };
}

/** The list that shows an object's rows: the one that is open, else the first that has such objects. */
function listOf(name: RelationName, pathname: string): ResourceName {
  const here = pathname.split("/")[1];
  const having = RESOURCES.filter((list) =>
    ALL_RESOURCES[list].relations.some(({ relation }) => relation.name === name),
  );
  return having.find((list) => list === here) ?? having[0] ?? "authorization-codes";
}

/** A text once it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => settle(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
