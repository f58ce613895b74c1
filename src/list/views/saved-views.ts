import { isObject, type JsonObject, type JsonValue } from "../../api/wire/json.ts";
import type { ResourceName } from "../../paths.ts";
import { LAYOUT_PARAM } from "../columns/use-layout.ts";
import { isSameName, visible } from "../../ui/text/visible.ts";
import type { ListDefinition } from "../state/list-state.ts";
import { ownParams } from "../state/own-params.ts";
import { decode, encode } from "../state/url-codec.ts";

/** A list's state, saved under a name. */
export interface SavedView {
  readonly list: ResourceName;
  /** Not empty, one line, and unique within its list. */
  readonly name: string;
  /** Canonical: only parameters of the list, without the page; "" is the list with its defaults. */
  readonly search: string;
  /** The navigation links to it; at most one per list. */
  readonly isDefault: boolean;
}

/** The URL parameters that each list understands. */
export type Definitions = Readonly<Record<ResourceName, ListDefinition>>;

/** The result of parsing stored or imported views. */
export interface Reading {
  readonly views: readonly SavedView[];
  /** Entries that were not understood, unchanged: kept in the storage, not shown. */
  readonly unread: readonly JsonValue[];
  /** One line each about what was not understood or was left out. */
  readonly problems: readonly string[];
  /** The whole text could not be parsed: it must not be overwritten unless the user says so. */
  readonly broken: boolean;
}

const VERSION = 1;
/** More than anybody needs; a file of a million must not freeze the page. */
export const MOST_VIEWS = 500;
const LONGEST_NAME = 100;

/** Reads stored or imported views. Never throws; "" holds none. */
export function readViews(text: string, definitions: Definitions): Reading {
  if (text.trim() === "") return { views: [], unread: [], problems: [], broken: false };
  const entries = entriesIn(text);
  if (typeof entries === "string") {
    return { views: [], unread: [], problems: [entries], broken: true };
  }
  const views: SavedView[] = [];
  const unread: JsonValue[] = [];
  const problems: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const place = `View ${index + 1}`;
    const view = readView(entry, definitions, (problem) => problems.push(`${place}${problem}`));
    if (view === undefined || views.length >= MOST_VIEWS) {
      unread.push(entry);
      if (view) problems.push(`${place}: left out, ${MOST_VIEWS} are the most.`);
    } else {
      views.push(fitted(view, views));
    }
  }
  return { views, unread, problems, broken: false };
}

/** Serialises views for storage and files; `unread` is kept unchanged. */
export function writeViews(views: readonly SavedView[], unread: readonly JsonValue[] = []): string {
  const entries = views.map(({ list, name, search, isDefault }) => ({
    list,
    name,
    search,
    ...(isDefault && { default: true }),
  }));
  return JSON.stringify({ version: VERSION, views: [...entries, ...unread] }, null, 2);
}

/**
 * Adds imported views to the existing ones, which do not change: duplicates are skipped, another view of the same name
 * gets a number, and an imported default does not replace an existing one.
 */
export function mergeViews(
  there: readonly SavedView[],
  coming: readonly SavedView[],
): { views: readonly SavedView[]; added: number } {
  const views = [...there];
  for (const view of coming) {
    const isKnown = views.some(
      ({ list, name, search }) =>
        list === view.list && search === view.search && isSameName(name, view.name),
    );
    if (!isKnown) views.push(fitted(view, views));
  }
  return { views, added: views.length - there.length };
}

/** The search string that a view stores: the list's own parameters in canonical form, without the page, and columns. */
export function canonicalSearch(search: string, definition: ListDefinition): string {
  const params = new URLSearchParams(search);
  const { state } = decode(params, definition);
  const saved = encode({ ...state, page: 1 }, definition);
  const layout = params.get(LAYOUT_PARAM) ?? "";
  if (/^[\w,:]+$/.test(layout)) saved.set(LAYOUT_PARAM, layout);
  return saved.toString();
}

/** Normalises a name to one line, trimmed and limited in length; "" is no name. */
export function cleanName(text: string): string {
  const name = text.normalize("NFC").replace(/\s+/g, " ").trim();
  return [...name].slice(0, LONGEST_NAME).join("").trim();
}

function entriesIn(text: string): readonly JsonValue[] | string {
  let whole: JsonValue;
  try {
    whole = JSON.parse(text) as JsonValue;
  } catch (error) {
    const why = error instanceof Error ? visible(error.message) : "";
    return `This is not JSON: ${why}`;
  }
  if (!isObject(whole) || !Array.isArray(whole["views"])) {
    return "This is JSON, but holds no list “views”.";
  }
  if (whole["version"] !== VERSION) {
    return `This is of version ${visible(JSON.stringify(whole["version"] ?? null))}; only ${VERSION} is known here.`;
  }
  return whole["views"];
}

function readView(
  entry: JsonValue,
  definitions: Definitions,
  note: (problem: string) => void,
): SavedView | undefined {
  if (!isObject(entry)) {
    note(": not an object.");
    return undefined;
  }
  const name = typeof entry["name"] === "string" ? cleanName(entry["name"]) : "";
  const said = name === "" ? "" : ` “${visible(name)}”`;
  const list = listOf(entry, definitions);
  const { search } = entry;
  if (name === "") note(": has no name.");
  else if (list === undefined) note(`${said}: its list is not known here.`);
  else if (typeof search !== "string") note(`${said}: has no search string.`);
  else {
    for (const left of leftOut(search, definitions[list])) note(`${said}: ${left}`);
    const canonical = canonicalSearch(search, definitions[list]);
    return { list, name, search: canonical, isDefault: entry["default"] === true };
  }
  return undefined;
}

function listOf(entry: JsonObject, definitions: Definitions): ResourceName | undefined {
  const { list } = entry;
  return typeof list === "string" && Object.hasOwn(definitions, list)
    ? (list as ResourceName)
    : undefined;
}

/** The parameters that the list does not know or cannot use, each with the reason. */
function leftOut(search: string, definition: ListDefinition): string[] {
  const params = new URLSearchParams(search);
  const known = new Set([...ownParams(definition), LAYOUT_PARAM]);
  const foreign = [...new Set(params.keys())].filter((param) => !known.has(param));
  const { dropped } = decode(params, definition);
  return [
    // Their values are not repeated: they may be anything.
    ...foreign.map((param) => `${visible(param)} was left out: not a parameter of this list.`),
    ...dropped.map(({ param, reason }) => `${param} was left out: ${reason}.`),
  ];
}

/** The view with a unique name, and default only where no other view is. */
function fitted(view: SavedView, views: readonly SavedView[]): SavedView {
  const others = views.filter(({ list }) => list === view.list);
  const isTaken = (name: string) => others.some((other) => isSameName(other.name, name));
  let { name } = view;
  for (let count = 2; isTaken(name); count += 1) {
    const end = ` (${count})`;
    name =
      [...view.name]
        .slice(0, LONGEST_NAME - end.length)
        .join("")
        .trimEnd() + end;
  }
  return { ...view, name, isDefault: view.isDefault && !others.some((one) => one.isDefault) };
}
