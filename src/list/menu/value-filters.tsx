import { useLocation } from "react-router";
import { MOST_IDS, readIds } from "../state/filter-values.ts";
import type { ListChange, ListDefinition, ListState } from "../state/list-state.ts";
import { decode, patch } from "../state/url-codec.ts";
import { isPlainClick } from "../../ui/plain-click.ts";
import type { RowValue } from "./row-value.ts";
import { Link } from "../../link.tsx";
import styles from "./value-menu.module.css";

interface FilterItemsProps {
  value: RowValue;
  definition: ListDefinition;
  onChosen: () => void;
}

/** The menu items that filter the list by a value. */
export function FilterItems({ value, definition, onChosen }: FilterItemsProps) {
  const { pathname, search } = useLocation();
  const here = new URLSearchParams(search);
  const { state } = decode(here, definition);
  return filterChoices(value, state, definition).map(([label, change, ofWhat]) => (
    <Link
      key={label}
      to={{ pathname, search: patch(here, change, definition).toString() }}
      role="menuitem"
      tabIndex={-1}
      className={styles["item"]}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        onChosen();
        // The filter may remove the row, which would lose the focus.
        document.querySelector<HTMLElement>("[data-list] h1")?.focus();
      }}
    >
      {label}
      {ofWhat && <span className="visually-hidden"> {ofWhat}</span>}
    </Link>
  ));
}

type FilterChoice = readonly [
  label: string,
  change: ListChange,
  /** For screen readers only: what the position shows visually. */
  ofWhat?: string,
];

/** Set the filter to the value, or remove it where set; exclude the value, unless one is filtered by already. */
function filterChoices(
  { what, only, exclude }: RowValue,
  state: ListState,
  definition: ListDefinition,
): FilterChoice[] {
  const choices: FilterChoice[] = [];
  if (only) {
    const { param, value } = only;
    const isSet = value === (param === "status" ? state.expiry?.status : state.server[param]);
    const filter = (to: string | null): ListChange =>
      param === "status" ? { expiry: { status: to } } : { server: { [param]: to } };
    // With a filter for one value, exclusions of others are redundant.
    const others = exclude && { exclude: { [exclude.relation]: null } };
    choices.push(
      isSet
        ? [`Any ${what}`, filter(null)]
        : [`Only this ${what}`, { ...others, ...filter(value) }],
    );
  }
  if (exclude && state.server[exclude.param] === undefined) {
    const before = state.exclude?.[exclude.relation] ?? [];
    const kind = definition.exclude.find(([relation]) => relation === exclude.relation)?.[1];
    // Not offered for an invalid id, nor beyond the maximum of exclusions.
    const isId = kind !== undefined && readIds(kind, exclude.id).ids.length > 0;
    if (isId && !before.includes(exclude.id) && before.length < MOST_IDS) {
      const change = { exclude: { [exclude.relation]: [...before, exclude.id] } };
      choices.push(["Exclude", change, `this ${what}`]);
    }
  }
  return choices;
}
