import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { failureOf } from "../api/errors.ts";
import type { Selection } from "../api/list-answer.ts";
import { providersQuery } from "../api/providers.ts";
import { usersQuery } from "../api/users.ts";
import type { AuthorizationCode } from "../api/wire/authorization-code.ts";
import { failureWords } from "../list/failure-words.ts";
import { tellApart, type FilterOption } from "../list/filter-lookup.ts";
import { StateView } from "../list/state-view.tsx";
import type { List } from "../list/use-list.ts";
import { Button } from "../ui/button.tsx";
import { NamePair } from "../ui/name-pair.tsx";
import { providerOption, userOption } from "./filter-options.ts";
import styles from "./code-search.module.css";

interface CodeSearchProps {
  list: List<AuthorizationCode>;
}

/** What a search of codes can give where the server ignores it: the users and providers that match, as filters to take. */
export function CodeSearch({ list }: CodeSearchProps) {
  const { search } = list.params;
  const users = useQuery(usersQuery({ search }));
  const providers = useQuery(providersQuery({ search }));
  return (
    <StateView
      title="authentik does not search codes"
      actions={<Button onClick={() => list.change({ search: "" })}>Clear the search</Button>}
    >
      <p>
        It would answer “<bdi>{search}</bdi>” with every code, so no rows are shown. Choose whose
        codes to list:
      </p>
      <div className={styles["choices"]}>
        <Choices
          title="Users"
          query={users}
          toOption={userOption}
          onTake={(user) => list.change({ search: "", filters: { user } })}
        />
        <Choices
          title="Providers"
          query={providers}
          toOption={providerOption}
          onTake={(provider) => list.change({ search: "", filters: { provider } })}
        />
      </div>
    </StateView>
  );
}

interface ChoicesProps<T> {
  title: string;
  query: UseQueryResult<Selection<T>>;
  toOption: (item: T) => FilterOption;
  onTake: (value: string) => void;
}

function Choices<T>({ title, query, toOption, onTake }: ChoicesProps<T>) {
  const { data, error } = query;
  return (
    <section aria-label={`${title} that match`}>
      <h3>{title}</h3>
      {error && <p role="alert">{failureWords(failureOf(error), title.toLowerCase()).title}.</p>}
      {!error && !data && <p role="status">Searching</p>}
      {data?.items.length === 0 && <p>None match.</p>}
      <ul>
        {tellApart((data?.items ?? []).map(toOption)).map((option) => (
          <li key={option.value}>
            <button type="button" className={styles["choice"]} onClick={() => onTake(option.value)}>
              <NamePair name={option.label} second={option.detail ?? undefined} />
            </button>
          </li>
        ))}
      </ul>
      {data?.more && <p>More match; type more of the name.</p>}
    </section>
  );
}
