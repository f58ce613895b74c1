import { DEFAULT_PAGE_SIZE, type ServerParam } from "../../api/list-request.ts";
import {
  type FilterKind,
  filterKindReason,
  MOST_IDS,
  readFilterValue,
  readIds,
} from "./filter-values.ts";
import {
  type DroppedParam,
  type ExpiryFilter,
  type ExpiryParam,
  excludeParam,
  type Exclusions,
  type ListChange,
  type ListDefinition,
  type ListState,
  normalizeSearch,
  PAGE_SIZES,
  type RelationName,
  sortKey,
} from "./list-state.ts";

/**
 * Reads a list's state from the search string. The last of repeated parameters wins and an empty
 * value counts as absent (both as on the server); a value of the wrong kind falls back to the
 * default. Values that are ignored are listed in `dropped`. Never throws.
 */
export function decode(
  search: URLSearchParams,
  definition: ListDefinition,
): { state: ListState; dropped: DroppedParam[] } {
  const dropped: DroppedParam[] = [];

  function read<T>(
    param: string,
    fallback: T,
    parse: (text: string) => T | null,
    reason: string,
  ): T {
    const all = search.getAll(param);
    const value = all.at(-1) ?? "";
    for (const other of all) {
      if (other !== value) dropped.push({ param, value: other, reason: "given more than once" });
    }
    const text = value.trim();
    if (text === "") return fallback;
    const parsed = parse(text);
    if (parsed !== null) return parsed;
    dropped.push({ param, value, reason });
    return fallback;
  }

  function readFilter(param: string, kind: FilterKind): string | undefined {
    return (
      read(param, "", (text) => readFilterValue(kind, text), filterKindReason(kind)) || undefined
    );
  }

  const page = read("page", 1, readPage, "not a page number");
  const page_size = read("page_size", DEFAULT_PAGE_SIZE, readPageSize, "not 20, 50 or 100");
  const sort = read(
    "ordering",
    definition.defaultSort,
    (text) => (isSort(text, definition) ? text : null),
    "not an order of this list",
  );
  const server: Partial<Record<ServerParam, string>> = {};
  for (const [param, kind] of definition.server) {
    const value = readFilter(param, kind);
    if (value !== undefined) server[param] = value;
  }
  const exclude: Partial<Record<RelationName, readonly string[]>> = {};
  for (const [relation, kind] of definition.exclude) {
    const param = excludeParam(relation);
    const { ids, refused } = readIds(
      kind,
      read(param, "", (text) => text, ""),
    );
    if (ids.length > 0) exclude[relation] = ids;
    const reason = `not ${kind === "ints" ? "numeric ids" : "UUIDs"}, ${MOST_IDS} at most`;
    if (refused.length > 0)
      dropped.push({ param, value: refused.join(), reason, kept: ids.join() });
  }
  const expiry: Partial<Record<ExpiryParam, string>> = {};
  for (const [param, kind] of definition.expiry) {
    const value = readFilter(param, kind);
    if (value !== undefined) expiry[param] = value;
  }
  if (expiry.within !== undefined && expiry.status !== "expiring") {
    const value = search.getAll("within").at(-1) ?? "";
    dropped.push({ param: "within", value, reason: "only used with status=expiring" });
  }
  const searched = read("search", "", normalizeSearch, "nothing to search for");
  return {
    state: {
      page,
      page_size,
      sort,
      search: searched,
      server,
      expiry: wholeExpiry(expiry, definition),
      exclude: unlessEmpty(exclude),
    },
    dropped,
  };
}

/**
 * Writes a state into a search string: defaults are left out; parameters that are not the list's
 * own keep their position and their duplicates.
 */
export function encode(
  state: ListState,
  definition: ListDefinition,
  base: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const own = new Map<string, string>();
  own.set("search", state.search);
  for (const [param] of definition.server) own.set(param, state.server[param] ?? "");
  for (const [relation] of definition.exclude) {
    own.set(excludeParam(relation), state.exclude?.[relation]?.join(",") ?? "");
  }
  for (const [param] of definition.expiry) {
    const value = state.expiry?.[param] ?? "";
    own.set(param, param === "within" && value === definition.within ? "" : value);
  }
  own.set("ordering", state.sort === definition.defaultSort ? "" : state.sort);
  // The default is kept where it was written: without it, the size chosen last in a browser counts.
  const isSized = state.page_size !== DEFAULT_PAGE_SIZE || base.has("page_size");
  own.set("page_size", isSized ? String(state.page_size) : "");
  own.set("page", state.page === 1 ? "" : String(state.page));

  const result = new URLSearchParams();
  for (const [name, value] of base) {
    const text = own.get(name);
    if (text === undefined) result.append(name, value);
    else if (text !== "" && !result.has(name)) result.append(name, text);
  }
  for (const [name, text] of own) {
    if (text !== "" && !result.has(name)) result.append(name, text);
  }
  return result;
}

/** The search string after one change; any change but `page` returns to page 1. */
export function patch(
  search: URLSearchParams,
  change: ListChange,
  definition: ListDefinition,
): URLSearchParams {
  const { state } = decode(search, definition);
  if (change.page !== undefined) {
    return encode({ ...state, page: change.page }, definition, search);
  }
  const next: ListState = {
    page: 1,
    page_size: change.page_size ?? state.page_size,
    sort: change.sort ?? state.sort,
    search: change.search === undefined ? state.search : normalizeSearch(change.search),
    server: changed(state.server, change.server),
    expiry: wholeExpiry(changed(state.expiry ?? {}, change.expiry), definition),
    exclude: canonicalIds(changed(state.exclude ?? {}, change.exclude), definition),
  };
  return encode(next, definition, search);
}

/** The search string without the values that `decode` could not use. */
export function withoutDropped(
  search: URLSearchParams,
  dropped: readonly DroppedParam[],
): URLSearchParams {
  const result = new URLSearchParams(search);
  for (const { param, value, kept } of dropped) {
    if (kept) result.set(param, kept);
    else result.delete(param, kept === undefined ? value : undefined);
  }
  return result;
}

function changed<T extends object>(
  before: T,
  change: { readonly [Key in keyof T]?: T[Key] | null } | null | undefined,
): T {
  const entries = change === null ? [] : Object.entries({ ...before, ...change });
  const isSet = ([, value]: [string, unknown]) =>
    value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(entries.filter(isSet)) as T;
}

/** Sets `within` for the status "expiring", and removes it otherwise. */
function wholeExpiry(
  { within, ...chosen }: ExpiryFilter,
  definition: ListDefinition,
): ExpiryFilter | null {
  return unlessEmpty(
    chosen.status === "expiring" ? { ...chosen, within: within ?? definition.within } : chosen,
  );
}

/** Ids in the canonical form of the URL: deduplicated, ascending, without invalid ones. */
function canonicalIds(exclude: Exclusions, definition: ListDefinition): Exclusions | null {
  const canonical: Partial<Record<RelationName, readonly string[]>> = {};
  for (const [relation, kind] of definition.exclude) {
    const { ids } = readIds(kind, exclude[relation]?.join(",") ?? "");
    if (ids.length > 0) canonical[relation] = ids;
  }
  return unlessEmpty(canonical);
}

function unlessEmpty<T extends ExpiryFilter | Exclusions>(filters: T): T | null {
  return Object.keys(filters).length === 0 ? null : filters;
}

function isSort(text: string, { defaultSort, sorts, wholeSorts }: ListDefinition): boolean {
  return text === defaultSort || [...sorts, ...wholeSorts].includes(sortKey(text));
}

function readPage(text: string): number | null {
  const page = Number(text);
  return /^[1-9]\d*$/.test(text) && Number.isSafeInteger(page) ? page : null;
}

function readPageSize(text: string): number | null {
  return PAGE_SIZES.find((size) => String(size) === text) ?? null;
}
