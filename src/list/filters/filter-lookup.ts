import { filterKindReason, type IdKind, readFilterValue } from "../state/filter-values.ts";
import { visible } from "../../ui/text/visible.ts";
import type { AnyRelation } from "../relation.ts";

/** One value a filter can take. */
export interface FilterOption {
  /** What goes into the URL: an id, a UUID or a slug. */
  readonly value: string;
  readonly label: string;
  /** Distinguishes options with the same label: username, application, slug. */
  readonly detail: string | null;
}

/** A server-side search for a filter's options. The page holds the text and makes the requests. */
export interface Lookup {
  readonly state: "loading" | "ready" | "error" | "forbidden";
  /** The text that is looked up; null while the list is closed. */
  readonly text: string | null;
  /** While loading, possibly the options of the previous text. */
  readonly options: readonly FilterOption[];
  /** The server has more matches than these. */
  readonly more: boolean;
  /** Sets the text to look up: "" for the first options of all, null to stop. */
  readonly onText: (text: string | null) => void;
  readonly onRetry: () => void;
}

export interface FilterComboboxProps {
  /** "Provider": the accessible name, and the placeholder. */
  name: string;
  kind: IdKind;
  /** The value the URL holds. */
  value: string | null;
  /** The display name of the value; null until it is known. */
  valueLabel: string | null;
  /** What is looked up, once the complete combobox is there. */
  relation: AnyRelation;
  onChange: (value: string | null) => void;
}

/** The same, with what was looked up. */
export interface LookedUpProps extends FilterComboboxProps {
  lookup: Lookup;
}

/** The state of the plain input, which the complete combobox takes over. */
export interface ComboboxStart {
  /** What was typed; null when nothing was. */
  draft: string | null;
  /** The selection of the input; null when it was not focused. */
  selection: readonly [number, number] | null;
  open: boolean;
}

/** Parses a typed id: the filter's value, or what is wrong with it. */
export function readTypedId(
  kind: IdKind,
  text: string,
): { value: string } | { value: null; problem: string } {
  const value = readFilterValue(kind, text);
  if (value !== null) return { value };
  return { value: null, problem: `“${visible(text.trim())}” is ${filterKindReason(kind)}.` };
}

const TYPED: Record<IdKind, string> = {
  int: "its numeric id",
  uuid: "its UUID",
  hex: "its UUID",
  slug: "its slug",
  name: "its name",
};

/** What to type when there is nothing to choose from. */
export function typedIdHint(name: string, kind: IdKind): string {
  const what = TYPED[kind];
  return `Type ${what} and press Enter to filter by ${name.toLowerCase()}.`;
}
