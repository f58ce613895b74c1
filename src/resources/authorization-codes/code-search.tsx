import { useQueries, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { authorizationCodesQuery } from "../../api/endpoints/authorization-codes.ts";
import type { Selection } from "../../api/list-answer.ts";
import { askAgain, failureIn } from "../../api/retry.ts";
import { providersQuery } from "../../api/endpoints/providers.ts";
import { usersQuery } from "../../api/endpoints/users.ts";
import type { AuthorizationCode } from "../../api/wire/authorization-code.ts";
import { CODE_FIELDS, parseSearch } from "../../find/text/parse-search.ts";
import { excludedIds } from "../../list/state/exclusions.ts";
import { failureMessage } from "../../feedback/failure-messages.ts";
import { tellApart, type FilterOption } from "../../list/filters/filter-lookup.ts";
import type { List } from "../../list/state/use-list.ts";
import { Button } from "../../ui/button.tsx";
import { formatCount } from "../../ui/text/format.ts";
import { NamePair } from "../../ui/text/name-pair.tsx";
import { splitFilters } from "../../expiring/expiry-filter.ts";
import { providerOption, userOption } from "../relations/filter-options.ts";
import { useCaller } from "../../feedback/use-caller.ts";
import styles from "./code-search.module.css";

/** So many suggestions at most: each costs a request for its count. */
const MOST = 8;
/** So many words of a search are looked up. */
const WORDS = 3;

type Param = "user" | "provider";

interface Suggestion extends FilterOption {
  param: Param;
}

interface CodeSearchProps {
  list: List<AuthorizationCode>;
}

/**
 * The users and providers that a search of codes may mean, as filters to take in its place, with how many codes each
 * has. To whom only their own codes are listed, other users are no use as a filter.
 */
export function CodeSearch({ list }: CodeSearchProps) {
  const client = useQueryClient();
  const { me, unknown } = useCaller();
  const everybodys = unknown || me?.user.is_superuser === true;
  const { terms } = parseSearch(list.params.search, CODE_FIELDS);
  const { filters } = list.params;
  // Of an exclusion nobody can count them.
  const isCounted = splitFilters(filters).without === null;
  const wordsFor = (param: Param): string[] => {
    if (filters[param] !== undefined) return [];
    const fields = param === "user" ? ["user"] : ["provider", "app"];
    const meant = terms.filter(({ field }) => field === null || fields.includes(field));
    return [...new Set(meant.map((term) => term.text))].slice(0, WORDS);
  };
  const users = useQueries({
    queries: everybodys ? wordsFor("user").map((search) => usersQuery({ search })) : [],
  });
  const providers = useQueries({
    queries: wordsFor("provider").map((search) => providersQuery({ search })),
  });
  const asked = [...users, ...providers];
  const waiting = (!me && !unknown) || asked.some((query) => query.isLoading && !failureIn(query));
  const reasons = [whyNone(users, "User"), whyNone(providers, "Provider")].filter(Boolean);
  const suggestions = waiting
    ? []
    : chosen(
        offered(filters["exclude_user"], users, userOption),
        offered(filters["exclude_provider"], providers, providerOption),
      );
  const counts = useQueries({
    queries: suggestions.map(({ param, value }) => ({
      ...authorizationCodesQuery({ filters: { [param]: value }, page_size: 1 }),
      enabled: isCounted,
    })),
  });
  const take = ({ param, value }: Suggestion) =>
    list.change({ search: "", filters: { [param]: value } });

  return (
    <section className={styles["suggestions"]} aria-label="Filters that may be meant">
      {waiting && <p role="status">Looking for users and providers</p>}
      {!waiting && (suggestions.length > 0 || reasons.length === 0) && (
        <h2>{titleOf(suggestions.length, asked.length)}</h2>
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
          const count = isCounted ? counts[index]?.data?.count : undefined;
          return (
            <li key={`${suggestion.param}${suggestion.value}`}>
              <Button className={styles["suggestion"]} onClick={() => take(suggestion)}>
                <span className={styles["kind"]}>{suggestion.param}</span>{" "}
                <NamePair name={suggestion.label} second={suggestion.detail ?? undefined} />{" "}
                <span className={styles["count"]}>
                  {count === 0 && "no codes"}
                  {count !== undefined && count > 0 && (
                    <>
                      {formatCount(count)}
                      <span className="visually-hidden"> {count === 1 ? "code" : "codes"}</span>
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

function titleOf(suggested: number, asked: number): string {
  if (suggested > 0) return "Or filter by";
  return asked > 0 ? "No user or provider is called so." : "No word here names a user or provider.";
}

/** Why there are no suggestions of a kind. The filter takes an id from whoever may not look up names. */
function whyNone(queries: readonly UseQueryResult[], filter: "User" | "Provider"): string {
  const failure = queries.map(failureIn).find((one) => one !== undefined);
  if (failure === undefined) return "";
  const why = `${failureMessage(failure, `${filter.toLowerCase()}s`).title}.`;
  return failure.kind === "forbidden" ? `${why} The filter ${filter} takes an id.` : why;
}

/** What was found, as filters, without what is excluded. */
function offered<T>(
  excluded: string | undefined,
  queries: readonly UseQueryResult<Selection<T>>[],
  optionOf: (item: T) => FilterOption,
): FilterOption[] {
  const out = excludedIds(excluded);
  return queries
    .flatMap(({ data }) => data?.items.map(optionOf) ?? [])
    .filter(({ value }) => !out.includes(value));
}

/** As many of each kind as there is room for, each once. */
function chosen(users: FilterOption[], providers: FilterOption[]): Suggestion[] {
  const once = (options: FilterOption[], param: Param) =>
    tellApart([...new Map(options.map((option) => [option.value, option])).values()]).map(
      (option) => ({ ...option, param }),
    );
  const [some, others] = [once(users, "user"), once(providers, "provider")];
  const room = Math.max(MOST / 2, MOST - others.length);
  const taken = some.slice(0, room);
  return [...taken, ...others.slice(0, MOST - taken.length)];
}
