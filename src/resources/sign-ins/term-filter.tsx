import { useId } from "react";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import { parseSearch, printSearch } from "../../find/text/parse-search.ts";
import type { List } from "../../list/state/use-list.ts";
import styles from "../../expiring/status-filter.module.css";

interface TermFilterProps {
  list: List<AuthentikEvent>;
  /** A search field with few values. */
  field: "outcome" | "cause" | "since";
  name: string;
  /** What it is called that nothing is chosen: "Any outcome". */
  any: string;
  /** Each value with its words. */
  options: readonly (readonly [value: string, words: string])[];
}

/**
 * Filters sign-ins by what no authentik filters by, a search term like `outcome:…`: the address has one form of it,
 * whether it is chosen or typed.
 */
export function TermFilter({ list, field, name, any, options }: TermFilterProps) {
  const id = useId();
  const { terms } = parseSearch(list.state.search, list.resource.searchFields);
  const others = terms.filter((term) => term.field !== field);
  const value = terms.find((term) => term.field === field)?.text ?? "";
  return (
    <>
      <label htmlFor={id} className="visually-hidden">
        {name}
      </label>
      <select
        id={id}
        className={styles["select"]}
        data-set={value !== "" || undefined}
        value={value}
        onChange={({ target }) => {
          const chosen = target.value === "" ? [] : [{ field, text: target.value }];
          list.change({ search: printSearch([...others, ...chosen]) });
        }}
      >
        <option value="">{any}</option>
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </>
  );
}
