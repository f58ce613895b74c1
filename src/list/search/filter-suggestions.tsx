import { useQueries, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import type { Selection } from "../../api/list-answer.ts";
import { serverFilter } from "../../api/list-request.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import { useCaller } from "../../feedback/use-caller.ts";
import { parseSearch } from "../../find/text/parse-search.ts";
import { Button } from "../../ui/button.tsx";
import { capitalised, formatCount } from "../../ui/text/format.ts";
import { NamePair } from "../../ui/text/name-pair.tsx";
import { type FilterOption, tellApart } from "../filters/filter-lookup.ts";
import { filterOption } from "../filters/use-lookup.ts";
import type { AnyRelation } from "../relation.ts";
import { type Listed, short } from "../resource.ts";
import type { List } from "../state/use-list.ts";
import styles from "./filter-suggestions.module.css";

/** The maximum of suggestions: each costs a request for its count. */
const MOST = 8;
/** The maximum of search words that are looked up per relation. */
const WORDS = 3;

interface Suggestion extends FilterOption {
  relation: AnyRelation;
}

interface FilterSuggestionsProps<T extends Listed> {
  list: List<T>;
}

/**
 * Filters that a search may mean, offered to replace it, each with its number of rows. Users are not suggested to
 * callers who are listed only their own rows.
 */
export function FilterSuggestions<T extends Listed>({ list }: FilterSuggestionsProps<T>) {
  const client = useQueryClient();
  const { me, unknown } = useCaller();
  const everybodys = unknown || me?.user.is_superuser === true;
  const { resource, state } = list;
  const { terms } = parseSearch(state.search, resource.searchFields);
  // The server cannot count rows with exclusions.
  const isCounted = state.exclude === null;
  // All rows, where they are loaded in full.
  const rows = Object.keys(state.server).length === 0 ? list.snapshot?.rows : undefined;
  const relations = resource.relations.map(({ relation }) => relation);
  const searched = relations.flatMap((relation) =>
    wordsFor(relation).map((search) => ({ relation, search })),
  );
  const asked = useQueries({
    queries: searched.map(({ relation, search }) => relation.options({ search })),
  });

  function wordsFor({ name, param, optionFields }: AnyRelation): string[] {
    if (state.server[param] !== undefined || (name === "user" && !everybodys)) return [];
    const meant = terms.filter(({ field }) => field === null || optionFields.includes(field));
    return [...new Set(meant.map((term) => term.text))].slice(0, WORDS);
  }

  const results = relations.map((relation) => ({
    relation,
    queries: asked.filter((_, index) => searched[index]?.relation === relation),
  }));
  const waiting = (!me && !unknown) || asked.some((query) => query.isLoading && !failureIn(query));
  const reasons = results.map(whyNone).filter(Boolean);
  const suggestions = waiting
    ? []
    : chosen(
        results.map(({ relation, queries }) => {
          const excluded = state.exclude?.[relation.name] ?? [];
          return { relation, options: optionsIn(relation, queries, excluded) };
        }),
      );
  const counts = useQueries({
    queries: suggestions.map(({ relation: { param }, value }) => ({
      ...resource.endpoint.pageQuery({ filters: serverFilter(param, value), page_size: 1 }),
      enabled: isCounted && rows === undefined,
    })),
  });

  function countOf({ relation, value }: Suggestion, index: number): number | undefined {
    if (!isCounted) return undefined;
    if (rows === undefined) return counts[index]?.data?.count;
    const own = resource.relations.find((each) => each.relation === relation);
    return rows.filter(
      (row) =>
        row.readable &&
        own?.relation.paramOf(own.idOf(row.value), own.objectIn(row.value) ?? undefined) === value,
    ).length;
  }

  const [one, many] = short(resource.noun);
  const kinds = relations.map(({ name }) => name).join(" or ");

  return (
    <section className={styles["suggestions"]} aria-label="Filters that may be meant">
      {waiting && (
        <p role="status">Looking for {relations.map(({ plural }) => plural).join(" and ")}</p>
      )}
      {!waiting && (suggestions.length > 0 || reasons.length === 0) && (
        <h2>
          {suggestions.length > 0 && "Or filter by"}
          {suggestions.length === 0 &&
            (asked.length > 0 ? `No ${kinds} with that name.` : `No word here names a ${kinds}.`)}
        </h2>
      )}
      {reasons.length > 0 && (
        <p role="alert">
          {reasons.join(" ")}{" "}
          <Button look="link" onClick={() => askAgain(client)}>
            Try again
          </Button>
        </p>
      )}
      <ul>
        {suggestions.map((suggestion, index) => {
          const { relation, ...option } = suggestion;
          const { name, param } = relation;
          const count = countOf(suggestion, index);
          const take = () => list.change({ search: "", server: { [param]: option.value } });
          return (
            <li key={`${name}${option.value}`}>
              <Button className={styles["suggestion"]} onClick={take}>
                <span className={styles["kind"]}>{name}</span>{" "}
                <NamePair name={option.label} second={option.detail ?? undefined} />{" "}
                <span className={styles["count"]}>
                  {count === 0 && `no ${many}`}
                  {count !== undefined && count > 0 && (
                    <>
                      {formatCount(count)}
                      <span className="visually-hidden"> {count === 1 ? one : many}</span>
                    </>
                  )}
                </span>
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

type Results = readonly UseQueryResult<Selection<unknown>>[];

interface RelationResults {
  relation: AnyRelation;
  queries: Results;
}

/** Why a relation has no suggestions. Callers who may not look up names can type an id into the filter. */
function whyNone({ relation: { name, plural }, queries }: RelationResults): string {
  const failure = queries.map(failureIn).find((each) => each !== undefined);
  if (failure === undefined) return "";
  const why = `${failureMessage(failure, plural).title}.`;
  return failure.kind === "forbidden" ? `${why} The filter ${capitalised(name)} takes an id.` : why;
}

/** The objects found, as options of the filter: deduplicated, without excluded ones. */
function optionsIn(
  relation: AnyRelation,
  queries: Results,
  excluded: readonly string[],
): FilterOption[] {
  const found = queries.flatMap(({ data }) => data?.items ?? []);
  const options = found
    .filter((object) => !excluded.includes(relation.idOf(object)))
    .map((object) => filterOption(relation, object));
  return tellApart([...new Map(options.map((option) => [option.value, option])).values()]);
}

/** Divides the maximum of suggestions among the relations. */
function chosen(
  kinds: readonly { relation: AnyRelation; options: FilterOption[] }[],
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
