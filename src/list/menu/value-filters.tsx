import type { MouseEvent } from "react";
import { Link, useLocation } from "react-router";
import { EXCLUDES, type ExcludeParam } from "../state/exclusions.ts";
import {
  decode,
  type ListDefinition,
  type ListState,
  patch,
  readFilterValue,
} from "../state/list-params.ts";
import styles from "./value-menu.module.css";

/** A value of a row as a filter of the list; nothing is offered that the list has no filter for. */
export interface FilterValue {
  /** Its kind, as it stands in a sentence: "user". */
  what: string;
  /** The filter that keeps the rows that have it. */
  only?: { param: string; value: string } | undefined;
  /** The filter that leaves them out. */
  exclude?: { param: ExcludeParam; value: string } | undefined;
}

interface FilterItemsProps {
  value: FilterValue;
  definition: ListDefinition;
  onChosen: () => void;
}

/** What the value can do as a filter of the list. */
export function FilterItems({ value, definition, onChosen }: FilterItemsProps) {
  const { pathname, search } = useLocation();
  const here = new URLSearchParams(search);
  const { filters } = decode(here, definition).params;
  return filterChoices(value, filters, definition).map(([label, change, ofWhat]) => (
    <Link
      key={label}
      to={{ pathname, search: patch(here, { filters: change }, definition).toString() }}
      role="menuitem"
      tabIndex={-1}
      className={styles["item"]}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        onChosen();
        // The row may go, and the focus with it.
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
  filters: Record<string, string | null>,
  /** What is seen from where it stands, and has to be heard. */
  ofWhat?: string,
];

/** Sets the filter to the value, or takes it off where it is set; leaves the value out where that leaves others. */
function filterChoices(
  { what, only, exclude }: FilterValue,
  filters: ListState["filters"],
  definition: ListDefinition,
): FilterChoice[] {
  const kindOf = (param: string | undefined) =>
    definition.filters.find((filter) => filter.param === param)?.kind;
  const choices: FilterChoice[] = [];
  if (only && kindOf(only.param)) {
    // Of one alone nothing else needs to be left out.
    const others = exclude && { [exclude.param]: null };
    choices.push(
      filters[only.param] === only.value
        ? [`Any ${what}`, { [only.param]: null }]
        : [`Only this ${what}`, { ...others, [only.param]: only.value }],
    );
  }
  const kind = kindOf(exclude?.param);
  if (exclude && kind && filters[EXCLUDES[exclude.param]] === undefined) {
    const before = filters[exclude.param];
    const text = before === undefined ? exclude.value : `${before},${exclude.value}`;
    // null where it is no id, or one more than can be left out.
    const after = readFilterValue(kind, text);
    if (after !== null && after !== before) {
      choices.push(["Exclude", { [exclude.param]: after }, `this ${what}`]);
    }
  }
  return choices;
}

/** A click that is not for the browser, to open a tab or so. */
export function isPlainClick(event: MouseEvent): boolean {
  return !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}
