import { useId } from "react";
import type { AuthentikEvent } from "../../api/wire/event.ts";
import { parseSearch, printSearch, type SearchTerm } from "../../find/text/parse-search.ts";
import type { List } from "../../list/state/use-list.ts";
import styles from "../../expiring/status-filter.module.css";

interface TermFilterProps {
  list: List<AuthentikEvent>;
  /** A search field with few values. */
  field: "outcome" | "cause" | "since";
  /** Another field that says the same in another way: `until` beside `since`. */
  beside?: "until";
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
export function TermFilter({ list, field, beside, name, any, options }: TermFilterProps) {
  const id = useId();
  const { terms } = parseSearch(list.state.search, list.resource.searchFields);
  const isOurs = ({ field: name, not }: SearchTerm) => !not && (name === field || name === beside);
  const others = terms.filter((term) => !isOurs(term));
  // None of the options where more than one term was typed, or a time was chosen in the drawing.
  const value = printSearch(
    terms.filter(isOurs).map((term) => (term.field === field ? { ...term, field: null } : term)),
  );
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
        {value !== "" && !options.some(([each]) => each === value) && (
          <option value={value}>As searched for</option>
        )}
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </>
  );
}
