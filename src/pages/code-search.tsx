import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Failure } from "../api/errors.ts";
import type { Selection } from "../api/list-answer.ts";
import { providersQuery } from "../api/providers.ts";
import { askAgain, failureIn } from "../api/retry.ts";
import { usersQuery } from "../api/users.ts";
import type { AuthorizationCode } from "../api/wire/authorization-code.ts";
import type { Me } from "../api/wire/me.ts";
import { failureWords } from "../list/failure-words.ts";
import { tellApart, type FilterOption } from "../list/filter-lookup.ts";
import { StateView } from "../list/state-view.tsx";
import type { List } from "../list/use-list.ts";
import { objectPath } from "../paths.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { NamePair } from "../ui/name-pair.tsx";
import { providerOption, userOption } from "./filter-options.ts";
import { useCaller } from "./use-caller.ts";
import { ServerText } from "../ui/server-text.tsx";
import styles from "./code-search.module.css";

interface CodeSearchProps {
  list: List<AuthorizationCode>;
}

/**
 * What a search of codes can give where the server ignores it: the users and providers that match, as filters to take.
 * To whom only their own codes are listed, other users are no use as a filter.
 */
export function CodeSearch({ list }: CodeSearchProps) {
  const { search } = list.params;
  const { me, unknown } = useCaller();
  const everybodys = unknown || me?.user.is_superuser === true;
  const users = useQuery({ ...usersQuery({ search }), enabled: everybodys });
  const providers = useQuery(providersQuery({ search }));
  // One list coming before the other would push it aside.
  const waiting =
    (!me && !unknown) || [users, providers].some((query) => query.isLoading && !failureIn(query));
  const isId = /^\d{1,15}$/.test(search);
  return (
    <StateView
      title="authentik does not search codes"
      actions={
        <>
          {isId && (
            <Link
              className={buttonClass()}
              to={objectPath("authorization-codes", search, "", list.searchAfter({ search: "" }))}
            >
              Open authorization code {search}
            </Link>
          )}
          <Button onClick={() => list.change({ search: "" })}>Clear the search</Button>
        </>
      }
      after={
        <>
          {waiting && <p role="status">Searching</p>}
          <div className={styles["choices"]} hidden={waiting}>
            {everybodys && (
              <Choices
                title="Users"
                query={users}
                toOption={userOption}
                onTake={(user) => list.change({ search: "", filters: { user } })}
              />
            )}
            <Choices
              title="Providers"
              query={providers}
              toOption={providerOption}
              onTake={(provider) => list.change({ search: "", filters: { provider } })}
            />
          </div>
        </>
      }
    >
      <p>
        It would answer “<ServerText>{search}</ServerText>” with every code{me && whose(me)}, so no
        rows are shown. {everybodys || !me ? "Choose whose codes to list:" : "Choose a provider:"}
      </p>
    </StateView>
  );
}

function whose({ user, original }: Me): string {
  if (user.is_superuser) return "";
  return original ? " of the user you impersonate" : " of your own";
}

interface ChoicesProps<T> {
  title: string;
  query: UseQueryResult<Selection<T>>;
  toOption: (item: T) => FilterOption;
  onTake: (value: string) => void;
}

function Choices<T>({ title, query, toOption, onTake }: ChoicesProps<T>) {
  const client = useQueryClient();
  const { data } = query;
  const failure = failureIn(query);
  return (
    <section aria-label={`${title} that match`}>
      <h3>{title}</h3>
      {failure && (
        <p role="alert">
          {whyNone(failure, title)}{" "}
          <Button look="link" onClick={() => askAgain(client)}>
            Try again
          </Button>
        </p>
      )}
      {!failure && !data && <p role="status">Searching</p>}
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

/** The filter of the same name takes an id from whoever may not look up names. */
function whyNone(failure: Failure, title: string): string {
  const why = `${failureWords(failure, title.toLowerCase()).title}.`;
  if (failure.kind !== "forbidden") return why;
  return `${why} The filter ${title.slice(0, -1)} takes an id.`;
}
