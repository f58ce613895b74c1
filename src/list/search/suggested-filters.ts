import type { UseQueryResult } from "@tanstack/react-query";
import type { Selection } from "../../api/list-answer.ts";
import { failureIn } from "../../api/retry.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import type { SearchTerm } from "../../find/text/parse-search.ts";
import { capitalised } from "../../ui/text/format.ts";
import type { FilterOption } from "../filters/filter-lookup.ts";
import { tellApart } from "../filters/tell-apart.ts";
import { filterOption } from "../filters/use-lookup.ts";
import type { AnyRelation } from "../relation.ts";

/** The maximum of suggestions: each costs a request for its count. */
const MOST = 8;

interface Option extends FilterOption {
  id: string;
  /** The word that it was found by; where rows must not match that, it is to be excluded. */
  term: SearchTerm;
}

export interface Suggestion extends Option {
  relation: AnyRelation;
}

/** Whether a word can be one of these objects. */
export function isMeant({ optionFields }: AnyRelation, { field }: SearchTerm): boolean {
  return field === null || optionFields.includes(field);
}

type Results = readonly { query: UseQueryResult<Selection<unknown>>; term: SearchTerm }[];

interface RelationResults {
  relation: AnyRelation;
  queries: Results;
}

/** Why a relation has no suggestions. Callers who may not look up names can type an id into the filter. */
export function whyNone({ relation: { name, plural }, queries }: RelationResults): string {
  const failure = queries.map(({ query }) => failureIn(query)).find((each) => each !== undefined);
  if (failure === undefined) return "";
  const why = `${failureMessage(failure, plural).title}.`;
  return failure.kind === "forbidden" ? `${why} The filter ${capitalised(name)} takes an id.` : why;
}

/** The objects found, as options of the filter: deduplicated, without excluded ones. */
export function optionsIn(
  relation: AnyRelation,
  queries: Results,
  excluded: readonly string[],
): Option[] {
  const options = queries.flatMap(({ query: { data }, term }) =>
    (data?.items ?? []).map((object) => ({
      ...filterOption(relation, object),
      id: relation.idOf(object),
      term,
    })),
  );
  const offered = options.filter(({ id }) => !excluded.includes(id));
  return tellApart([
    ...new Map(offered.map((option) => [`${option.term.not}${option.value}`, option])).values(),
  ]);
}

/** Divides the maximum of suggestions among the relations. */
export function chosen(
  kinds: readonly { relation: AnyRelation; options: Option[] }[],
): Suggestion[] {
  const share = Math.floor(MOST / kinds.length);
  let left = MOST;
  let waiting = kinds.reduce((sum, { options }) => sum + options.length, 0);
  return kinds.flatMap(({ relation, options }) => {
    waiting -= options.length;
    const room = Math.max(share, left - waiting);
    const taken = options.slice(0, Math.min(room, left));
    left -= taken.length;
    return taken.map((option) => ({ ...option, relation }));
  });
}
