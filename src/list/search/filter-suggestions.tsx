import { useQueries, useQueryClient } from "@tanstack/react-query";
import type { ServerFilters, ServerParam } from "../../api/list-request.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import { useCaller } from "../../feedback/use-caller.ts";
import { fold } from "../../find/text/fold.ts";
import { parseSearch, printSearch, type SearchTerm } from "../../find/text/parse-search.ts";
import { Button } from "../../ui/button.tsx";
import { formatCount } from "../../ui/text/format.ts";
import { NamePair } from "../../ui/text/name-pair.tsx";
import type { AnyRelation } from "../relation.ts";
import { chosen, isMeant, optionsIn, type Suggestion, whyNone } from "./suggested-filters.ts";
import { type Listed, short } from "../resource.ts";
import type { List } from "../state/use-list.ts";
import styles from "./filter-suggestions.module.css";

/** The maximum of search words that are looked up per relation. */
const WORDS = 3;

interface FilterSuggestionsProps<T extends Listed> {
  list: List<T>;
}

/**
 * Filters that a search may mean, offered to replace it, each with its number of rows; for its negated words, exclusions. Users are not suggested to
 * callers who are listed only their own rows.
 */
export function FilterSuggestions<T extends Listed>({ list }: FilterSuggestionsProps<T>) {
  const client = useQueryClient();
  const { me, unknown } = useCaller();
  const everybodys = unknown || me?.user.is_superuser === true;
  const { resource, state } = list;
  const { terms } = parseSearch(state.search, resource.searchFields);
  // Of what remains filtered, the server can count neither exclusions nor a range.
  const isCounted = state.exclude === null && state.expiry === null;
  // All rows, where they are loaded in full.
  const rows = Object.keys(state.server).length === 0 ? list.snapshot?.rows : undefined;
  const relations = resource.relations.map(({ relation }) => relation);
  const searched = relations.flatMap((relation) =>
    wordsFor(relation).map((term) => ({ relation, term })),
  );
  const asked = useQueries({
    queries: searched.map(({ relation, term }) => relation.options({ search: fold(term.text) })),
  });

  function wordsFor(relation: AnyRelation): SearchTerm[] {
    if (state.server[relation.param] !== undefined || (relation.name === "user" && !everybodys))
      return [];
    const meant = terms.filter((term) => isMeant(relation, term));
    return [
      ...new Map(meant.map((term) => [`${term.not}${fold(term.text)}`, term])).values(),
    ].slice(0, WORDS);
  }

  const results = relations.map((relation) => ({
    relation,
    queries: asked.flatMap((query, index) => {
      const own = searched[index];
      return own?.relation === relation ? [{ query, term: own.term }] : [];
    }),
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
    queries: suggestions.map(({ relation: { param }, value, term }) => ({
      ...resource.endpoint.pageQuery({ filters: serverFilter(param, value), page_size: 1 }),
      enabled: isCounted && rows === undefined && !term.not,
    })),
  });

  function countOf({ relation, value, term }: Suggestion, index: number): number | undefined {
    if (!isCounted || term.not) return undefined;
    if (rows === undefined) return counts[index]?.data?.count;
    const own = resource.relations.find((each) => each.relation === relation);
    return rows.filter(
      (row) =>
        row.readable &&
        own?.relation.paramOf(own.idOf(row.value), own.objectIn(row.value) ?? undefined) === value,
    ).length;
  }

  function take({ relation, value, id, term }: Suggestion): void {
    const { name, param } = relation;
    if (!term.not) return list.change({ search: "", server: { [param]: value } });
    const rest = terms.filter((each) => each !== term);
    const excluded = [...(state.exclude?.[name] ?? []), id];
    list.change({ search: printSearch(rest), exclude: { [name]: excluded } });
  }

  const [one, many] = short(resource.noun);
  const kinds = relations.map(({ name }) => name).join(" or ");

  return (
    <section className={styles["suggestions"]} aria-label="Suggested filters">
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
          const { name } = relation;
          const count = countOf(suggestion, index);
          return (
            <li key={`${option.term.not}${name}${option.value}`}>
              <Button className={styles["suggestion"]} onClick={() => take(suggestion)}>
                <span className={styles["kind"]}>
                  {option.term.not && "exclude "}
                  {name}
                </span>{" "}
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

function serverFilter(param: ServerParam, value: string): ServerFilters {
  const filters: { [Param in ServerParam]?: string } = {};
  filters[param] = value;
  return filters;
}
