import { useId } from "react";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import { parseSearch, printSearch } from "../../find/text/parse-search.ts";
import type { List } from "../../list/state/use-list.ts";
import { OUTCOME_WORDS } from "../outcomes/outcome-words.ts";
import styles from "../../expiring/status-filter.module.css";

/** Filters sign-ins by outcome: writes the search term `outcome:…`, since the codes and tokens have to be searched. */
export function OutcomeFilter({ list }: { list: List<AuthentikEvent> }) {
  const id = useId();
  const { terms } = parseSearch(list.state.search, list.resource.searchFields);
  const others = terms.filter(({ field }) => field !== "outcome");
  const value = terms.find(({ field }) => field === "outcome")?.text ?? "";
  return (
    <>
      <label htmlFor={id} className="visually-hidden">
        Outcome
      </label>
      <select
        id={id}
        className={styles["select"]}
        data-set={value !== "" || undefined}
        value={value}
        onChange={({ target }) => {
          const chosen = target.value === "" ? [] : [{ field: "outcome", text: target.value }];
          list.change({ search: printSearch([...others, ...chosen]) });
        }}
      >
        <option value="">Any outcome</option>
        {Object.entries(OUTCOME_WORDS).map(([name, { word }]) => (
          <option key={name} value={name}>
            {word}
          </option>
        ))}
      </select>
    </>
  );
}
