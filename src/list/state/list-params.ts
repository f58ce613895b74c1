import { DEFAULT_PAGE_SIZE, type ListRequest } from "../../api/list-request.ts";
import { type ExcludeParam, MOST_IDS, readIds } from "./exclusions.ts";
import { readMoment } from "../../model/moment.ts";

/** How an object is named: a row id, a UUID, or a slug. */
export type IdKind = "int" | "uuid" | "slug";

/**
 * What a filter's value must look like: an id; several of them with commas between; how a row stands by its expiry
 * time; a moment (see `readMoment`); whole seconds, up to a day.
 */
export type FilterKind = IdKind | "ints" | "uuids" | "status" | "moment" | "seconds";

/** Filters that no authentik has: the console finds their rows itself. */
export type ExpiryParam = "status" | "within" | "expires_after" | "expires_before";

/** Whether a filter is one of those the console applies itself. */
export function isExpiryParam(param: string): param is ExpiryParam {
  return param === "status" || param === "within" || param.startsWith("expires_");
}

/** A filter of a list: the API's own parameter, or one of ours, and the kind of value it takes. */
export interface FilterDefinition {
  readonly param: "provider" | "user" | "group" | "source__slug" | ExpiryParam | ExcludeParam;
  readonly kind: FilterKind;
}

/** What the server of one list understands. */
export interface ListDefinition {
  /** Keys whose `ordering` the server honours, without sign. */
  readonly orderings: readonly string[];
  /** The order a list opens in (may carry a "-"); "" leaves it to the server. */
  readonly defaultOrdering: string;
  readonly filters: readonly FilterDefinition[];
}

/** How a list stands: what its URL says, with the defaults filled in. */
export interface ListState {
  readonly page: number;
  readonly page_size: number;
  readonly ordering: string;
  readonly search: string;
  /** Only filters that are set, by parameter name. */
  readonly filters: Readonly<Record<string, string>>;
}

/** A parameter whose value was of the wrong kind, and why ("not a page number"). */
export interface DroppedParam {
  readonly param: string;
  readonly value: string;
  readonly reason: string;
}

/**
 * A step to another page, or a change of anything else: the second always leads to page 1.
 * A filter that is null is taken off.
 */
export type ListChange =
  | { readonly page: number }
  | {
      readonly page?: never;
      readonly page_size?: number;
      readonly ordering?: string;
      readonly search?: string;
      readonly filters?: Readonly<Record<string, string | null>>;
    };

/** The page sizes on offer; a server may clamp the larger ones. */
export const PAGE_SIZES: readonly number[] = [20, 50, 100];

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const STATUS = /^(?:valid|expiring|expired|never)$/;
/** The longest "expiring", a day, in seconds. */
export const MAX_SECONDS = 86_400;

const SHAPES: Record<FilterKind, { read: (value: string) => string | null; reason: string }> = {
  int: { read: (value) => (/^\d+$/.test(value) ? value : null), reason: "not a numeric id" },
  uuid: { read: readUuid, reason: "not a UUID" },
  slug: { read: (value) => (/^[-\w]+$/.test(value) ? value : null), reason: "not a slug" },
  ints: {
    read: (value) =>
      readIds(value, (id) => (/^0*\d{1,15}$/.test(id) ? id.replace(/^0+(?=\d)/, "") : null)),
    reason: `not numeric ids, ${MOST_IDS} at most`,
  },
  uuids: { read: (value) => readIds(value, readUuid), reason: `not UUIDs, ${MOST_IDS} at most` },
  status: {
    read: (value) => (STATUS.test(value) ? value : null),
    reason: "not valid, expiring, expired or never",
  },
  moment: { read: readMoment, reason: "not a time with its zone, nor now-5m or the like" },
  seconds: { read: readSeconds, reason: "not a number of seconds from 1 to 86400" },
};

/**
 * The canonical form of a filter's value, or null when it is of the wrong kind. UUIDs become lower
 * case with hyphens, as the API writes them; whether the object exists is for the server to say.
 */
export function readFilterValue(kind: FilterKind, text: string): string | null {
  return SHAPES[kind].read(text.trim());
}

function readUuid(value: string): string | null {
  if (!UUID.test(value)) return null;
  const hex = value.replaceAll("-", "").toLowerCase();
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function readSeconds(value: string): string | null {
  const seconds = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  return seconds >= 1 && seconds <= MAX_SECONDS ? String(seconds) : null;
}

/** Why `readFilterValue` refused: "not a UUID". */
export function filterKindReason(kind: FilterKind): string {
  return SHAPES[kind].reason;
}

/**
 * A search text as it is sent. The server splits terms at spaces and commas and unwraps quotes, so
 * a text of nothing but those would match every row: it counts as no search.
 */
export function normalizeSearch(text: string): string {
  return /[^\s,"']/.test(text) ? text.trim() : "";
}

/**
 * Reads a list's state from the search string. The last of repeated parameters wins and an empty
 * value counts as absent (both as on the server); a value of the wrong kind falls back to the
 * default. What counts for nothing is listed in `dropped`. Never throws.
 */
export function decode(
  search: URLSearchParams,
  definition: ListDefinition,
): { params: ListState; dropped: DroppedParam[] } {
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

  const page = read("page", 1, readPage, "not a page number");
  const page_size = read("page_size", DEFAULT_PAGE_SIZE, readPageSize, "not 20, 50 or 100");
  const ordering = read(
    "ordering",
    definition.defaultOrdering,
    (text) => (isOrdering(text, definition) ? text : null),
    "not an order of this list",
  );
  const filters: Record<string, string> = {};
  for (const { param, kind } of definition.filters) {
    const value = read(param, "", (text) => readFilterValue(kind, text), filterKindReason(kind));
    if (value !== "") filters[param] = value;
  }
  const searched = read("search", "", normalizeSearch, "nothing to search for");
  return { params: { page, page_size, ordering, search: searched, filters }, dropped };
}

/**
 * Writes a state into a search string: defaults are left out, parameters that are not the list's
 * own keep their place and their repetitions.
 */
export function encode(
  state: ListState,
  definition: ListDefinition,
  base: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const own = new Map<string, string>();
  own.set("search", state.search);
  for (const { param } of definition.filters) own.set(param, state.filters[param] ?? "");
  own.set("ordering", state.ordering === definition.defaultOrdering ? "" : state.ordering);
  own.set("page_size", state.page_size === DEFAULT_PAGE_SIZE ? "" : String(state.page_size));
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
  const { params } = decode(search, definition);
  if (change.page !== undefined) {
    return encode({ ...params, page: change.page }, definition, search);
  }
  const filters: Record<string, string> = { ...params.filters };
  for (const { param } of definition.filters) {
    const value = change.filters?.[param];
    if (value === null || value === "") delete filters[param];
    else if (value !== undefined) filters[param] = value;
  }
  const next: ListState = {
    page: 1,
    page_size: change.page_size ?? params.page_size,
    ordering: change.ordering ?? params.ordering,
    search: change.search === undefined ? params.search : normalizeSearch(change.search),
    filters,
  };
  return encode(next, definition, search);
}

/** The search string without the values that `decode` could not use. */
export function withoutDropped(
  search: URLSearchParams,
  dropped: readonly DroppedParam[],
): URLSearchParams {
  const result = new URLSearchParams(search);
  for (const { param, value } of dropped) result.delete(param, value);
  return result;
}

/** What the API is asked for in a state; the tie-breaker `pk` is added where the request is made. */
export function toRequest(state: ListState, definition: ListDefinition): ListRequest {
  const filters: Record<string, string> = {};
  for (const { param } of definition.filters) {
    const value = state.filters[param];
    if (value !== undefined) filters[param] = value;
  }
  const { page, page_size, ordering, search } = state;
  return {
    page,
    page_size,
    ...(ordering === "" ? {} : { ordering }),
    ...(search === "" ? {} : { search }),
    filters,
  };
}

/** The key of an ordering without its sign. */
export function orderingKey(ordering: string): string {
  return ordering.startsWith("-") ? ordering.slice(1) : ordering;
}

function isOrdering(text: string, definition: ListDefinition): boolean {
  return text === definition.defaultOrdering || definition.orderings.includes(orderingKey(text));
}

function readPage(text: string): number | null {
  const page = Number(text);
  return /^[1-9]\d*$/.test(text) && Number.isSafeInteger(page) ? page : null;
}

function readPageSize(text: string): number | null {
  return PAGE_SIZES.find((size) => String(size) === text) ?? null;
}
