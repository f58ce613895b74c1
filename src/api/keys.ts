import type { Query, QueryKey } from "@tanstack/react-query";
import type { ResourceName } from "../paths.ts";
import type { RequestParams } from "./list-request.ts";

/**
 * All query keys: `[object, what of it, arguments…]`, with the arguments of the fetcher. A key that is a prefix of
 * others matches all of them.
 */
export const keys = {
  me: key("me"),
  version: key("version"),
  consoleConfig: key("console-config"),

  /** A page of the server. */
  page: (resource: ResourceName, request: object) => key(resource, "page", request),
  /** A page of a range, in the order of expiry. */
  slice: (resource: ResourceName, ...asked: unknown[]) => key(resource, "slice", ...asked),
  /** A range that is read in full. */
  range: (resource: ResourceName, ...asked: unknown[]) => key(resource, "range", ...asked),
  /** A list that is scanned. */
  scan: (resource: ResourceName, asked: object) => key(resource, "scan", asked),
  /** A short list under the server's filters, read in full; without filters, the prefix of all of these. */
  snapshot: (resource: ResourceName, ...filters: [] | [object]) =>
    key(resource, "snapshot", ...filters),
  /** One object by itself; without an id, the prefix of all of them. */
  object: (resource: ResourceName, ...pk: [] | [number | string]) => key(resource, "object", ...pk),
  /** The rows that were deleted from here, which no answer has any more. */
  deleted: (resource: ResourceName) => key(resource, "deleted"),
  /** What uses an object. */
  usedBy: (path: string) => key("used-by", path),
  /** The prefix of what is shown and refreshed along with the rows: counts, the timeline. */
  related: (resource: ResourceName) => key(resource, "related"),
  counts: (resource: ResourceName, ...asked: unknown[]) =>
    key(resource, "related", "counts", ...asked),
  timeline: (resource: ResourceName, filters: object) =>
    key(resource, "related", "timeline", filters),
  /** Known points: when the rows at some offsets expire, under the same filters. */
  knownPoints: (resource: ResourceName, filters: object) => key(resource, "known-points", filters),
  /** What became of some sign-ins; likewise shown and refreshed along with the rows. */
  outcomes: (resource: ResourceName, ...asked: unknown[]) =>
    key(resource, "related", "outcomes", ...asked),
  /** What is told of one sign-in or summed up of many, on request: too dear to be refreshed along with the rows. */
  stories: (...asked: unknown[]) => key("sign-ins", "stories", ...asked),
  /** Rows that outcomes were read from, and that need not be read again, by the filters they were read under. */
  outcomeRows: (filters: object) => key("outcome-rows", filters),
  /** Which of the lists that a resource consists of the server has, as far as they were tried. */
  lists: (resource: ResourceName) => key(resource, "lists"),
  searchProbe: (resource: ResourceName) => key(resource, "search-probe"),

  /** Rows that were read for ranges and scans, whichever are shown. Once removed, they are read again. */
  read: key("read"),
  readRows: (resource: ResourceName, ...asked: unknown[]) => key("read", resource, ...asked),

  users: (...asked: unknown[]) => key("users", ...asked),
  groups: (...asked: unknown[]) => key("groups", ...asked),
  providers: (...asked: unknown[]) => key("providers", ...asked),
  sources: (...asked: unknown[]) => key("sources", ...asked),
  applications: (...asked: unknown[]) => key("applications", ...asked),

  /** What is tied to an identifier, a user or a group. */
  identity: (of: object) => key("identity", of),

  overview: key("overview"),
  overviewCodes: key("overview", "codes"),
  overviewCleanUp: key("overview", "clean-up"),
  overviewConnections: key("overview", "connections"),
  overviewConnectionsOf: (what: string) => key("overview", "connections", what),
};

/** All kinds of queries that hold rows: a search for a row in the cache has to include all of these. */
const ROWS: ReadonlySet<unknown> = new Set(["page", "slice", "range", "scan", "snapshot"]);

/** A predicate for all row queries of a resource, and no others. */
export function isRowQueryOf(resource: ResourceName): (query: Pick<Query, "queryKey">) => boolean {
  return ({ queryKey: [name, what] }) => name === resource && ROWS.has(what);
}

/** Whether a query holds a page of the server, of any resource; a single row, asked for its count, is none. */
export function isPageQuery({ queryKey: [, what, request] }: Pick<Query, "queryKey">): boolean {
  return what === "page" && (request as RequestParams)["page_size"] !== "1";
}

/** Whether a query holds rows of any resource, or the overview's codes. */
export function isRowQuery({ queryKey: [name, what] }: Pick<Query, "queryKey">): boolean {
  return name === "overview" ? what === "codes" : ROWS.has(what);
}

/** All keys have the type `QueryKey`, so that the query options of different lists have the same type. */
function key(...parts: unknown[]): QueryKey {
  return parts;
}
